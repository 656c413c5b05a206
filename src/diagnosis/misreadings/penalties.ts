/** The penalty's derivative: left out, of another size, on other parameters. */

import { at } from '../../model/at.ts';
import type { MlpProblem } from '../../model/problem.ts';
import type { Ball } from '../reading/ball.ts';
import { sqrt } from '../reading/functions.ts';
import type { Scene, Steps } from '../reading/reading.ts';
import { documentedSteps } from '../reading/steps.ts';
import type { Misreading } from './misreading.ts';

type Term = Steps['penaltyTerm'];

const penalising = (id: string, penaltyTerm: Term): Misreading => ({ id, steps: { penaltyTerm } });

/** The right term times a factor of the problem's. */
const times = (id: string, factor: (problem: MlpProblem) => number): Misreading =>
  penalising(id, (scene, parameter, place) => {
    const term = documentedSteps.penaltyTerm(scene, parameter, place);
    return term && scene.math.mul(scene.math.exact(factor(scene.problem)), term);
  });

/** The same in the cost too: another lambda is read. */
const read = (id: string, factor: (problem: MlpProblem) => number): Misreading => ({
  id,
  reads: (problem) =>
    problem.penalty === undefined
      ? problem
      : { ...problem, penalty: { ...problem.penalty, lambda: problem.penalty.lambda * factor(problem) } },
});

/** The same of weights alone. */
const timesOfWeights = (id: string, factor: (problem: MlpProblem) => number): Misreading =>
  penalising(id, (scene, parameter, place) => {
    const term = documentedSteps.penaltyTerm(scene, parameter, place);
    if (term === null || place.kind === 'bias') return term;
    return scene.math.mul(scene.math.exact(factor(scene.problem)), term);
  });

const timesOrRead = (id: string, factor: (problem: MlpProblem) => number): readonly Misreading[] => [
  times(id, factor),
  timesOfWeights(id, factor),
  read(id, factor),
];

const readBiases = (id: string, biases: boolean): Misreading => ({
  id,
  reads: (problem) =>
    problem.penalty === undefined ? problem : { ...problem, penalty: { ...problem.penalty, biases } },
});

/** 2 lambda w whatever the problem says of biases. */
const always = ({ math, problem }: Scene, parameter: Ball): Ball | null =>
  problem.penalty === undefined
    ? null
    : math.mul(math.exact(2), math.mul(math.given(problem.penalty.lambda), parameter));

const onLayers = (id: string, isPenalised: (l: number, layers: number) => boolean): Misreading =>
  penalising(id, (scene, parameter, place) =>
    isPenalised(place.l, scene.states.length) ? documentedSteps.penaltyTerm(scene, parameter, place) : null,
  );

const examples = ({ inputs }: MlpProblem): number => inputs.length;

/** lambda w over the norm of its layer's weights, or of its biases. */
const ofNorm: Term = (scene, parameter, place) => {
  const term = documentedSteps.penaltyTerm(scene, parameter, place);
  if (term === null) return null;
  const { math, states } = scene;
  const { weights, biases } = at(states, place.l);
  const all = place.kind === 'weight' ? weights.flat(2) : (biases?.flat() ?? []);
  const length = sqrt(math, math.dot(all, all));
  return math.div(term, math.mul(math.exact(2), length));
};

const signOf = ({ value, radius }: Ball): Ball => ({
  value: Math.sign(value),
  radius: Math.abs(value) > radius || radius === 0 ? 0 : 1,
});

/** The right term times a constant that is read off the answers. */
export const penaltyTimes = (factor: number, written: string): Misreading => ({
  ...times('penalty-factor', () => factor),
  constant: written,
});

/** Every other penalty than 2 lambda w on the parameters that the problem says. */
export const penaltyMisreadings: readonly Misreading[] = [
  penalising('penalty-left-out', () => null),
  ...timesOrRead('penalty-halved', () => 1 / 2),
  ...timesOrRead('penalty-doubled', () => 2),
  ...[3, 4].flatMap((factor) => [
    penaltyTimes(factor, String(factor)),
    penaltyTimes(1 / factor, `1/${factor}`),
  ]),
  ...timesOrRead('penalty-sign', () => -1),
  ...timesOrRead('penalty-per-example', examples),
  ...timesOrRead('penalty-averaged', (problem) => 1 / examples(problem)),
  ...timesOrRead('penalty-halved-averaged', (problem) => 1 / (2 * examples(problem))),
  ...timesOrRead('penalty-scaled', ({ loss }) => loss.scale),
  ...timesOrRead('penalty-halved-scaled', ({ loss }) => loss.scale / 2),
  penalising('penalty-on-biases', always),
  readBiases('penalty-on-biases', true),
  readBiases('penalty-not-on-biases', false),
  penalising('penalty-not-on-biases', (scene, parameter, place) =>
    place.kind === 'bias' ? null : documentedSteps.penaltyTerm(scene, parameter, place),
  ),
  penalising('penalty-on-biases-only', (scene, parameter, place) =>
    place.kind === 'weight' ? null : always(scene, parameter),
  ),
  penalising('penalty-absolute', (scene, parameter, place) => {
    const term = documentedSteps.penaltyTerm(scene, parameter, place);
    return term && scene.math.mul(scene.math.given(scene.problem.penalty?.lambda ?? 0), signOf(parameter));
  }),
  penalising('penalty-without-lambda', (scene, parameter, place) => {
    const term = documentedSteps.penaltyTerm(scene, parameter, place);
    return term && scene.math.mul(scene.math.exact(2), parameter);
  }),
  penalising('penalty-without-weight', (scene, parameter, place) => {
    const term = documentedSteps.penaltyTerm(scene, parameter, place);
    return term && scene.math.mul(scene.math.exact(2), scene.math.given(scene.problem.penalty?.lambda ?? 0));
  }),
  penalising('penalty-lambda-squared', (scene, parameter, place) => {
    const term = documentedSteps.penaltyTerm(scene, parameter, place);
    return term && scene.math.mul(scene.math.given(scene.problem.penalty?.lambda ?? 0), term);
  }),
  penalising('penalty-of-square', (scene, parameter, place) => {
    const term = documentedSteps.penaltyTerm(scene, parameter, place);
    return term && scene.math.mul(parameter, term);
  }),
  penalising('penalty-halved-on-biases', (scene, parameter) => {
    const term = always(scene, parameter);
    return term && scene.math.mul(scene.math.exact(1 / 2), term);
  }),
  penalising('penalty-of-norm', ofNorm),
  penalising('penalty-of-norm', (scene, parameter, place) =>
    (place.kind === 'weight' ? ofNorm : documentedSteps.penaltyTerm)(scene, parameter, place),
  ),
  onLayers('penalty-not-in-first-layer', (l) => l > 0),
  onLayers('penalty-not-in-last-layer', (l, layers) => l < layers - 1),
  onLayers('penalty-in-last-layer-only', (l, layers) => l === layers - 1),
  onLayers('penalty-in-first-layer-only', (l) => l === 0),
];
