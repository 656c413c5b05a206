/** Known mistakes with a constant that is read off the answers; matching decides whether it is one of them. */

import type { Precision } from '../bounds/precision.ts';
import type { Case } from './cases.ts';
import { foretell } from './foretold.ts';
import { updatedWeights } from './misreadings/backward.ts';
import { clippedTo, normClippedTo } from './misreadings/finished-gradients.ts';
import type { Misreading } from './misreadings/misreading.ts';
import { penaltyTimes } from './misreadings/penalties.ts';
import { parametersReturned, stepReturned } from './misreadings/returned.ts';
import { shortened } from './shortened.ts';
import { simplestBetween, written } from './simplest.ts';

/** One derivative of a parameter, beside the parameter. */
interface Place {
  readonly got: number;
  readonly right: number;
  readonly parameter: number;
}

const placesIn = ({ problem, numbers, right }: Case): readonly Place[] => {
  const parameters = {
    weights: problem.layers.flatMap(({ weights }) => weights.flat(2)),
    biases: problem.layers.flatMap(({ biases }) => biases?.flat() ?? []),
  };
  return (['weights', 'biases'] as const).flatMap((part) => {
    const [got, expected] = [numbers[part]?.flat() ?? [], right[part].flat()];
    return parameters[part].flatMap((parameter, index) => {
      const [own, ball] = [got[index], expected[index]];
      return own === undefined || ball === undefined ? [] : [{ got: own, right: ball.value, parameter }];
    });
  });
};

const largestBy = (places: readonly Place[], size: (place: Place) => number): Place | undefined =>
  places.reduce<Place | undefined>(
    (best, place) => (best === undefined || Math.abs(size(place)) > Math.abs(size(best)) ? place : best),
    undefined,
  );

const normOf = (entries: readonly number[]): number => Math.hypot(...entries);

/** The largest norm of one layer's weights or biases. */
const largestTensor = ({ numbers }: Case): number =>
  Math.max(0, ...[...(numbers.weights ?? []), ...(numbers.biases ?? [])].map(normOf));

const limitsIn = (one: Case, all: readonly Place[]): readonly Misreading[] => [
  clippedTo(Math.max(...all.map(({ got }) => Math.abs(got)))),
  ...[normOf(placesIn(one).map(({ got }) => got)), largestTensor(one)]
    .flatMap(shortened)
    .flatMap(normClippedTo),
];

const smallestFactor = 1 / 10;

const ratesIn = (places: readonly Place[]): readonly Misreading[] => {
  const place = largestBy(places, ({ right }) => right);
  if (place === undefined) return [];
  const { got, right, parameter } = place;
  return [
    ...shortened(got / right)
      .filter((rate) => Math.abs(rate) <= smallestFactor)
      .map(stepReturned),
    ...shortened((parameter - got) / right).map(parametersReturned),
  ];
};

/**
 * The rates of a step that comes before the delta is led back, each by its own way to make the step: what is
 * wrong right below the last layer is in proportion to the rate.
 */
const earlyRatesIn = ({ problem, numbers, right }: Case, format: Precision): readonly Misreading[] => {
  const l = problem.layers.length - 2;
  const [got, expected] = [numbers.weights?.[l] ?? [], right.weights[l] ?? []];
  return updatedWeights(1).flatMap((whole, way) => {
    const stepped = foretell(whole, problem, format).balls.weights[l] ?? [];
    const places = expected.flatMap(({ value }, index) => {
      const [own, step] = [got[index], stepped[index]];
      return own === undefined || step === undefined
        ? []
        : [{ wrong: own - value, step: step.value - value }];
    });
    const [largest] = places.toSorted((one, other) => Math.abs(other.step) - Math.abs(one.step));
    if (largest === undefined) return [];
    return shortened(largest.wrong / largest.step)
      .filter((rate) => rate > 0)
      .flatMap((rate) => updatedWeights(rate).slice(way, way + 1));
  });
};

const largestTerm = 100;
const slack = 2 ** -20;

const penaltiesIn = (one: Case): readonly Misreading[] => {
  const { penalty } = one.problem;
  if (penalty === undefined || penalty.lambda === 0) return [];
  const place = largestBy(placesIn(one), ({ parameter }) => parameter);
  if (place === undefined) return [];
  const factor = 1 + (place.got - place.right) / (2 * penalty.lambda * place.parameter);
  const found = simplestBetween(factor - slack, factor + slack, largestTerm);
  return found === null ? [] : [penaltyTimes(found.numerator / found.denominator, written(found))];
};

/** What the first wrong answers suggest. */
export const candidatesIn = (cases: readonly Case[], format: Precision): readonly Misreading[] => {
  const wrong = cases.filter((one) => one.wrong && one.shapes === undefined);
  const [first] = wrong;
  if (first === undefined || wrong.length < cases.filter((one) => one.wrong).length) return [];
  const deep = wrong.find(({ problem }) => problem.layers.length > 1);
  const penalised = wrong.find(({ problem }) => problem.penalty !== undefined);
  return [
    ...limitsIn(first, wrong.flatMap(placesIn)),
    ...ratesIn(placesIn(first)),
    ...(deep === undefined ? [] : earlyRatesIn(deep, format)),
    ...(penalised === undefined ? [] : penaltiesIn(penalised)),
  ];
};
