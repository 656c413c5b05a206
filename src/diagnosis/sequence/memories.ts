/** Known ways to let an answer depend on the call before it. */

import type { Precision } from '../../bounds/precision.ts';
import { at } from '../../model/at.ts';
import type { MlpProblem } from '../../model/problem.ts';
import type { Balls } from '../fit.ts';
import { predicted } from '../numbers.ts';
import { type Ball, type BallArithmetic, ballArithmetic } from '../reading/ball.ts';
import { forward } from '../reading/forward.ts';
import { type Departure, predict } from '../reading/predict.ts';
import { documentedSteps } from '../reading/steps.ts';
import { shortened } from '../shortened.ts';
import type { KeptPart, Moment, Step } from './moment.ts';

/** What an answer would be, with what is kept in it. */
export type Kept = Pick<Balls, KeptPart>;

/** One known way. */
export interface Memory {
  /** Its texts stand under this id in `spec/diagnoses.json`, among those of sequences. */
  readonly id: string;
  /** Stands for `{}` in the sentence. */
  readonly constant?: string;
  readonly foretell: (step: Step, precision: Precision) => Kept;
}

/** The answer before, or the gradient that it should have been. */
type Source = (before: Moment, part: KeptPart, l: number, index: number) => Ball;

const answerBefore: Source = ({ numbers }, part, l, index) => ({
  value: at(at(numbers[part], l), index),
  radius: 0,
});

const gradientBefore: Source = ({ right }, part, l, index) => at(at(right[part], l), index);

type Weight = (math: BallArithmetic) => Ball;

/** `share` of the source and `rest` of the gradient. */
const mixing =
  (source: Source, share: Weight, rest: Weight): Memory['foretell'] =>
  ({ before, now }, precision) => {
    const math = ballArithmetic(precision, now.problem.loss.scale);
    const { add, mul } = math;
    const mixed = (part: KeptPart) =>
      now.right[part].map((group, l) =>
        group.map((ball, index) =>
          add(mul(share(math), source(before, part, l, index)), mul(rest(math), ball)),
        ),
      );
    return { weights: mixed('weights'), biases: mixed('biases') };
  };

const all: Weight = ({ exact }) => exact(1);
const none: Weight = ({ exact }) => exact(0);
const times =
  (factor: number): Weight =>
  ({ given }) =>
    given(factor);
const lessThanAll =
  (factor: number): Weight =>
  ({ exact, given, sub }) =>
    sub(exact(1), given(factor));

/** A question read with something of the one before it. */
const reading =
  (departureFrom: (before: MlpProblem, math: BallArithmetic) => Departure): Memory['foretell'] =>
  ({ before, now }, precision) => {
    const math = ballArithmetic(precision, now.problem.loss.scale);
    return predicted(predict(now.problem, departureFrom(before.problem, math), precision));
  };

const staleActivations = reading((before, math) => {
  const { states } = forward(math, before, documentedSteps);
  return { steps: { factors: (_, l) => at(states, l).inputs } };
});

const staleParameters = reading(({ layers }) => ({ reads: (problem) => ({ ...problem, layers }) }));

const fixed: readonly Memory[] = [
  { id: 'kept-gradients', foretell: mixing(answerBefore, all, all) },
  { id: 'kept-last-gradient', foretell: mixing(gradientBefore, all, all) },
  { id: 'gradient-of-call-before', foretell: mixing(gradientBefore, all, none) },
  { id: 'activations-of-call-before', foretell: staleActivations },
  { id: 'parameters-of-call-before', foretell: staleParameters },
];

/** One number of a step: what was answered, what is right, and what may be kept in it. */
interface Place {
  readonly got: number;
  readonly right: number;
  readonly kept: number;
}

const placesIn = (steps: readonly Step[], source: Source): readonly Place[] =>
  steps.flatMap(({ before, now }) =>
    now.numbers.weights.flatMap((group, l) =>
      group.map((got, index) => ({
        got,
        right: at(at(now.right.weights, l), index).value,
        kept: source(before, 'weights', l, index).value,
      })),
    ),
  );

/** Shares that one number suggests, short ones first: the one that has the most `room` for what is kept. */
const sharesIn = (places: readonly Place[], room: (place: Place) => number): readonly number[] => {
  const [clearest] = places.toSorted((one, other) => Math.abs(room(other)) - Math.abs(room(one)));
  if (clearest === undefined) return [];
  return shortened((clearest.got - clearest.right) / room(clearest)).filter(
    (share) => share > 0 && share < 1,
  );
};

const added = ({ kept }: Place): number => kept;
const averaged = ({ kept, right }: Place): number => kept - right;

/** Those with a constant, which is read off the answers. */
const fitted = (steps: readonly Step[]): readonly Memory[] => [
  ...sharesIn(placesIn(steps, answerBefore), added).map((share) => ({
    id: 'momentum',
    constant: String(share),
    foretell: mixing(answerBefore, times(share), all),
  })),
  ...sharesIn(placesIn(steps, answerBefore), averaged).map((share) => ({
    id: 'exponential-mean',
    constant: String(share),
    foretell: mixing(answerBefore, times(share), lessThanAll(share)),
  })),
  ...sharesIn(placesIn(steps, gradientBefore), averaged).map((share) => ({
    id: 'mean-with-call-before',
    constant: String(share),
    foretell: mixing(gradientBefore, times(share), lessThanAll(share)),
  })),
];

/** Every known way; the likeliest first. */
export const memories = (steps: readonly Step[]): readonly Memory[] => [...fixed, ...fitted(steps)];

/** Ids of all of them. */
export const memoryIds: readonly string[] = [
  ...fixed.map(({ id }) => id),
  'momentum',
  'exponential-mean',
  'mean-with-call-before',
];
