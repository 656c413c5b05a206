import { expect, test } from 'vitest';
import { bigFloat } from '../../arithmetic/big-float.ts';
import { gradientFixture } from '../../problems/test-fixtures.ts';
import { gradientUnder, type ScalarGraph, sound, valuesOf } from './graph.ts';
import { entry, mapEntries, multiply, timesEach, transpose } from './matrices.ts';
import { demonstrated, performed, type Readings } from './outcomes.ts';
import { callMethod, requireNames, type Statement } from './python.ts';
import { activationAt, expected, sigmoid, weightsOf } from './test-worked.ts';

/** f = (x + y) z, line 56, with the values of line 58. */
const circuit: ScalarGraph = {
  leaves: { x: -2, y: 5, z: -4 },
  nodes: { q: { op: 'add', inputs: ['x', 'y'] }, f: { op: 'mul', inputs: ['q', 'z'] } },
};

/** Line 481, called as a method. */
const forward = { parameters: ['inputs'], body: () => Number(valuesOf(circuit)['f']) };
/** Line 529, called as a method. */
const gateForward = { parameters: ['x', 'y'], body: (x: unknown, y: unknown) => Number(x) * Number(y) };
/** Line 756, called as a method. */
const neuronTick = { parameters: ['inputs'], body: () => Number.NaN };

/** Lines 487 to 490 on f = 3w + w²: every gate in reverse order writes the gradients of its inputs. */
const withoutAccumulation = (w: number): number => {
  const table: Record<string, number> = { f: 1 };
  const writes: readonly (readonly [string, string, number])[] = [
    ['square', 'f', 1],
    ['triple', 'f', 1],
    ['w', 'square', w],
    ['w', 'square', w],
    ['w', 'triple', 3],
  ];
  for (const [name, consumer, local] of writes) table[name] = Number(table[consumer]) * local;
  return Number(table['w']);
};

/** A central difference over a step of 1 is exact for a polynomial of degree 2. */
const slopeOfQuadratic = (f: (x: number) => number, x: number): number => (f(x + 1) - f(x - 1)) / 2;

/** The difference quotient of σ over 2h = 2^-99 in 400 bits: off by h² σ''' / 6, far below the sixth digit. */
const slopeFarOut = (): number => {
  const numbers = bigFloat(400);
  const { of, add, sub, div, neg, exp } = numbers;
  const at = (x: number, step: number) => {
    const point = add(of(x), of(step));
    return div(of(1), add(of(1), exp(neg(point))));
  };
  const h = 2 ** -100;
  return numbers.toNumber(div(sub(at(40, h), at(40, -h)), of(2 * h)));
};

/** Lines 01 to 11 by the names they read and bind. */
const listing: readonly Statement[] = [
  { reads: ['np'], binds: ['X'] },
  { reads: ['np'], binds: ['y'] },
  { reads: ['np'], binds: ['syn0'] },
  { reads: ['np'], binds: ['syn1'] },
  { reads: ['xrange'], binds: ['j'] },
  { reads: ['np', 'X', 'syn0'], binds: ['l1'] },
  { reads: ['np', 'l1', 'syn1'], binds: ['l2'] },
  { reads: ['y', 'l2'], binds: ['l2_delta'] },
  { reads: ['l2_delta', 'syn1', 'l1'], binds: ['l1_delta'] },
  { reads: ['l1', 'l2_delta'], binds: ['syn1'] },
  { reads: ['X', 'l1_delta'], binds: ['syn0'] },
];

/** Lines 772 to 776 by the names they read and bind. */
const forwardPass: readonly Statement[] = [
  { reads: [], binds: ['f'] },
  { reads: ['np'], binds: ['x'] },
  { reads: ['f', 'np', 'W1', 'x', 'b1'], binds: ['h1'] },
  { reads: ['f', 'np', 'W2', 'h1', 'b2'], binds: ['h2'] },
  { reads: ['np', 'W3', 'h2', 'b3'], binds: ['out'] },
];

const whenNamesAreBound = (statements: readonly Statement[], bound: readonly string[]): number => {
  requireNames(statements, bound);
  return 0;
};

const X = gradientFixture('eleven-lines').problem.inputs;
const y = gradientFixture('eleven-lines').problem.targets;
const syn0 = transpose(weightsOf('eleven-lines', 0));
const syn1 = transpose(weightsOf('eleven-lines', 1));

/** Lines 06 to 09, with syn1 as it is when line 09 runs. */
const elevenLines = (later: readonly (readonly number[])[] | undefined) => {
  const l1 = mapEntries(multiply(X, syn0), sigmoid);
  const l2 = mapEntries(multiply(l1, syn1), sigmoid);
  const slope = (a: number): number => a * (1 - a);
  const l2Delta = timesEach(
    y.map((row, n) => row.map((target, k) => target - entry(l2, n, k))),
    mapEntries(l2, slope),
  );
  const update = multiply(transpose(l1), l2Delta);
  const stepped = syn1.map((row, j) => row.map((w, k) => w + entry(update, j, k)));
  const l1Delta = timesEach(multiply(l2Delta, transpose(later ?? stepped)), mapEntries(l1, slope));
  return { update, syn0Update: multiply(transpose(X), l1Delta) };
};

const leakyAsMax = (slope: number, x: number): number => Math.max(slope * x, x);

const activation = (id: string, point: number): number => activationAt(id, point, 'derivatives');

const readings: Readings = {
  'slope-far-out': {
    'as printed': () => (1 - sigmoid(40)) * sigmoid(40),
    right: slopeFarOut,
  },
  'graph-without-self': {
    'as printed': () => callMethod(forward, circuit, [[-2, 5, -4]]),
    right: () => Number(valuesOf(circuit)['f']),
  },
  'no-accumulation': {
    'as printed': () => withoutAccumulation(2),
    right: () => slopeOfQuadratic((w) => 3 * w + w * w, 2),
  },
  'gate-without-self': {
    'as printed': () => callMethod(gateForward, {}, [3, -4]),
    right: () => 3 * -4,
  },
  'gate-still-to-do': {
    'as printed': () => whenNamesAreBound([{ reads: ['dx', 'dy'], binds: [] }], ['x', 'y', 'z', 'dz']),
    right: () => slopeOfQuadratic((x) => x * -4, 3),
  },
  'two-two-layer-networks': {
    'sigmoid, sigmoid': () => entry(expected('eleven-lines').outputs, 0, 0),
    'rectifier, identity': () =>
      entry(
        multiply(
          mapEntries(multiply(X, syn0), (z) => Math.max(0, z)),
          syn1,
        ),
        0,
        0,
      ),
  },
  'listing-with-unbound-names': {
    'as printed': () => whenNamesAreBound(listing, []),
    right: () => entry(expected('eleven-lines').outputs, 0, 0),
  },
  'sign-of-the-listing': {
    'read as an update, as the listing uses it': () => entry(elevenLines(syn1).update, 0, 0),
    'read as the derivative that its name promises': () =>
      Number(expected('eleven-lines').gradients.weights[1]?.flat(2)[0]),
  },
  'order-of-lines-09-and-10': {
    'line 09 before line 10, as printed': () => entry(elevenLines(syn1).syn0Update, 0, 0),
    'line 10 before line 09': () => entry(elevenLines(undefined).syn0Update, 0, 0),
  },
  'leaky-slope-above-one': {
    'as max(1.5x, x)': () => leakyAsMax(1.5, -1),
    piecewise: () => 1.5 * -1,
  },
  'elu-at-zero': {
    'from below, the printed branch': () => activation('activation-elu-half', 0),
    'from above': () => activation('activation-elu-half', 0.5),
  },
  'neuron-without-self': {
    'as printed': () => callMethod(neuronTick, {}, [[0.2, -0.4]]),
    right: () => entry(expected('pasa-perceptron').outputs, 0, 0),
  },
  'forward-pass-with-unbound-names': {
    'as printed': () => whenNamesAreBound(forwardPass, []),
    right: () => entry(expected('sarkar-3-4-4-1').outputs, 0, 0),
  },
};

test('every demonstration of Sarkar has its readings, and no readings are without one', () => {
  expect(demonstrated('Sarkar').map(({ demonstration }) => demonstration.name)).toEqual(
    Object.keys(readings),
  );
});

test.each(demonstrated('Sarkar'))('$id: $demonstration.quantity', ({ demonstration }) => {
  expect(performed(demonstration, readings[demonstration.name] ?? {})).toEqual(demonstration);
});

test('with self and an import the listings go on, to the next name that Python 3 does not have', () => {
  expect(
    callMethod(
      { ...gateForward, parameters: ['self', 'x', 'y'], body: (_, x, z) => Number(x) * Number(z) },
      {},
      [3, -4],
    ),
  ).toBe(-12);
  expect(() => requireNames(listing, ['np'])).toThrow('xrange');
  expect(() => requireNames(listing, ['np', 'xrange'])).not.toThrow();
  expect(() => requireNames(forwardPass, ['np'])).toThrow('W1');
});

test('the eleven lines step against the gradient of half the sum of squares', () => {
  const gradient = expected('eleven-lines').gradients.weights[0]?.map((row) => row.flat()) ?? [];
  const { syn0Update } = elevenLines(syn1);
  const written = mapEntries(transpose(syn0Update), (x) => Number((-x).toPrecision(10)));
  expect(written).toEqual(mapEntries(gradient, (x) => Number(x.toPrecision(10))));
});

test('added up, the terms that overwrite one another are the derivative of the circuit', () => {
  expect(gradientUnder(circuit, 'f', 'x', sound)).toBe(slopeOfQuadratic((x) => (x + 5) * -4, -2));
});
