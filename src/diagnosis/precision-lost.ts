/** Right answers in a lower precision than the one declared. */

import { type PrecisionName, precision, representable } from '../bounds/precision.ts';
import type { Cause } from '../model/diagnosis.ts';
import type { Case } from './cases.ts';
import { entriesOf, isReproduced, partsIn } from './fit.ts';
import { predicted } from './numbers.ts';
import { predict } from './reading/predict.ts';

/** From fine to coarse. */
const formats: readonly PrecisionName[] = ['float64', 'float32', 'float16', 'bfloat16'];

const isOf = (name: PrecisionName, { problem, numbers }: Case): boolean => {
  const right = predicted(predict(problem, {}, precision(name)));
  return partsIn(numbers).every((part) =>
    entriesOf(part, numbers, right, right).every(
      (entry) => representable(entry.got, precision(name)) && isReproduced(entry),
    ),
  );
};

/** The finest precision below the declared one that all answers are right in, as a cause; null where none is. */
export const precisionLost = (cases: readonly Case[], declared: PrecisionName): Cause | null => {
  const coarser = formats.slice(formats.indexOf(declared) + 1);
  const found = coarser.find((name) => cases.every((one) => isOf(name, one)));
  return found === undefined
    ? null
    : {
        id: 'precision',
        sentence: `you compute in ${found}, and declare ${declared}`,
        advice: `declare ${found}, or compute in ${declared}`,
        clause: 'AGREEMENT',
        reached: found,
      };
};
