/** The backward pass of a batch, from the last layer to the first. */

import { at } from '../../model/at.ts';
import type { Ball, Row } from './ball.ts';
import type { Batch, LayerBackward, LayerGradient, LayerState, Outcome, Scene, Steps } from './reading.ts';

const outcomesOf = ({ math, problem, states }: Scene): readonly Outcome[] => {
  const { z, a } = at(states, -1);
  return problem.targets.map((target, example) => ({
    loss: problem.loss.name,
    activation: at(problem.layers, -1).activation.name,
    z: at(z, example),
    a: at(a, example),
    t: target.map(math.given),
    example,
    examples: problem.targets.length,
  }));
};

/** J of the data, without the penalty. */
export const dataCost = (scene: Scene, { lossValue }: Steps): Ball => {
  const { math, problem } = scene;
  const losses = outcomesOf(scene).map((outcome) => lossValue(math, outcome));
  return math.mul(math.given(problem.loss.scale), math.sum(losses));
};

const acrossActivation = (scene: Scene, steps: Steps, l: number, example: number, adjoint: Row): Row => {
  const { math, problem, states } = scene;
  const { z, a, layer } = at(states, l);
  const { activation } = layer;
  if (activation.name === 'maxout') return adjoint;
  const isLast = l === states.length - 1;
  if (activation.name === 'softmax') return steps.softmaxDelta(math, at(a, example), adjoint, isLast);
  return adjoint.map((v, unit) => {
    const [unitZ, unitA] = [at(at(z, example), unit), at(at(a, example), unit)];
    const place = { math, activation, z: unitZ, a: unitA, adjoint: v, layers: problem.layers, l };
    return math.mul(v, steps.slope(place));
  });
};

interface Descent {
  readonly adjoints: Batch;
  readonly deltas: Batch;
}

const fromLoss = (scene: Scene, steps: Steps): Descent => {
  const { math, problem, states } = scene;
  const scale = math.given(problem.loss.scale);
  const rows = outcomesOf(scene).map((outcome, example) => {
    const { of, values } = steps.lossSlope(math, outcome);
    const adjoint = values.map((value) => math.mul(scale, value));
    const last = states.length - 1;
    return { adjoint, delta: of === 'z' ? adjoint : acrossActivation(scene, steps, last, example, adjoint) };
  });
  return { adjoints: rows.map(({ adjoint }) => adjoint), deltas: rows.map(({ delta }) => delta) };
};

/** The row of weights by which a unit's delta goes back: of a maxout the sum of its pieces by their shares. */
const rowBack = (
  { math, states }: Scene,
  { share }: Steps,
  l: number,
  example: number,
  unit: number,
): Row => {
  const { weights, routes } = at(states, l);
  if (weights.length === 1) return at(at(weights, 0), unit);
  const route = at(at(routes, example), unit);
  const shares = weights.map((_, piece) =>
    share(math, route === null ? null : route === piece, weights.length),
  );
  return at(at(weights, 0), unit).map((_, j) =>
    math.dot(
      shares,
      weights.map((matrix) => at(at(matrix, unit), j)),
    ),
  );
};

/** dJ/da of layer l, or of the inputs for -1, for every example. */
export const ledBack = (scene: Scene, steps: Steps, l: number, above: LayerBackward): Batch =>
  scene.problem.inputs.map((_, example) => {
    const units = at(at(scene.states, l + 1).z, example);
    const rows = units.map((_, unit) => rowBack(scene, steps, l + 1, example, unit));
    return steps.back({ ...scene, l, example, above, rows });
  });

const fromAbove = (scene: Scene, steps: Steps, l: number, above: LayerBackward): Descent => {
  const adjoints = ledBack(scene, steps, l, above);
  const deltas = adjoints.map((adjoint, example) => acrossActivation(scene, steps, l, example, adjoint));
  return { adjoints, deltas };
};

/** The deltas of one unit as one piece gets them, one per example. */
const routed = (scene: Scene, steps: Steps, l: number, piece: number, unit: number, deltas: Batch): Row => {
  const { math, states } = scene;
  const { routes, weights } = at(states, l);
  if (weights.length === 1) return deltas.map((row) => at(row, unit));
  return deltas.map((row, example) => {
    const route = at(at(routes, example), unit);
    return math.mul(
      at(row, unit),
      steps.share(math, route === null ? null : route === piece, weights.length),
    );
  });
};

const column = (batch: Batch, j: number): Row => batch.map((row) => at(row, j));

/** sum over examples of delta times what it is multiplied by; scaling early or late costs three roundings. */
const dataGradient = (scene: Scene, steps: Steps, l: number, deltas: Batch): LayerGradient => {
  const { math, states } = scene;
  const { weights, biases } = at(states, l);
  const factors = steps.factors(scene, l);
  const scaled = ({ value, radius }: Ball): Ball => math.rounded(value, radius, 3);
  const of = (piece: number, unit: number): Row => routed(scene, steps, l, piece, unit, deltas);
  return {
    weights: weights.map((matrix, piece) =>
      matrix.map((row, unit) => {
        const own = of(piece, unit);
        return row.map((_, j) => scaled(math.dot(own, column(factors, j))));
      }),
    ),
    biases:
      biases === null
        ? null
        : biases.map((units, piece) => units.map((_, unit) => scaled(math.sum(of(piece, unit))))),
  };
};

const penaltyGradient = (scene: Scene, { penaltyTerm }: Steps, l: number): LayerGradient => {
  const { exact } = scene.math;
  const { weights, biases }: LayerState = at(scene.states, l);
  const term = (kind: 'weight' | 'bias') => (parameter: Ball) =>
    penaltyTerm(scene, parameter, { l, kind }) ?? exact(0);
  return {
    weights: weights.map((matrix) => matrix.map((row) => row.map(term('weight')))),
    biases: biases === null ? null : biases.map((units) => units.map(term('bias'))),
  };
};

/** One entry per layer, first layer first. */
export const backward = (scene: Scene, steps: Steps): readonly LayerBackward[] => {
  const done: LayerBackward[] = [];
  for (let l = scene.states.length - 1; l >= 0; l -= 1) {
    const [above] = done;
    const descent = above === undefined ? fromLoss(scene, steps) : fromAbove(scene, steps, l, above);
    const data = dataGradient(scene, steps, l, descent.deltas);
    done.unshift({ ...descent, data, penalty: penaltyGradient(scene, steps, l) });
  }
  return done;
};
