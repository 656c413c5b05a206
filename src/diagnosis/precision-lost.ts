/** Right answers in a lower precision than the one declared, or with something of a lower precision in them. */

import { type PrecisionName, precision, representable } from '../bounds/precision.ts';
import type { Cause } from '../model/diagnosis.ts';
import type { Case } from './cases.ts';
import { type Balls, entriesOf, isReproduced, partsIn } from './fit.ts';
import { predicted } from './numbers.ts';
import { predict } from './reading/predict.ts';

/** From fine to coarse. */
const formats: readonly PrecisionName[] = ['float64', 'float32', 'float16', 'bfloat16'];

const balls = ({ problem }: Case, name: PrecisionName): Balls =>
  predicted(predict(problem, {}, precision(name)));

const entries = (one: Case, name: PrecisionName) => {
  const right = balls(one, name);
  return partsIn(one.numbers).flatMap((part) => entriesOf(part, one.numbers, right, right));
};

/** The largest error in an answer, as a share of what the format allows. */
const worstShare = (one: Case, name: PrecisionName): number =>
  Math.max(
    0,
    ...entries(one, name).map(({ got, right }) =>
      Number.isFinite(right.radius) && right.radius > 0 ? Math.abs(got - right.value) / right.radius : 0,
    ),
  );

const finer = (name: PrecisionName): PrecisionName => formats[formats.indexOf(name) - 1] ?? name;

/** On a scale of orders of magnitude, nearer to this format than to the next finer one. */
const isNearTo = (cases: readonly Case[], name: PrecisionName): boolean => {
  const gap = precision(finer(name)).unitRoundoff / precision(name).unitRoundoff;
  return Math.max(...cases.map((one) => worstShare(one, name))) >= Math.sqrt(gap);
};

const isRightIn = (cases: readonly Case[], name: PrecisionName): boolean =>
  cases.every((one) => entries(one, name).every((entry) => isReproduced(entry)));

const isRepresentable = (cases: readonly Case[], name: PrecisionName): boolean =>
  cases.every((one) => entries(one, name).every(({ got }) => representable(got, precision(name))));

const computedIn = (found: PrecisionName, declared: PrecisionName): Cause => ({
  id: 'precision',
  sentence: `you compute in ${found}, and declare ${declared}`,
  advice: `declare ${found}, or compute in ${declared}`,
  clause: 'AGREEMENT',
  reached: found,
});

const mixedWith = (found: PrecisionName, declared: PrecisionName): Cause => ({
  id: 'precision-mixed',
  sentence: `your numbers are right to within the rounding of ${found} only, although they are ${declared}`,
  advice: `look for what is coarser than ${declared}: a tensor, a constant, a function or a pass in ${found}, numbers read with few digits, derivatives by difference, a small number added`,
  clause: 'AGREEMENT',
  reached: found,
});

/**
 * The finest precision below the declared one that all answers are right in, as a cause; null where none is.
 * Where the numbers themselves are finer, something else than they is in that precision.
 */
export const precisionLost = (cases: readonly Case[], declared: PrecisionName): Cause | null => {
  const right = formats.slice(formats.indexOf(declared) + 1).filter((name) => isRightIn(cases, name));
  const whole = right.find((name) => isRepresentable(cases, name));
  if (whole !== undefined) return computedIn(whole, declared);
  // The rounding of the formats of 16 bits is so large that many a mistake is within it.
  const isMixed = right.includes('float32') && isNearTo(cases, 'float32');
  return isMixed ? mixedWith('float32', declared) : null;
};
