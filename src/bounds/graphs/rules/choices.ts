/** The larger and the smaller of two; section 7 of spec/graph-bounds.md. */

import { high, isExact, type Known, low } from '../known.ts';
import { binary, type Here } from '../rule.ts';
import { copy } from '../term.ts';
import { chosen, taken } from './pieces.ts';

/** Which of two may be the one that is taken. */
const takenOf = (x: Known, y: Known, { setting }: Here) => {
  if (setting.kinks === 'convention' && isExact(x) && isExact(y))
    return { first: x.value >= y.value, second: x.value < y.value };
  return { first: high(x) >= low(y), second: high(y) >= low(x) };
};

const mirrored = ({ value, own, error }: Known, sign: 1 | -1): Known => ({ value: sign * value, own, error });

/** The larger of two for 1, the smaller for -1; of equals the first. */
const choice = (sign: 1 | -1) =>
  binary({
    value: (x, y, here) => {
      const [left, right] = [mirrored(x, sign), mirrored(y, sign)];
      const { first, second } = takenOf(left, right, here);
      const value = left.value >= right.value ? x.value : y.value;
      return { value, error: Math.max(first ? x.error : 0, second ? y.error : 0) };
    },
    terms: (G, x, y, slot, here) => {
      const s = here.chosen();
      // 1 - s is formed from an s that was rounded: by u of s.
      if (s !== undefined)
        return [taken(G, slot === 0 ? s : 1 - s, { jump: 1, besides: here.rounding.chain(1) }, here.setting)];
      const [left, right] = [mirrored(x, sign), mirrored(y, sign)];
      const { first, second } = takenOf(left, right, here);
      if (first !== second) return (slot === 0) === first ? [copy(G)] : [];
      here.uncertain();
      const value = left.value >= right.value === (slot === 0) ? 1 : 0;
      return [chosen(G, { value, most: 1, jump: 1 }, here.rounding)];
    },
  });

export const maximum = choice(1);

export const minimum = choice(-1);
