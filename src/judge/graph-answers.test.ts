import { describe, expect, it } from 'vitest';
import type { Bound } from '../bounds/bound.ts';
import type { GraphAnswer, GraphProblem } from '../model/graph.ts';
import type { Verdict } from '../model/verdict.ts';
import { agreesOnGraph, pathOf } from './claim.ts';
import type { Evidence } from './evidence.ts';
import { fingerprintOf } from './fingerprint.ts';
import { judge } from './judge.ts';
import { partName } from './part-name.ts';
import { verdictOf } from './test-verdicts.ts';

const problem: GraphProblem = {
  kind: 'graph',
  inputs: { x: [1, 2] },
  nodes: [{ name: 'f', op: 'sum', args: ['x'] }],
  output: 'f',
  wrt: ['x', 'f'],
};

const exact: GraphAnswer = { value: 3, gradients: { x: [1, 1], f: 1 } };

// Tests of the judge stand outside the room that may construct bounds.
const bound = (value: number) => value as Bound;

const bounds = {
  value: bound(0.5),
  gradients: { x: [bound(0), bound(0.25)], f: bound(0) },
  uncertain: [],
  saturations: [],
};

const evidence = (answer: GraphAnswer): Evidence => ({
  problem,
  answer,
  reference: exact,
  bounds,
  againstReference: bounds,
  witness: () => ({ entries: [], directions: [], skipped: [] }),
});

const judged = (answer: GraphAnswer) => judge(agreesOnGraph(0, problem), [evidence(answer)]);

describe('the whole answer to a graph agrees', () => {
  it('where every number is within its own bound', () => {
    expect(judged({ value: 3.5, gradients: { x: [1, 0.75], f: 1 } })).toMatchObject({ judged: 4, wrong: 0 });
  });

  it.each<readonly [string, GraphAnswer, readonly (string | number)[]]>([
    ['its value', { value: 3.6, gradients: { x: [1, 1], f: 1 } }, ['value']],
    ['an entry', { value: 3, gradients: { x: [1, 0.7], f: 1 } }, ['gradients', 'x', 1]],
    ['one that is not finite', { value: 3, gradients: { x: [Number.NaN, 1], f: 1 } }, ['gradients', 'x', 0]],
    ['a scalar', { value: 3, gradients: { x: [1, 1], f: 1.000001 } }, ['gradients', 'f']],
  ])('and not where %s is outside', (_what, answer, path) => {
    const { wrong, discrepancies } = judged(answer);
    expect(wrong).toBe(1);
    expect(discrepancies[0]?.path).toEqual(path);
  });

  it('and two of them are the same as far as rounding can tell', () => {
    const claim = [{ kind: 'identical', left: 0, right: 1 }] as const;
    const other = { value: 3, gradients: { x: [1 + 2 ** -52, 1.4], f: 1 } };
    expect(judge(claim, [evidence(exact), evidence(exact)])).toMatchObject({ judged: 4, wrong: 0 });
    expect(judge(claim, [evidence(exact), evidence(other)])).toMatchObject({ judged: 4, wrong: 1 });
  });
});

it('a part by name stands under gradients, whatever the name is', () => {
  expect(pathOf('value')).toEqual(['value']);
  expect(pathOf('gradients.toString')).toEqual(['gradients', 'toString']);
  expect(pathOf('weights')).toEqual(['gradients', 'weights']);
});

describe('names that a problem chose', () => {
  it('are one part in every report', () => {
    expect(partName(['gradients', 'toString', 0])).toBe('gradients');
    expect(partName(['gradients', 'weights', 0, 1, 2])).toBe('weights');
    expect(partName(['value'])).toBe('value');
  });

  it('are in no fingerprint', () => {
    const failing = (path: readonly (string | number)[]): Verdict =>
      verdictOf('discrepant', {
        clause: 'GRAPH-ANY',
        check: 'graph-agreement',
        code: 'WRONG-VALUE',
        counterexample: {
          problems: [problem],
          discrepancies: [{ question: 0, path, got: 1, expected: 2, bound: 0 }],
          replay: '',
          shrinks: 0,
        },
      });
    expect(fingerprintOf(failing(['gradients', 'x0', 1]))).toBe(
      'GRAPH-ANY/graph-agreement/WRONG-VALUE/gradients.*/smaller',
    );
    expect(fingerprintOf(failing(['gradients', 'n3']))).toBe(fingerprintOf(failing(['gradients', 'x0', 1])));
  });
});
