/** Cells of a tally added up by format, by family, or both. */

import { addCell, type Cell, emptyCell, type Tally } from './trials/tally.ts';

/** Which cells; what is not named is every one. */
export interface Selection {
  readonly format?: string;
  readonly family?: string;
}

/** The sum of the selected cells. */
export const selected = (tally: Tally, { format, family }: Selection = {}): Cell => {
  const total = emptyCell();
  for (const [key, cell] of Object.entries(tally)) {
    const [ofFormat, ofFamily] = key.split('|');
    if ((format ?? ofFormat) === ofFormat && (family ?? ofFamily) === ofFamily) addCell(total, cell);
  }
  return total;
};

/** The largest share of any quantity, branches certain. */
export const largestShare = ({ largest }: Cell): number => Math.max(...largest);
