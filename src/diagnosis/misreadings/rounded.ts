/** Numbers of the problem that are kept in a lower precision than everything that is done with them. */

import { type PrecisionName, precision, roundedTo } from '../../bounds/precision.ts';
import type { Layer, MlpProblem } from '../../model/problem.ts';
import type { Misreading } from './misreading.ts';

type Change = (value: number) => number;

/** Nested lists with every number changed; the shape stays. */
const each = <T>(nested: T, change: Change): T => {
  if (Array.isArray(nested)) return nested.map((inner) => each(inner, change)) as T;
  return typeof nested === 'number' ? (change(nested) as T) : nested;
};

const onLayers =
  (keys: readonly ('weights' | 'biases')[]) =>
  (problem: MlpProblem, change: Change): MlpProblem => ({
    ...problem,
    layers: problem.layers.map((layer): Layer => {
      const own = Object.fromEntries(keys.map((key) => [key, each(layer[key], change)]));
      return { ...layer, ...own };
    }),
  });

const onData =
  (keys: readonly ('inputs' | 'targets')[]) =>
  (problem: MlpProblem, change: Change): MlpProblem => ({
    ...problem,
    ...Object.fromEntries(keys.map((key) => [key, each(problem[key], change)])),
  });

const parameters = onLayers(['weights', 'biases']);
const data = onData(['inputs', 'targets']);

const kept: readonly (readonly [string, (problem: MlpProblem, change: Change) => MlpProblem])[] = [
  ['the weights', onLayers(['weights'])],
  ['the biases', onLayers(['biases'])],
  ['weights and biases', parameters],
  ['the inputs', onData(['inputs'])],
  ['the targets', onData(['targets'])],
  ['inputs and targets', data],
  ['the numbers of the problem', (problem, change) => data(parameters(problem, change), change)],
];

const formats: readonly PrecisionName[] = ['float32', 'float16', 'bfloat16'];

/** One part of the problem rounded to one format, and float64 from there on. */
const inFormats: readonly Misreading[] = formats.flatMap((name) =>
  kept.map(([what, on]) => ({
    id: 'problem-rounded',
    constant: `${what} in ${name}`,
    reads: (problem: MlpProblem) => on(problem, (value) => roundedTo(value, precision(name))),
  })),
);

const wholeNumbers: readonly Change[] = [Math.trunc, Math.floor, Math.round];

/** One part of the problem as integers. */
const asIntegers: readonly Misreading[] = wholeNumbers.flatMap((change) =>
  kept.map(([what, on]) => ({
    id: 'problem-integers',
    constant: what,
    reads: (problem: MlpProblem) => on(problem, change),
  })),
);

/** Parts of the problem that lose digits before anything is computed. */
export const roundedMisreadings: readonly Misreading[] = [...inFormats, ...asIntegers];
