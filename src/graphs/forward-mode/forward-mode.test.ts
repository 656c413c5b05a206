import { describe, expect, it } from 'vitest';
import { bigFloat } from '../../arithmetic/big-float.ts';
import { float64 } from '../../arithmetic/float64.ts';
import type { GraphNode, GraphProblem, NestedNumbers } from '../../model/graph.ts';
import { operationNames } from '../../model/operations.ts';
import { derivativesAlong, evaluate } from './forward-mode.ts';

const x = [
  [0.3, -1.25, 0.75],
  [1.5, 0.5, -0.4],
];

const positive = [
  [0.3, 1.25, 0.75],
  [1.5, 0.5, 2.4],
];

/** Slots and attributes that show an operation at work, away from kinks. */
const shown: Readonly<
  Record<
    (typeof operationNames)[number],
    Omit<GraphNode, 'name' | 'op' | 'args'> & {
      readonly slots: readonly NestedNumbers[];
    }
  >
> = {
  add: { slots: [x, positive] },
  sub: { slots: [x, positive] },
  mul: { slots: [x, positive] },
  div: { slots: [x, positive] },
  neg: { slots: [x] },
  reciprocal: { slots: [x] },
  exp: { slots: [x] },
  log: { slots: [positive] },
  pow: { slots: [positive], attributes: { exponent: 2.5 } },
  square: { slots: [x] },
  sqrt: { slots: [positive] },
  sum: { slots: [x], attributes: { axis: 1 } },
  mean: { slots: [x], attributes: { axis: 0 } },
  max: { slots: [x], attributes: { axis: 1 } },
  min: { slots: [x] },
  broadcast: { slots: [[1, -0.5]], attributes: { shape: [3, 2, 2], axes: [1] } },
  reshape: { slots: [x], attributes: { shape: [3, 2] } },
  transpose: { slots: [x], attributes: { axes: [1, 0] } },
  concat: { slots: [x, positive], attributes: { axis: 1 } },
  slice: { slots: [x], attributes: { axis: 1, start: 1, stop: 3 } },
  matmul: { slots: [x, [[1], [-0.5], [2]]] },
  dot: {
    slots: [
      [1, 2, 3],
      [0.5, -1, 0.25],
    ],
  },
  affine: { slots: [x, positive, [0.5, -1]] },
  maximum: { slots: [x, positive.map((row) => row.map((value) => value - 1))] },
  minimum: { slots: [x, positive.map((row) => row.map((value) => value - 1))] },
  relu: { slots: [x] },
  'leaky-relu': { slots: [x], attributes: { alpha: 0.1 } },
  elu: { slots: [x], attributes: { alpha: 1.5 } },
  sigmoid: { slots: [x] },
  tanh: { slots: [x] },
  softplus: { slots: [x] },
  logsumexp: { slots: [x], attributes: { axis: 0 } },
  softmax: { slots: [x], attributes: { axis: 1 } },
  'log-softmax': { slots: [x] },
  'cross-entropy-logits': { slots: [x, positive], attributes: { axis: 1 } },
  hinge: { slots: [x], attributes: { axis: 1, classes: [2, 1] } },
  'squared-error': { slots: [x, positive], attributes: { axis: 1 } },
  norm: { slots: [x], attributes: { axis: 1 } },
};

const digits = bigFloat(400);

const step = 2 ** -100;

type Big = ReturnType<typeof digits.of>;

const distance = (left: Big, right: Big): number => Math.abs(digits.toNumber(digits.sub(left, right)));

/** The derivative of every entry by a central difference of the values alone. */
const differences = (problem: GraphProblem, slot: string, moving: number): readonly Big[] => {
  const at = (sign: 1 | -1) =>
    evaluate(problem, digits, (name, { sizes, entries }) => ({
      sizes,
      entries: entries.map((entry, place) =>
        name === slot && place === moving ? digits.add(entry, digits.of(sign * step)) : entry,
      ),
    })).get('node')?.entries ?? [];
  const [above, below] = [at(1), at(-1)];
  return above.map((high, place) => digits.div(digits.sub(high, below[place] as Big), digits.of(2 * step)));
};

describe.each(operationNames)('%s', (op) => {
  const { slots, attributes } = shown[op];
  const names = slots.map((_, slot) => `slot${slot}`);
  const problem: GraphProblem = {
    kind: 'graph',
    inputs: Object.fromEntries(slots.map((value, slot) => [`slot${slot}`, value])),
    nodes: [{ name: 'node', op, args: names, ...(attributes && { attributes }) }],
    output: 'node',
    wrt: names,
  };

  it('moves with each entry of each slot as its values do', () => {
    let compared = 0;
    for (const [name, { entries }] of [...evaluate(problem, digits)].filter(([name]) => name !== 'node')) {
      for (const moving of entries.keys()) {
        const direction = entries.map((_, place) => digits.of(place === moving ? 1 : 0));
        const along = derivativesAlong(problem, digits, new Map([[name, direction]]));
        const expected = differences(problem, name, moving);
        for (const [place, { tangent }] of (along.get('node')?.entries ?? []).entries()) {
          // h^2 |f'''| / 6 with h = 2^-100 and |f'''| < 2^20 at these points, and 2^-400 |f| / h for rounding.
          expect(distance(tangent, expected[place] as Big)).toBeLessThan(2 ** -175);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThanOrEqual(3);
  });
});

it('keeps its digits where sigmoid, tanh, softplus and softmax saturate', () => {
  const far: GraphProblem = {
    kind: 'graph',
    inputs: { x: [800, -800] },
    nodes: [
      { name: 's', op: 'sigmoid', args: ['x'] },
      { name: 't', op: 'tanh', args: ['x'] },
      { name: 'p', op: 'softplus', args: ['x'] },
      { name: 'm', op: 'softmax', args: ['x'] },
    ],
    output: 's',
    wrt: ['x'],
  };
  const along = derivativesAlong(far, float64, new Map([['x', [1, 1]]]));
  const tangents = ['s', 't', 'p', 'm'].map((name) => along.get(name)?.entries.map(({ tangent }) => tangent));
  expect(tangents).toEqual([
    [0, 0],
    [0, 0],
    [1, 0],
    [0, 0],
  ]);
});
