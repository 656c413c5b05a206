/** What may be asked of `backproof gradient`. */

import { type ArithmeticName, arithmeticNames } from '../../arithmetic/named.ts';
import { withNearest } from '../../model/nearest.ts';
import { UsageError } from '../failures.ts';

export interface GradientOptions {
  readonly by: string;
  /** Names of arithmetics with commas between. */
  readonly arithmetic: string;
  /** Working precision of bigfloat and bignumber. */
  readonly digits: number;
  /** The document by whose conventions the answer is written. */
  readonly convention?: string;
  readonly json?: true;
}

/** Multiplications of one answer: seconds in the slowest arithmetic. Float64 needs no limit but per-weight's own. */
export const multiplications = 300_000;

const isArithmetic = (name: string): name is ArithmeticName =>
  arithmeticNames.some((known) => known === name);

/** The arithmetics asked for, in order. Throws UsageError for a name that is none. */
export const readArithmetics = ({ arithmetic }: GradientOptions): readonly ArithmeticName[] =>
  arithmetic.split(',').map((name) => {
    if (isArithmetic(name)) return name;
    throw new UsageError(
      `--arithmetic: expected some of ${arithmeticNames.join(', ')}, got ${withNearest(name, arithmeticNames)}`,
    );
  });
