import { describe, expect, it } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import type { PrecisionName } from '../../bounds/precision.ts';
import { gradientOfGraph } from '../../graphs/gradient.ts';
import { agreesOnGraph } from '../../judge/claim.ts';
import { locate } from '../../judge/locate.ts';
import { isRefusal } from '../../model/answer.ts';
import type { Conventions } from '../../model/conventions.ts';
import type { GraphNode, GraphProblem, NestedNumbers } from '../../model/graph.ts';
import type { GraphKinkChoice } from '../../model/graph-kinks.ts';
import { everything } from '../../model/supports.ts';
import type { Subject } from '../../subjects/subject.ts';
import { evaluate, isFailure } from '../evaluate.ts';
import { basisFor, experts } from '../evidence.ts';

interface Foreign {
  readonly choice: GraphKinkChoice;
  readonly conventions?: Conventions;
  readonly precision?: PrecisionName;
  readonly arithmetic?: Arithmetic<number>;
}

/** Somebody else's graphs: derivatives at kinks as told. */
const foreign = ({
  choice,
  conventions = {},
  precision = 'float64',
  arithmetic = float64,
}: Foreign): Subject => ({
  name: 'foreign',
  ours: false,
  precision,
  conventions,
  supports: { ...everything, kinds: ['graph'] },
  ask: async (problem) => {
    if (problem.kind !== 'graph') throw new Error('expected a graph');
    const answer = gradientOfGraph(problem, arithmetic, choice);
    if (isRefusal(answer)) throw new Error(answer.refused);
    return { kind: 'answer', answer, notes: [], changedProblem: false };
  },
  forget: () => {},
  close: async () => {},
});

const judged = async (subject: Subject, problem: GraphProblem) => {
  const sample = { questions: [problem], claims: agreesOnGraph(0, problem) };
  const known = experts();
  const evaluation = await evaluate(subject, sample, (question) => basisFor(subject, question, known));
  if (evaluation.kind !== 'judged') throw new Error(`not judged: ${evaluation.kind}`);
  return { ...evaluation, failed: isFailure(evaluation) };
};

const graph = (inputs: GraphProblem['inputs'], nodes: readonly GraphNode[]): GraphProblem => ({
  kind: 'graph',
  inputs,
  nodes,
  output: nodes.at(-1)?.name ?? '',
  wrt: Object.keys(inputs),
});

/** sum of 3 relu(x) and 5 relu(x): one x is 0. */
const summed = graph({ x: [0, 1], u: [3, 3], v: [5, 5] }, [
  { name: 'r', op: 'relu', args: ['x'] },
  { name: 'a', op: 'mul', args: ['r', 'u'] },
  { name: 'b', op: 'mul', args: ['r', 'v'] },
  { name: 'c', op: 'add', args: ['a', 'b'] },
  { name: 'f', op: 'sum', args: ['c'] },
]);

const slopeAtZero =
  (slope: number): GraphKinkChoice =>
  ({ entry }) =>
    entry === 0 ? slope : undefined;

describe('a relu in a sum', () => {
  it.each([
    [0, '0'],
    [0.5, '0.5'],
    [1, '1'],
    [0.3, '0.3'],
  ])('has derivative %d at 0, which is right, and seen', async (slope, seen) => {
    expect(await judged(foreign({ choice: slopeAtZero(slope) }), summed)).toMatchObject({
      failed: false,
      kinks: [{ by: 'fitted', seen: { 'relu-derivative-at-0': seen } }],
    });
  });

  it.each([2, 1 + 1e-9, -1e-9, -1])('has not derivative %d, and the place is named', async (slope) => {
    const { failed, findings } = await judged(foreign({ choice: slopeAtZero(slope) }), summed);
    expect(failed).toBe(true);
    expect(findings.discrepancies.map(({ path }) => path)).toEqual([['gradients', 'x', 0]]);
    expect(locate(summed, findings.discrepancies)).toEqual({
      clause: 'GENERAL-VJP',
      reason: 'what comes back to x through r = relu(x) is wrong, or later',
    });
  });

  it('contradicts what is declared', async () => {
    const subject = foreign({ choice: slopeAtZero(0), conventions: { 'relu-derivative-at-0': 1 } });
    expect(await judged(subject, summed)).toMatchObject({
      failed: true,
      findings: { wrong: 0 },
      kinks: [{ contradiction: 'relu-derivative-at-0 is declared 1, but what is taken is 0' }],
    });
  });
});

/** Everything with a kink, each in a term of its own, weighted so that no two are alike. */
const operations = graph(
  {
    p: [0, 2],
    q: [0, -1],
    e: [0, 1],
    x: [2, 1],
    y: [2, 3],
    z: [4, 4],
    m: [1, 4, 4],
    n: [3, 1, 1],
    h: [2, 1, 0],
  },
  [
    { name: 'relu1', op: 'relu', args: ['p'] },
    { name: 'leaky1', op: 'leaky-relu', args: ['q'], attributes: { alpha: 0.25 } },
    { name: 'elu1', op: 'elu', args: ['e'], attributes: { alpha: 0.5 } },
    { name: 'maximum1', op: 'maximum', args: ['x', 'y'] },
    { name: 'minimum1', op: 'minimum', args: ['maximum1', 'z'] },
    { name: 'twin', op: 'minimum', args: ['x', 'y'] },
    { name: 'max1', op: 'max', args: ['m'] },
    { name: 'min1', op: 'min', args: ['n'] },
    { name: 'hinge1', op: 'hinge', args: ['h'], attributes: { classes: [0] } },
    { name: 's1', op: 'sum', args: ['relu1'] },
    { name: 's2', op: 'sum', args: ['leaky1'] },
    { name: 's3', op: 'sum', args: ['elu1'] },
    { name: 's4', op: 'sum', args: ['minimum1'] },
    { name: 's5', op: 'sum', args: ['twin'] },
    { name: 't1', op: 'mul', args: ['s1', 'max1'] },
    { name: 't2', op: 'mul', args: ['s2', 'min1'] },
    { name: 't3', op: 'mul', args: ['s3', 'hinge1'] },
    { name: 't4', op: 'mul', args: ['s4', 's5'] },
    { name: 'a1', op: 'add', args: ['t1', 't2'] },
    { name: 'a2', op: 'add', args: ['t3', 't4'] },
    { name: 'f', op: 'add', args: ['a1', 'a2'] },
  ],
);

type Taken = Readonly<Record<string, readonly number[]>>;

/** By node, what is taken at its entries; NaN stands for nothing. */
const takes =
  (taken: Taken): GraphKinkChoice =>
  ({ node, entry }) => {
    const value = taken[node]?.[entry];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  };

const nothing = Number.NaN;

const mixed: Taken = {
  relu1: [0],
  leaky1: [0.25],
  elu1: [1],
  maximum1: [0.5],
  twin: [0],
  max1: [nothing, 0.5, 0.5],
  min1: [nothing, 0, 1],
  hinge1: [nothing, 1],
};

const inputNamed = (name: string): NestedNumbers => {
  const value = operations.inputs[name];
  if (value === undefined) throw new Error(`no input ${name}`);
  return value;
};

/** One of these operations, summed up where it has several entries. */
const alone = (name: string): GraphProblem => {
  const node = operations.nodes.find((each) => each.name === name);
  if (node === undefined) throw new Error(`no ${name}`);
  const inputs = Object.fromEntries(node.args.map((arg) => [arg, inputNamed(arg)] as const));
  const reduced = ['max', 'min', 'hinge'].includes(node.op);
  return graph(inputs, [node, ...(reduced ? [] : [{ name: 'f', op: 'sum', args: [name] } as const])]);
};

describe('every operation by a convention of its own', () => {
  it('is right', async () => {
    expect(await judged(foreign({ choice: takes(mixed) }), operations)).toMatchObject({ failed: false });
  });

  it.each([
    ['relu1', 'relu-derivative-at-0', '0'],
    ['leaky1', 'leaky-relu-derivative-at-0', 'alpha'],
    ['elu1', 'elu-derivative-at-0', '1'],
    ['maximum1', 'maximum-tie', 'split'],
    ['twin', 'minimum-tie', 'last'],
    ['max1', 'max-tie', 'split'],
    ['min1', 'min-tie', 'last'],
    ['hinge1', 'hinge-at-0', '1'],
  ])('is seen at %s: %s is %s', async (name, convention, seen) => {
    expect(await judged(foreign({ choice: takes(mixed) }), alone(name))).toMatchObject({
      failed: false,
      kinks: [{ by: 'fitted', seen: { [convention]: seen } }],
    });
  });

  it.each([
    ['relu1', [2]],
    ['leaky1', [0]],
    ['elu1', [0.25]],
    ['maximum1', [1.5]],
    ['twin', [-0.5]],
    ['max1', [nothing, 1, 1]],
    ['min1', [nothing, 0.5, 0.25]],
    ['hinge1', [nothing, 2]],
  ])('is refused outside the set of %s', async (name, taken) => {
    const wrong = foreign({ choice: takes({ ...mixed, [name]: taken }) });
    expect((await judged(wrong, alone(name))).failed).toBe(true);
  });
});

describe('more kinks than are fitted', () => {
  const many = graph({ x: new Array<number>(12).fill(0), w: Array.from({ length: 12 }, (_, k) => k + 1) }, [
    { name: 'r', op: 'relu', args: ['x'] },
    { name: 'p', op: 'mul', args: ['r', 'w'] },
    { name: 'f', op: 'sum', args: ['p'] },
  ]);

  it('are judged by a box where every derivative is inside', async () => {
    const subject = foreign({ choice: ({ entry }) => (entry % 5) / 4 });
    expect(await judged(subject, many)).toMatchObject({ failed: false, kinks: [{ by: 'box' }] });
  });

  it.each([2, 1.001, -0.001])('are refused where one has derivative %d', async (slope) => {
    const subject = foreign({ choice: ({ entry }) => (entry === 7 ? slope : (entry % 5) / 4) });
    expect((await judged(subject, many)).failed).toBe(true);
  });
});

const float32: Arithmetic<number> = {
  ...float64,
  name: 'float32',
  of: Math.fround,
  add: (left, right) => Math.fround(left + right),
  sub: (left, right) => Math.fround(left - right),
  mul: (left, right) => Math.fround(left * right),
  div: (left, right) => Math.fround(left / right),
  exp: (value) => Math.fround(Math.exp(value)),
  expm1: (value) => Math.fround(Math.expm1(value)),
  tanh: (value) => Math.fround(Math.tanh(value)),
};

describe('in float32', () => {
  it.each([0, 0.25, 1 / 3, 1])('a share of %d at every kink is right', async (share) => {
    const choice = takes({
      relu1: [share],
      leaky1: [0.25 + 0.75 * share],
      elu1: [0.5 + 0.5 * share],
      maximum1: [share],
      twin: [share],
      max1: [nothing, share, 1 - share],
      min1: [nothing, share, 1 - share],
      hinge1: [nothing, share],
    });
    const subject = foreign({ choice, precision: 'float32', arithmetic: float32 });
    expect(await judged(subject, operations)).toMatchObject({ failed: false });
  });

  it('a side that rounding decides is right on both', async () => {
    const near = graph({ x: 0.1, y: 0.1, w: 7 }, [
      { name: 'a', op: 'exp', args: ['x'] },
      { name: 'b', op: 'exp', args: ['y'] },
      { name: 'd', op: 'sub', args: ['a', 'b'] },
      { name: 'r', op: 'relu', args: ['d'] },
      { name: 'f', op: 'mul', args: ['r', 'w'] },
    ]);
    for (const slope of [0, 1]) {
      const subject = foreign({ choice: () => slope, precision: 'float32', arithmetic: float32 });
      expect(await judged(subject, near)).toMatchObject({
        failed: false,
        kinks: [{ by: 'fitted', seen: {} }],
      });
    }
    const twice = foreign({ choice: () => 2, precision: 'float32', arithmetic: float32 });
    expect((await judged(twice, near)).failed).toBe(true);
  });
});
