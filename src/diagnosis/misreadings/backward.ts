/** The way back through the weights, and what the deltas are multiplied by. */

import { at } from '../../model/at.ts';
import type { Ball, BallArithmetic, Row } from '../reading/ball.ts';
import type { BackPlace, Batch, Scene, Steps } from '../reading/reading.ts';
import { documentedSteps, through } from '../reading/steps.ts';
import { transposedIfSquare } from './layout.ts';
import type { Misreading } from './misreading.ts';

type Back = Steps['back'];
type Factors = Steps['factors'];

const backing = (id: string, back: Back, constant?: string): Misreading => ({
  id,
  ...(constant !== undefined && { constant }),
  steps: { back },
});

const factoring = (id: string, factors: Factors): Misreading => ({ id, steps: { factors } });

/** True where the way leads to a layer and not to the inputs. */
const toLayer = ({ l }: BackPlace): boolean => l >= 0;

const column = (rows: Batch, j: number): Row => rows.map((row) => at(row, j));

const isSquare = (rows: Batch): boolean => rows.every((row) => row.length === rows.length);

/** Some of the products that a sum consists of, unit by unit of the layer above. */
const summed =
  (choose: (math: BallArithmetic, products: Row) => Ball): Back =>
  (place) => {
    const { rows } = place;
    const deltas = at(place.above.deltas, place.example);
    const { mul } = place.math;
    return at(rows, 0).map((_, j) =>
      choose(
        place.math,
        deltas.map((delta, k) => mul(delta, at(at(rows, k), j))),
      ),
    );
  };

/** The layer's own weights where they fit. */
const ownWeights: Back = (place) => {
  const { math, states, l, example, above } = place;
  const own = toLayer(place) ? at(at(states, l).weights, 0) : [];
  const deltas = at(above.deltas, example);
  const usual = documentedSteps.back(place);
  const fitting = own.length === deltas.length && at(own, 0).length === usual.length;
  return fitting ? through(math, own, deltas) : usual;
};

const untransposed: Back = (place) => {
  const { math, rows, above, example } = place;
  if (!isSquare(rows)) return documentedSteps.back(place);
  const deltas = at(above.deltas, example);
  return rows.map((row) => math.dot(row, deltas));
};

/** Each weight changed by what its own derivative consists of. */
const throughChanged =
  (change: (math: BallArithmetic, weight: Ball, data: Ball, penalty: Ball) => Ball): Back =>
  ({ math, states, l, example, above, rows }) => {
    const { routes } = at(states, l + 1);
    const changed = rows.map((row, unit) => {
      const piece = at(at(routes, example), unit) ?? 0;
      const data = at(at(above.data.weights, piece), unit);
      const penalty = at(at(above.penalty.weights, piece), unit);
      return row.map((weight, j) => change(math, weight, at(data, j), at(penalty, j)));
    });
    return through(math, changed, at(above.deltas, example));
  };

/** Weights that have already gone one step downhill. */
const updated = (rate: number): Back =>
  throughChanged(({ sub, mul, add, exact }, weight, data, penalty) =>
    sub(weight, mul(exact(rate), add(data, penalty))),
  );

/** The same where the step leaves out the penalty. */
const updatedByData = (rate: number): Back =>
  throughChanged(({ sub, mul, exact }, weight, data) => sub(weight, mul(exact(rate), data)));

/** The same where the step is that of one example. */
const updatedByExample =
  (rate: number): Back =>
  ({ math, states, l, example, above, rows }) => {
    const { mul, sub, exact } = math;
    const deltas = at(above.deltas, example);
    const fed = at(at(states, l + 1).inputs, example);
    const changed = rows.map((row, unit) =>
      row.map((weight, j) => sub(weight, mul(exact(rate), mul(at(deltas, unit), at(fed, j))))),
    );
    return through(math, changed, deltas);
  };

/** W + dOmega/dW in place of W: the penalty goes down with the delta. */
const penaltyThrough: Back = throughChanged(({ add }, weight, _, penalty) => add(weight, penalty));

/** The column of biases led back with the weights, and a wrong one of the products dropped. */
const withBiases =
  (joined: (row: Row, bias: Ball) => Row): Back =>
  (place) => {
    const { math, states, l, example, above, rows } = place;
    const { biases } = at(states, l + 1);
    if (biases === null || biases.length > 1) return documentedSteps.back(place);
    const augmented = rows.map((row, unit) => joined(row, at(at(biases, 0), unit)));
    return through(math, augmented, at(above.deltas, example));
  };

/** Weights that are updated too early, in each of the ways in which the step can be made. */
export const updatedWeights = (rate: number): readonly Misreading[] =>
  [updated, updatedByData, updatedByExample].map((step) =>
    backing('updated-weights', step(rate), String(rate)),
  );

const rates = [2, 1, 0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0001];

/** Units of the layer above; whole layers of weights otherwise. */
export const backMisreadings: readonly Misreading[] = [
  backing('own-weights', ownWeights),
  backing('weights-not-transposed', untransposed),
  backing(
    'first-path-only',
    summed((_, products) => at(products, 0)),
  ),
  backing(
    'last-path-only',
    summed((_, products) => at(products, -1)),
  ),
  backing(
    'paths-averaged',
    summed((math, products) => math.div(math.sum(products), math.exact(products.length))),
  ),
  backing('adjoint-led-back', (place) =>
    through(place.math, place.rows, at(place.above.adjoints, place.example)),
  ),
  backing('adjoint-led-back', (place) => {
    const { math, l, states, above, example, rows } = place;
    const isTop = l + 1 === states.length - 1;
    return through(math, rows, at(isTop ? above.deltas : above.adjoints, example));
  }),
  backing('weights-not-used', (place) => {
    const total = place.math.sum(at(place.above.deltas, place.example));
    return at(place.rows, 0).map(() => total);
  }),
  backing('deltas-of-last-example', (place) => {
    const deltas = at(place.above.deltas, toLayer(place) ? -1 : place.example);
    return through(place.math, place.rows, deltas);
  }),
  backing('stops-at-last-layer', (place) => at(place.rows, 0).map(() => place.math.exact(0))),
  ...rates.flatMap(updatedWeights),
  backing(
    'bias-led-back',
    withBiases((row, bias) => [...row.slice(1), bias]),
  ),
  backing(
    'bias-led-back',
    withBiases((row, bias) => [bias, ...row.slice(0, -1)]),
  ),
  backing('divided-by-examples-at-every-layer', (place) => {
    const { math, problem } = place;
    const examples = math.exact(problem.inputs.length);
    return documentedSteps.back(place).map((entry) => math.div(entry, examples));
  }),
  backing('penalty-led-back', penaltyThrough),
];

/** The first numbers of each row where there are enough of them: loops that mix up two layers get as far. */
const fits = (candidate: Batch, usual: Batch): Batch => {
  const { length } = at(usual, 0);
  return at(candidate, 0).length >= length ? candidate.map((row) => row.slice(0, length)) : usual;
};

const usualFactors = ({ states }: Scene, l: number): Batch => at(states, l).inputs;

const ones = ({ exact }: BallArithmetic, usual: Batch): Batch => usual.map((row) => row.map(() => exact(1)));

const shifted = (usual: Batch): Batch => usual.map((_, example) => at(usual, example - 1));

/** What stands for the activation of the layer below. */
export const factorMisreadings: readonly Misreading[] = [
  factoring('pre-activation-for-activation', (scene, l) =>
    l === 0 ? usualFactors(scene, l) : at(scene.states, l - 1).z,
  ),
  factoring('own-activation', (scene, l) => fits(at(scene.states, l).a, usualFactors(scene, l))),
  factoring('network-input-as-factor', (scene, l) =>
    fits(at(scene.states, 0).inputs, usualFactors(scene, l)),
  ),
  factoring('activations-not-transposed', (scene, l) => transposedIfSquare(usualFactors(scene, l))),
  factoring('activation-left-out', (scene, l) => ones(scene.math, usualFactors(scene, l))),
  factoring('activations-of-last-example', (scene, l) => {
    const usual = usualFactors(scene, l);
    return usual.map(() => at(usual, -1));
  }),
  factoring('activations-of-first-example', (scene, l) => {
    const usual = usualFactors(scene, l);
    return usual.map(() => at(usual, 0));
  }),
  factoring('activations-of-previous-example', (scene, l) => shifted(usualFactors(scene, l))),
  factoring('activations-averaged', (scene, l) => {
    const usual = usualFactors(scene, l);
    const { div, sum, exact } = scene.math;
    const mean = at(usual, 0).map((_, j) => div(sum(column(usual, j)), exact(usual.length)));
    return usual.map(() => mean);
  }),
];
