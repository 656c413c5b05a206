/** On which problem two mistakes differ. */

import { precision } from '../bounds/precision.ts';
import { parts } from '../judge/claim.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Supports } from '../model/supports.ts';
import type { Misreading } from './misreadings/misreading.ts';
import { predicted } from './numbers.ts';
import { predict } from './reading/predict.ts';
import { separatingProblems } from './separating.ts';

/** True where rounding cannot bring the two readings together. */
const differOn = (problem: MlpProblem, left: Misreading, right: Misreading): boolean => {
  const [one, other] = [left, right].map((reading) =>
    predicted(predict(problem, reading, precision('float64'))),
  );
  return parts.some((part) => {
    const others = other?.[part].flat() ?? [];
    return (one?.[part].flat() ?? []).some((ball, index) => {
      const { value, radius } = others[index] ?? ball;
      return Math.abs(ball.value - value) > ball.radius + radius;
    });
  });
};

const described = ({ layers, loss, penalty, inputs }: MlpProblem): string => {
  const names = layers.map(({ activation }) => activation.name).join(', ');
  const penalised = penalty === undefined ? '' : `, a penalty${penalty.biases ? ' on biases too' : ''}`;
  return `a network of ${names} with ${loss.name}${penalised} and ${inputs.length} examples`;
};

/** A problem within what a subject supports that tells two mistakes apart, in words; undefined where none of ours does. */
export const toldApartBy = (left: Misreading, right: Misreading, supports: Supports): string | undefined => {
  const found = separatingProblems(supports).find((problem) => differOn(problem, left, right));
  return found && described(found);
};
