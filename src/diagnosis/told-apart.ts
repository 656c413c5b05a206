/** On which problem two mistakes differ. */

import { precision } from '../bounds/precision.ts';
import { parts } from '../judge/claim.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Supports } from '../model/supports.ts';
import { foretell, type Reading } from './foretold.ts';
import type { Misreading } from './misreadings/misreading.ts';
import { separatingProblems } from './separating.ts';

/** True where rounding cannot bring the two readings together. */
export const differOn = (problem: MlpProblem, left: Reading, right: Reading): boolean => {
  const [one, other] = [left, right].map((reading) => foretell(reading, problem, precision('float64')));
  if (JSON.stringify(one?.shapes) !== JSON.stringify(other?.shapes)) return true;
  return parts.some((part) => {
    const others = other?.balls[part].flat() ?? [];
    return (one?.balls[part].flat() ?? []).some((ball, index) => {
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

/** Without those that are the same as the likeliest one in everything that the subject supports. */
export const distinctFrom = <T extends { readonly misreading: Misreading }>(
  found: readonly T[],
  supports: Supports,
): readonly T[] => {
  const [first, ...others] = found;
  if (first === undefined || others.length === 0) return found;
  const problems = separatingProblems(supports);
  if (problems.length === 0) return found;
  const left = others.filter(({ misreading }) =>
    problems.some((problem) => differOn(problem, first.misreading, misreading)),
  );
  return [first, ...left];
};

/** A problem within what a subject supports that tells two mistakes apart, in words; undefined where none of ours does. */
export const toldApartBy = (left: Misreading, right: Misreading, supports: Supports): string | undefined => {
  const found = separatingProblems(supports).find((problem) => differOn(problem, left, right));
  return found && described(found);
};
