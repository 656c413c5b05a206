import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { fillGradTable } from '../../gradients/grad-table/grad-table.ts';
import { binary, emptyGraph, leaf } from '../../gradients/grad-table/graph.ts';
import { add as addition, mul } from '../../gradients/grad-table/operations.ts';
import { gradientFixture } from '../../problems/test-fixtures.ts';
import { type GraphReading, gradientUnder, type ScalarGraph, sound, valuesOf } from './graph.ts';
import { add, asGradientOf, column, entry, multiply, transpose } from './matrices.ts';
import { demonstrated, performed, type Readings } from './outcomes.ts';
import { activationsOf, expected, weightsOf } from './test-worked.ts';

/** f = (x + y) z at -2, 5, -4, and its slopes: differences over 1 are exact where f is linear. */
const f = (x: number, y: number, z: number): number => (x + y) * z;
const slopeAtX = (): number => f(-1, 5, -4) - f(-2, 5, -4);
const circuit: ScalarGraph = {
  leaves: { x: -2, y: 5, z: -4 },
  nodes: { q: { op: 'add', inputs: ['x', 'y'] }, f: { op: 'mul', inputs: ['q', 'z'] } },
};
const circuitUnder = (reading: Partial<GraphReading>): number =>
  gradientUnder(circuit, 'f', 'x', { ...sound, ...reading });

const square: ScalarGraph = { leaves: { x: 3 }, nodes: { z: { op: 'mul', inputs: ['x', 'x'] } } };
const squareUnder = (consumers: GraphReading['consumers']): number =>
  gradientUnder(square, 'z', 'x', { ...sound, consumers });
const fiveSquares: ScalarGraph = {
  leaves: { x: 3, five: 5 },
  nodes: { s: { op: 'mul', inputs: ['x', 'x'] }, z: { op: 'mul', inputs: ['five', 's'] } },
};
/** A central difference over a step of 1 is exact for a polynomial of degree 2. */
const slopeOfQuadratic = (g: (x: number) => number, x: number): number => (g(x + 1) - g(x - 1)) / 2;

/** y = A x, z = 2 y1 + 3 y2 */
const jacobian = [
  [1, 2],
  [3, 4],
];
const zOf = (x: readonly number[]): number => entry(multiply([[2, 3]], multiply(jacobian, column(x))), 0, 0);

/** The layer of lines 50 and 54, taken from `below`: weights (one row per unit) times it, plus biases. */
const layerOf = (layer: number, below: readonly (readonly number[])[]): number => {
  const biases = column((gradientFixture('khalid-3-4-3-1').problem.layers[layer]?.biases ?? []).flat());
  return entry(add(multiply(weightsOf('khalid-3-4-3-1', layer), below), biases), 0, 0);
};

/** Line 308 read as a set: its members, each once, multiplied. */
const productOfSet = (members: readonly number[]): number =>
  [...new Set(members)].reduce((product, member) => product * member, 1);

/** Lines 332 to 335 as they stand: the seed, a loop without a body, the return. */
const loopWithoutBody = (): number => {
  const table = new Map([['f', 1]]);
  const found = table.get('x');
  if (found === undefined) throw new RangeError('no entry for x');
  return found;
};

/** Calls of f for the derivative of a chain, when every f(...f(w)) is computed anew. */
const callsInChain = (length: number): number =>
  Array.from({ length }, (_, k) => k).reduce((calls, k) => calls + k, 0);
/** Calls for x_n = x_(n-1) * x_(n-1), each factor computed by a call of its own. */
const callsInSquarings = (depth: number): number => (depth === 0 ? 1 : 1 + 2 * callsInSquarings(depth - 1));

const ourEdges = (): number => {
  const graph = emptyGraph(float64);
  const [x, y, z] = [leaf(graph, -2), leaf(graph, 5), leaf(graph, -4)];
  const output = binary(graph, mul, binary(graph, addition, x, y), z);
  return fillGradTable(graph, output).edges;
};

const softmax = () => expected('srihari-softmax').outputs;
const labels = gradientFixture('srihari-softmax').problem.targets;
/** The sum over the examples of a loss of output and target. */
const overExamples = (loss: (output: number, target: number) => number): number =>
  softmax()
    .flatMap((row, n) => row.map((output, k) => loss(output, entry(labels, n, k))))
    .reduce((sum, value) => sum + value, 0);
const crossEntropy = (): number => -overExamples((output, target) => target * Math.log(output));
/** The cost without the penalty of 0.02628125, which is 0.01 times the sum of squares. */
const withoutPenalty = (): number => expected('srihari-softmax').cost - 0.02628125;

const readings: Readings = {
  'second-layer-fed-by-itself': {
    'as printed': () => layerOf(1, activationsOf('khalid-3-4-3-1', 1)),
    right: () => entry(expected('khalid-3-4-3-1').trace.preActivations[1] ?? [], 0, 0),
  },
  'output-layer-fed-by-itself': {
    'as printed': () => layerOf(2, activationsOf('khalid-3-4-3-1', 2)),
    right: () => entry(expected('khalid-3-4-3-1').trace.preActivations[2] ?? [], 0, 0),
  },
  'orientation-of-the-weights': {
    'W h, one row per unit': () => entry(expected('khalid-2-2-2').trace.preActivations[0] ?? [], 0, 0),
    'Wᵀ x, one column per unit': () =>
      entry(multiply(transpose(weightsOf('khalid-2-2-2', 0)), column([0.05, 0.1])), 0, 0) + 0.35,
  },
  'another-way-of-saying-the-same': {
    'as printed': () => (3 * 2 - 5) ** 2,
    right: () => 0.5 * (3 * 2 - 5) ** 2,
  },
  'gradient-at-the-wrong-variable': {
    'as printed': () => 3 * (3 * 2 - 5),
    right: () => slopeOfQuadratic((theta) => (theta * 2 - 5) ** 2, 3),
  },
  'jacobian-not-transposed': {
    'as printed': () => entry(multiply(jacobian, column([2, 3])), 0, 0),
    right: () => zOf([1, 0]) - zOf([0, 0]),
  },
  'waste-without-a-table': {
    'chain of length 10': () => callsInChain(10),
    'ten squarings x·x in a row': () => callsInSquarings(10),
  },
  'arguments-as-a-set': {
    'as printed': () => productOfSet([3, 3]),
    right: () => 3 * 3,
  },
  'derivative-of-a-node-by-itself': {
    'as printed': () => -1 - -2,
    right: slopeAtX,
  },
  'loop-without-its-body': {
    'as printed': loopWithoutBody,
    right: slopeAtX,
  },
  'returning-the-nodes': {
    'as printed': () => Number(valuesOf(circuit)['x']),
    right: slopeAtX,
  },
  'what-is-counted': {
    'one per edge': ourEdges,
    'one per operation': () => Object.keys(circuit.nodes).length,
  },
  'bprop-without-the-gradient-above': {
    'as printed': () => gradientUnder(fiveSquares, 'z', 'x', { ...sound, upstream: (_, factor) => factor }),
    right: () => slopeOfQuadratic((x) => 5 * x * x, 3),
  },
  'consumers-by-variable': {
    'as printed, the consumer once, its first slot': () => squareUnder((uses) => uses.slice(0, 1)),
    'as printed, the consumer twice, both slots': () => squareUnder((uses) => [...uses, ...uses]),
    right: () => slopeOfQuadratic((x) => x * x, 3),
  },
  'no-seed': {
    'as printed': () => circuitUnder({ seeded: false }),
    right: slopeAtX,
  },
  'strict-ancestors': {
    'as printed': () => circuitUnder({ reflexive: false }),
    right: slopeAtX,
  },
  'inputs-of-the-pruned-graph': {
    'as printed': () => circuitUnder({ prunedInputs: true }),
    right: slopeAtX,
  },
  'two-costs-of-one-name': {
    'cross-entropy, mean': withoutPenalty,
    'squared error, mean': () => overExamples((output, target) => (output - target) ** 2) / 3,
  },
  'sum-or-mean': {
    mean: withoutPenalty,
    sum: crossEntropy,
  },
  'mask-left-out': {
    'as printed': () => {
      const { inputs } = gradientFixture('srihari-softmax').problem;
      const G = expected('srihari-softmax').deltas[1] ?? [];
      const W1 = transpose(weightsOf('srihari-softmax', 0));
      return entry(asGradientOf(W1, multiply(transpose(inputs), G)), 0, 0);
    },
    right: () => Number(expected('srihari-softmax').gradients.weights[0]?.flat(2)[0]),
  },
};

test('every demonstration of Srihari has its readings, and no readings are without one', () => {
  expect(demonstrated('Srihari').map(({ demonstration }) => demonstration.name)).toEqual(
    Object.keys(readings),
  );
});

test.each(demonstrated('Srihari'))('$id: $demonstration.quantity', ({ demonstration }) => {
  expect(performed(demonstration, readings[demonstration.name] ?? {})).toEqual(demonstration);
});

test('with every place read as it is meant, the algorithms give the derivatives', () => {
  expect(circuitUnder({})).toBe(slopeAtX());
  expect(squareUnder((uses) => uses)).toBe(slopeOfQuadratic((x) => x * x, 3));
  expect(gradientUnder(fiveSquares, 'z', 'x', sound)).toBe(slopeOfQuadratic((x) => 5 * x * x, 3));
});

test('fed by the layer below, the layers of lines 50 and 54 are those of the fixture', () => {
  const { preActivations } = expected('khalid-3-4-3-1').trace;
  for (const layer of [1, 2]) {
    const written = layerOf(layer, activationsOf('khalid-3-4-3-1', layer - 1));
    expect(written.toPrecision(12)).toBe(entry(preActivations[layer] ?? [], 0, 0).toPrecision(12));
  }
});
