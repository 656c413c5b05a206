/** What the properties of unusual networks draw, in a default run: each kind of it often enough to be judged. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { float64 } from '../src/arithmetic/float64.ts';
import type { Property } from '../src/judge/property.ts';
import { networkOf } from '../src/model/any-kind.ts';
import { isMaxout, type Layer, type MlpProblem } from '../src/model/problem.ts';
import { everything } from '../src/model/supports.ts';
import { forward } from '../src/witness/forward.ts';
import { properties } from './index.ts';

const runs = 100;
const seed = 20261122;

const named = (id: string): Property => {
  const found = properties.find((property) => property.id === id);
  if (found === undefined) throw new Error(`no property ${id}`);
  return found;
};

const drawnBy = (id: string): readonly MlpProblem[] => {
  const { samples, share = 1 } = named(id);
  const arbitrary = samples(everything);
  if (arbitrary === null) throw new Error(`${id} has no samples`);
  return fc
    .sample(arbitrary, { seed, numRuns: Math.ceil(share * runs) })
    .flatMap(({ questions }) => questions.map(networkOf));
};

const unitsOf = (layer: Layer): number =>
  isMaxout(layer) ? (layer.weights[0] ?? []).length : layer.weights.length;

const isLong = (length: number): boolean => length > 16;

const inputWidth = ({ inputs }: MlpProblem): number => (inputs[0] ?? []).length;

const numbersIn = ({ layers, inputs, targets }: MlpProblem): readonly number[] =>
  [layers.map(({ weights }) => weights), layers.map(({ biases }) => biases), inputs, targets]
    .flatMap((tensor) => JSON.stringify(tensor).match(/-?\d[^,\]]*/g) ?? [])
    .map(Number);

const outputsOf = (problem: MlpProblem): readonly number[] => forward(problem, float64).outputs.flat();

const hiddenValues = (problem: MlpProblem): readonly number[] =>
  forward(problem, float64).trace.activations.slice(0, -1).flat(2);

const alphas = ({ layers }: MlpProblem): readonly number[] =>
  layers.flatMap(({ activation }) => ('alpha' in activation ? [activation.alpha] : []));

/** The property, what its problems must be, and how many of them in a default run. */
const reaches: readonly (readonly [string, string, number, (problem: MlpProblem) => boolean])[] = [
  ['long-dimension', 'more than 16 examples', 3, ({ inputs }) => isLong(inputs.length)],
  ['long-dimension', 'more than 16 inputs', 2, (problem) => isLong(inputWidth(problem))],
  [
    'long-dimension',
    'a layer of more than 16',
    6,
    ({ layers }) => layers.some((layer) => isLong(unitsOf(layer))),
  ],
  ['many-layers', '6 layers and more', 25, ({ layers }) => layers.length >= 6],
  ['many-layers', '10 layers and more', 8, ({ layers }) => layers.length >= 10],
  ['far-numbers', 'a number beyond 100', 40, (problem) => numbersIn(problem).some((x) => Math.abs(x) > 100)],
  [
    'far-numbers',
    'a number below 1e-30 but not 0',
    8,
    (problem) => numbersIn(problem).some((x) => x !== 0 && Math.abs(x) < 1e-30),
  ],
  ['far-constants-linear', 'a slope below 0', 2, (problem) => alphas(problem).some((alpha) => alpha < 0)],
  ['far-constants-leaky-relu', 'a slope of 20', 2, (problem) => alphas(problem).includes(20)],
  ['far-constants-elu', 'an alpha of 0.001', 2, (problem) => alphas(problem).includes(0.001)],
  [
    'far-constants-maxout',
    'more than 3 pieces',
    10,
    ({ layers }) => layers.some(({ activation }) => activation.name === 'maxout' && activation.pieces > 3),
  ],
  ['far-scale', 'a scale of 1000', 2, ({ loss }) => loss.scale === 1000],
  ['far-lambda', 'a penalty with a factor of 0', 2, ({ penalty }) => penalty?.lambda === 0],
  [
    'saturated-units',
    'a unit at exactly 1 or -1',
    8,
    (problem) => hiddenValues(problem).some((a) => Math.abs(a) === 1),
  ],
  ['saturated-log-loss', 'an output of exactly 1', 5, (problem) => outputsOf(problem).includes(1)],
  ['saturated-cross-entropy', 'an output of exactly 0', 3, (problem) => outputsOf(problem).includes(0)],
  [
    'saturated-cross-entropy-logits',
    'a logit beyond 900',
    5,
    (problem) => outputsOf(problem).some((y) => y > 900),
  ],
];

it.each(reaches)('%s draws %s at least %d times', (id, _, floor, holds) => {
  expect(drawnBy(id).filter(holds).length).toBeGreaterThanOrEqual(floor);
});
