import fc from 'fast-check';
import { expect, it } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { type PrecisionName, precision } from '../../bounds/precision.ts';
import { implementations, typedDeltaRecursion } from '../../gradients/registry.ts';
import { type Part, parts } from '../../judge/claim.ts';
import { type Answer, isRefusal, type SubjectAnswer } from '../../model/answer.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { everything } from '../../model/supports.ts';
import { mlpProblems } from '../../problems/mlp.ts';
import { backpropagate } from '../../soundness/emulation/backpropagate.ts';
import { roundedNumbers } from '../../soundness/emulation/numbers.ts';
import { randomStyle } from '../../soundness/emulation/style.ts';
import { answered, predicted } from '../numbers.ts';
import { predict } from './predict.ts';

const drawn = (seed: number, count: number): readonly MlpProblem[] => {
  const problems = mlpProblems(everything);
  if (problems === null) throw new RangeError('no problems');
  return fc.sample(problems, { seed, numRuns: count });
};

interface Held {
  readonly where: string;
  readonly part: Part;
  readonly got: number;
  readonly error: number;
  readonly radius: number;
}

const described = ({ layers, loss }: MlpProblem): string =>
  [...layers.map(({ activation }) => activation.name), loss.name].join();

/** Every number of an answer against the ball that the documented reading gives for it. */
const heldOf = (problem: MlpProblem, answer: SubjectAnswer, name: PrecisionName): readonly Held[] => {
  const numbers = answered(answer);
  const balls = predicted(predict(problem, {}, precision(name)));
  return parts.flatMap((part) => {
    const flat = balls[part].flat();
    const found = numbers[part]?.flat() ?? [];
    if (part in numbers) expect(found.length, part).toBe(flat.length);
    return found.flatMap((got, index) => {
      const ball = flat[index];
      return ball === undefined
        ? []
        : [{ where: described(problem), part, got, error: Math.abs(got - ball.value), radius: ball.radius }];
    });
  });
};

const isHeld = ({ error, radius }: Held): boolean => Number.isFinite(error) && error <= radius;

/** Numbers that some ball decides, after all of them were found to lie in theirs. */
const decided = (held: readonly Held[]): number => {
  const finite = held.filter(({ radius }) => Number.isFinite(radius));
  expect(finite.filter((each) => !isHeld(each))).toEqual([]);
  return finite.length;
};

it('holds every answer of our implementations', () => {
  const answers = (problem: MlpProblem): readonly Answer[] =>
    [
      ...implementations.map(({ gradient }) => gradient(problem, float64)),
      typedDeltaRecursion.solve(problem),
    ].flatMap((attempt) => (isRefusal(attempt) ? [] : [attempt]));
  const held = drawn(7, 300).flatMap((problem) =>
    answers(problem).flatMap((answer) => heldOf(problem, answer, 'float64')),
  );
  expect(decided(held)).toBeGreaterThan(20_000);
});

/** Numbers from 0 to 1, the same in every run. */
const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

it.each(['float64', 'float32', 'bfloat16'] as const)('holds answers in %s in any style', (name) => {
  const draw = random(3);
  const held = drawn(31, 150).flatMap((problem) => {
    const style = randomStyle(draw);
    const numbers = roundedNumbers(precision(name), {
      flush: style.underflow === 'flush',
      functions: style.functions,
    });
    const answer = backpropagate({ numbers, style }, problem);
    const { preActivations } = answer.trace;
    // Where a unit overflows or saturates, a style that is not fused has no finite answer.
    return preActivations.flat(2).every(Number.isFinite)
      ? heldOf(problem, answer, name).filter(({ got }) => Number.isFinite(got))
      : [];
  });
  expect(decided(held)).toBeGreaterThan(3_000);
});
