import { describe, expect, it } from 'vitest';
import type { GraphAnswer, GraphProblem } from '../../model/graph.ts';
import { operationNames } from '../../model/operations.ts';
import { everything } from '../../model/supports.ts';
import { diagnoseGraphs } from './diagnose.ts';
import { separatingGraphs } from './separating.ts';

/** f = tanh(x) y at x = 0.5, y = 2; tanh(0.5) and 1 - tanh(0.5)^2 by Python's decimal, in 40 digits. */
const problem: GraphProblem = {
  kind: 'graph',
  inputs: { x: 0.5, y: 2 },
  nodes: [
    { name: 'q', op: 'tanh', args: ['x'] },
    { name: 'f', op: 'mul', args: ['q', 'y'] },
  ],
  output: 'f',
  wrt: ['x', 'y'],
};
const tanh = 0.4621171572600098;
const slope = 0.7864477329659274;
const right: GraphAnswer = { value: 2 * tanh, gradients: { x: 2 * slope, y: tanh } };

/** g = x y: the same without the tanh. */
const product: GraphProblem = { ...problem, nodes: [{ name: 'f', op: 'mul', args: ['x', 'y'] }] };
const ofProduct = { problem: product, answer: { value: 1, gradients: { x: 2, y: 0.5 } } };

const causesOf = (answer: GraphAnswer): readonly string[] | undefined =>
  diagnoseGraphs([{ problem, answer }, ofProduct], 'float64')?.causes.map(({ sentence }) => sentence);

describe('the diagnosis of graphs', () => {
  it('is none where nothing is wrong, to within rounding', () => {
    expect(causesOf(right)).toBeUndefined();
    expect(causesOf({ ...right, gradients: { x: 2 * slope * (1 + 2 ** -52), y: tanh } })).toBeUndefined();
  });

  it('names the mistake that foretells every number', () => {
    expect(causesOf({ ...right, gradients: { x: 2, y: tanh } })).toEqual([
      'you leave out the derivative of tanh: the gradient goes through unchanged',
    ]);
  });

  it('names the operation where no known mistake foretells them, with what speaks for it', () => {
    const found = diagnoseGraphs(
      [{ problem, answer: { ...right, gradients: { x: 1.7, y: tanh } } }, ofProduct],
      'float64',
    );
    expect(found?.causes).toEqual([
      {
        id: 'graph-operation',
        sentence: 'what goes back through tanh is wrong',
        advice: 'hand back, with G the gradient of the output by the result: G * (1 - tanh(x)^2) for x',
        clause: 'GENERAL-VJP',
        evidence: 'tanh is in the wrong answer and not in the right one',
      },
    ]);
  });

  it.each([8, 0.3, -2.5])('reads a start with %d at the output off the answers', (seed) => {
    const answer = { ...right, gradients: { x: 2 * slope * seed, y: tanh * seed } };
    const times = { problem: product, answer: { value: 1, gradients: { x: 2 * seed, y: 0.5 * seed } } };
    const found = diagnoseGraphs([{ problem, answer }, times], 'float64');
    expect(found?.causes.map(({ sentence }) => sentence)).toEqual([`you start with ${seed} at the output`]);
    // Two numbers have a common factor by chance; and no operation is blamed where nothing is right.
    expect(diagnoseGraphs([times], 'float64')?.causes).toEqual([]);
  });

  it('says that the value is wrong already', () => {
    expect(causesOf({ value: 1, gradients: { x: 2 * slope, y: 0.5 } })).toEqual([
      'the value of tanh is wrong already',
    ]);
  });

  it('names nothing where two operations may be meant, or no right answer clears one', () => {
    const answer = { ...right, gradients: { x: 1.7, y: 0.3 } };
    expect(diagnoseGraphs([{ problem, answer }], 'float64')?.causes).toEqual([]);
  });

  it('leaves out what is not finite, and reads nothing from one choice at a kink', () => {
    expect(causesOf({ ...right, gradients: { x: Number.NaN, y: tanh } })).toBeUndefined();
    const kink: GraphProblem = {
      kind: 'graph',
      inputs: { x: 0 },
      nodes: [{ name: 'f', op: 'relu', args: ['x'] }],
      output: 'f',
      wrt: ['x'],
    };
    const answer = { value: 0, gradients: { x: 0.5 } };
    expect(diagnoseGraphs([{ problem: kink, answer }], 'float64')).toBeUndefined();
  });

  /** f = x^2 + (x^2 + x) at x = 1/2, where f' = 4 x + 1 = 3 and the derivative by n = x^2 is 2. */
  const twice: GraphProblem = {
    kind: 'graph',
    inputs: { x: 0.5 },
    nodes: [
      { name: 'n', op: 'mul', args: ['x', 'x'] },
      { name: 'm', op: 'add', args: ['n', 'x'] },
      { name: 'f', op: 'add', args: ['n', 'm'] },
    ],
    output: 'f',
    wrt: ['x', 'n'],
  };

  it.each([
    ['n and m are 0 when they are visited, f comes last', { x: 0, n: 1 }, 'from the first to the last'],
    ['n is visited with 1 of its 2: x = 1 + 1', { x: 2, n: 2 }, 'before all of it has come back'],
    ['n is visited with 1, then with 2: x = 1 + 1 + 2', { x: 4, n: 2 }, 'each time that something is added'],
    ['f = 1, m = 2, n = 4: x = 2 + 4', { x: 6, n: 4 }, 'you start with 1 at every result'],
    ['n is no input', { x: 3, n: 0 }, 'you answer 0 for results'],
  ])('names an order, a start or an end that is wrong: %s', (_, gradients, says) => {
    const found = diagnoseGraphs([{ problem: twice, answer: { value: 1, gradients } }], 'float64');
    const sentences = found?.causes.map(({ sentence }) => sentence);
    expect(sentences).toContainEqual(expect.stringContaining(says));
  });

  it('reads smooth operations at 0, where their formulas have two branches', () => {
    const sigmoid: GraphProblem = {
      kind: 'graph',
      inputs: { x: 0 },
      nodes: [{ name: 'f', op: 'sigmoid', args: ['x'] }],
      output: 'f',
      wrt: ['x'],
    };
    const found = diagnoseGraphs(
      [{ problem: sigmoid, answer: { value: 0.5, gradients: { x: 1 } } }],
      'float64',
    );
    expect(found?.causes[0]?.sentence).toBe(
      'you leave out the derivative of sigmoid: the gradient goes through unchanged',
    );
  });

  /** The sum of w max(x): what goes back to x at a tie, weighted. */
  const tie: GraphProblem = {
    kind: 'graph',
    inputs: { x: [2, 2, 1], w: 3 },
    nodes: [
      { name: 'n', op: 'max', args: ['x'] },
      { name: 'p', op: 'mul', args: ['n', 'w'] },
    ],
    output: 'p',
    wrt: ['x', 'w'],
  };
  const alone: GraphProblem = { ...tie, inputs: { x: [2, 0, 1], w: 3 } };
  const atTie = (x: readonly number[]): readonly string[] | undefined => {
    const rightAlone = { problem: alone, answer: { value: 6, gradients: { x: [3, 0, 0], w: 2 } } };
    const answer = { value: 6, gradients: { x, w: 2 } };
    const found = diagnoseGraphs([rightAlone, { problem: tie, answer }], 'float32');
    return found?.causes.map(({ sentence }) => sentence);
  };

  it('names what is handed to every one of equal entries, where all else is right', () => {
    expect(atTie([3, 3, 0])).toEqual([
      'you hand the whole gradient of max to every one of several equal entries',
    ]);
  });

  it('names the operation at whose kink another number stands', () => {
    expect(atTie([2, 2, 0])).toEqual(['what goes back through max at its kink is wrong']);
  });
});

it('asks every operation alone in two shapes, and a graph that hangs together, inside what is supported', () => {
  const samples = [{ problem, answer: right }];
  const all = { ...everything, kinds: ['graph'], ops: operationNames } as const;
  expect(separatingGraphs(samples, all).map(({ nodes }) => nodes[0]?.op)).toEqual([
    'tanh',
    'tanh',
    'mul',
    'mul',
    'mul',
  ]);
  expect(separatingGraphs(samples, { ...all, ops: ['tanh'] }).map(({ inputs }) => inputs)).toEqual([
    { x: 0.3 },
  ]);
});
