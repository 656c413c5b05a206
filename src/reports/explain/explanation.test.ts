import { test as check, fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { gradient } from '../../gradients/delta-recursion/gradient.ts';
import { derive } from '../../gradients/per-weight/derivation.ts';
import type { Place } from '../../gradients/per-weight/place.ts';
import { isRefusal } from '../../model/answer.ts';
import { isMaxout, type Layer, type Matrix, type MlpProblem } from '../../model/problem.ts';
import { everything, type Supports } from '../../model/supports.ts';
import { mlpProblems } from '../../problems/mlp.ts';
import { dyadics } from '../../problems/numbers.ts';
import { type Equation, type Expression, plain, written } from './equation.ts';
import { type Explanation, explain, type PathSum } from './explanation.ts';
import { explanationJson } from './explanation-json.ts';
import { explanationMarkdown } from './explanation-markdown.ts';
import { explanationText } from './explanation-text.ts';

const explained = (problem: MlpProblem, place: Place, shown = 8): Explanation => {
  const answer = gradient(problem, float64);
  if (isRefusal(answer)) throw new Error(answer.refused);
  const derivation = derive(problem, float64, place, undefined, shown);
  return explain({ problem, place, derivation, answer, shown });
};

const pathsOf = ({ paths }: Explanation): PathSum => {
  if (isRefusal(paths)) throw new Error(paths.refused);
  return paths;
};

const rowPlaces = (layer: number, rows: Matrix, biases: boolean, piece?: number): readonly Place[] =>
  rows.flatMap((row, unit) => {
    const at = { layer, unit, ...(piece === undefined ? {} : { piece }) };
    const weights = row.map((_, input): Place => ({ kind: 'weight', ...at, input }));
    return biases ? [...weights, { kind: 'bias', ...at }] : weights;
  });

const layerPlaces = (layer: Layer, l: number): readonly Place[] =>
  isMaxout(layer)
    ? layer.weights.flatMap((rows, piece) => rowPlaces(l, rows, layer.biases !== null, piece))
    : rowPlaces(l, layer.weights, layer.biases !== null);

const placesOf = ({ layers, inputs }: MlpProblem): readonly Place[] => [
  ...layers.flatMap(layerPlaces),
  ...inputs.flatMap((row, example) =>
    row.map((_, component): Place => ({ kind: 'input', example, component })),
  ),
];

const somewhere = (problems: fc.Arbitrary<MlpProblem> | null): fc.Arbitrary<readonly [MlpProblem, Place]> => {
  if (problems === null) throw new Error('an empty universe');
  return problems.chain((problem) =>
    fc.constantFrom(...placesOf(problem)).map((place) => [problem, place] as const),
  );
};

const limits = { layers: 4, width: 3, examples: 3 };

const equationsOf = ({ paths, delta }: Explanation): readonly Equation[] => [
  ...(isRefusal(paths) ? [] : [paths.total]),
  ...delta.deltas,
  delta.gradient,
];

const numbersIn = ({ front, terms }: Expression): readonly (string | number)[] => [...front, ...terms.flat()];

describe('any derivative of any problem', () => {
  const extreme = fc.double({ noNaN: true, noDefaultInfinity: true });

  check.prop([
    somewhere(mlpProblems(everything, { limits, numbers: fc.oneof(dyadics, extreme) })),
    fc.integer({ min: 1, max: 12 }),
  ])('is explained in at most 80 columns, of printable characters', ([problem, place], shown) => {
    const text = explanationText(explained(problem, place, shown));
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).toMatch(/^[\n -~]*\n$/);
  });

  check.prop([somewhere(mlpProblems(everything, { limits })), fc.integer({ min: 1, max: 12 })])(
    'is explained as JSON that says the same',
    ([problem, place], shown) => {
      const explanation = explained(problem, place, shown);
      const { at, value, paths, delta } = JSON.parse(explanationJson(explanation));
      expect(at).toBe(explanation.at);
      expect(value).toBe(explanation.value);
      expect(paths.shown.length + paths.rest.paths).toBe(paths.count);
      expect(paths.shown.length).toBe(Math.min(shown, paths.count));
      expect(delta.gradient.substituted).toBe(written(explanation.delta.gradient.substituted, plain));
    },
  );

  check.prop([somewhere(mlpProblems(everything, { limits })), fc.integer({ min: 1, max: 12 })])(
    'is explained as Markdown whose formulas are closed and wholly TeX',
    ([problem, place], shown) => {
      const markdown = explanationMarkdown(explained(problem, place, shown));
      const parts = markdown.split('$$');
      expect(parts.length % 2).toBe(1);
      for (const formula of parts.filter((_, index) => index % 2 === 1)) {
        expect(formula).toMatch(/^\n\\begin\{aligned\}\n[^$]*\n\\end\{aligned\}\n$/);
        expect(formula.replace(/\\text\{(\d+ more (terms?|paths?)|examples)\}/g, '')).not.toMatch(
          /\\text|NaN|undefined|\*/,
        );
        expect(formula.split('{').length).toBe(formula.split('}').length);
      }
    },
  );

  check.prop([somewhere(mlpProblems(everything, { limits }))])(
    'has a number for every symbol, and its paths in the order of their size',
    ([problem, place]) => {
      const explanation = explained(problem, place, 1e6);
      for (const { formula, substituted } of equationsOf(explanation)) {
        expect(numbersIn(substituted).filter((item) => typeof item !== 'number')).toEqual([]);
        const summands = substituted.terms.length;
        if (formula.each === undefined) expect(summands).toBe(formula.terms.length);
        else expect(summands).toBe(problem.inputs.length + formula.terms.length);
      }
      const sizes = pathsOf(explanation).shown.map(({ product }) => Math.abs(product));
      expect(sizes).toEqual(sizes.toSorted((left, right) => right - left));
    },
  );
});

const product = (items: readonly (string | number)[]): number =>
  items.reduce<number>((running, item) => running * Number(item), 1);

/** Zeros have no sign here: 0 * -1 is one that the other order of the factors does not give. */
const unsigned = (value: number): number => value + 0;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const evaluated = ({ front, terms }: Expression): number =>
  unsigned(product(front) * (terms.length === 0 ? 1 : sumOf(terms.map(product))));

/** With numbers k/4 of these layers nothing rounds: the numbers written give the value, to the last bit. */
const piecewiseLinear: Supports = {
  ...everything,
  activations: { hidden: ['identity', 'relu', 'maxout'], output: ['identity', 'relu', 'maxout'] },
  losses: ['squared-error', 'hinge'],
};

const withoutRounding = (problem: MlpProblem): MlpProblem => ({
  ...problem,
  loss: { ...problem.loss, scale: 0.5 },
  targets: problem.targets.map((row) => row.map((target) => Math.round(4 * target) / 4)),
  ...(problem.penalty === undefined ? {} : { penalty: { ...problem.penalty, lambda: 0.25 } }),
});

check.prop([
  somewhere(
    mlpProblems(piecewiseLinear, { limits: { layers: 3, width: 3, examples: 3 }, numbers: dyadics })?.map(
      withoutRounding,
    ) ?? null,
  ),
  fc.integer({ min: 1, max: 12 }),
])(
  'the numbers written, multiplied and added, are the value where nothing rounds',
  ([problem, place], shown) => {
    const whole = explained(problem, place, 1e6);
    for (const { substituted, value } of equationsOf(whole))
      expect(evaluated(substituted)).toBe(unsigned(value));
    expect(unsigned(whole.delta.gradient.value)).toBe(unsigned(whole.value));
    const { total, shown: paths } = pathsOf(explained(problem, place, shown));
    expect(evaluated(total.substituted)).toBe(unsigned(total.value));
    for (const { factors, product: value } of paths)
      expect(product(factors.map((factor) => factor.value))).toBe(value);
  },
);

const softmaxes: MlpProblem = {
  kind: 'mlp',
  layers: [
    { weights: [[0.5], [-0.25]], biases: null, activation: { name: 'softmax' } },
    { weights: [[1, -1]], biases: [0.5], activation: { name: 'sigmoid' } },
  ],
  loss: { name: 'log-loss', scale: 1 },
  inputs: [[1]],
  targets: [[1]],
};

test('a softmax leads every unit back to every other, and a fused loss needs no slope', () => {
  const { delta } = explained(softmaxes, { kind: 'weight', layer: 0, unit: 1, input: 0 });
  const [hidden] = delta.deltas;
  if (hidden === undefined) throw new Error('no delta');
  expect(written(hidden.formula, plain)).toBe(
    'da[1](1)/dz[1](2) * w[2](1,1) * delta[2](1) + da[1](2)/dz[1](2) * w[2](1,2) * delta[2](1)',
  );
  const terms = hidden.substituted.terms.map(product);
  // Fewer than 64 roundings on either side of each term; p_j lies between 0.3 and 0.7, so that the
  // recursion's p_j (g_j - sum p_i g_i) works with numbers at most 4 times the terms.
  const bound = 256 * 2 ** -53 * sumOf(terms.map(Math.abs));
  const error = Math.abs(sumOf(terms) - hidden.value);
  expect(Number.isFinite(error) && error <= bound).toBe(true);

  const top = explained(softmaxes, { kind: 'bias', layer: 1, unit: 0 }).delta;
  expect(top.deltas.map(({ formula }) => written(formula, plain))).toEqual(['dloss/dz[2](1) * scale']);
  expect(written(top.gradient.formula, plain)).toBe('delta[2](1)');
});

const wide = (height: number, width: number): Layer => ({
  weights: Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (_x, j) => ((i + j) % 3) - 1),
  ),
  biases: null,
  activation: { name: 'tanh' },
});

test('too many paths are said to be too many, and the delta recursion answers alone', () => {
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [wide(130, 1), wide(130, 130), wide(130, 130), wide(130, 130)],
    loss: { name: 'squared-error', scale: 0.5 },
    inputs: [[0.5]],
    targets: [Array.from({ length: 130 }, () => 0)],
  };
  const explanation = explained(problem, { kind: 'weight', layer: 0, unit: 0, input: 0 }, 1);
  const text = explanationText(explanation);
  expect(text).toContain('The paths are not enumerated: per-weight: 2197000 paths needed (8788000 steps),\n');
  expect(text).toContain(
    "  delta[1](1) = g'(z[1](1)) * (w[2](1,1) * delta[2](1) + 129 more terms)\n              = g'(-0.5) * (-1 * ",
  );
  expect(text).toContain('  dJ/dw[1](1,1) = delta[1](1) * x(1)\n');
  expect(explanation.value).toBe(explanation.delta.gradient.value);
  expect(explanationMarkdown(explanation)).toContain('The paths are not enumerated: per-weight: 2197000');
  expect(JSON.parse(explanationJson(explanation)).paths.refused).toContain('2197000 paths needed');
});

test('a batch is summed over its examples, each with its own delta, and the penalty comes last', () => {
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [{ weights: [[0.5]], biases: null, activation: { name: 'identity' } }],
    loss: { name: 'squared-error', scale: 0.5 },
    penalty: { name: 'l2', lambda: 0.25, biases: false },
    inputs: [[2], [4], [-2]],
    targets: [[0], [0], [0]],
  };
  const text = explanationText(explained(problem, { kind: 'weight', layer: 0, unit: 0, input: 0 }, 2));
  // y = x/2: the products y x are 2, 8 and 2; the penalty's 2 * 0.25 * 0.5.
  expect(text).toContain('weights[0][0][0]: dJ/dw[1](1,1) = 12.25\n');
  expect(text).toContain('(3 paths, the 2 largest shown):\n  path 1 (example 2) = x(1) * ');
  expect(text).toContain(
    [
      '  dJ/dw[1](1,1) = path 1 + path 2 + 1 more path + 2 * lambda * w[1](1,1)',
      '                = 8 + 2 + 2 + 0.25',
      '                = 12.25',
    ].join('\n'),
  );
  expect(text).toContain('  and 1 more delta\n');
  expect(text).toContain(
    [
      '  dJ/dw[1](1,1) = sum over examples (delta[1](1) * x(1)) + 2 * lambda *',
      '                  w[1](1,1)',
      '                = 1 * 2 + 2 * 4 + 1 more term + 2 * 0.25 * 0.5',
      '                = 12.25',
    ].join('\n'),
  );
});
