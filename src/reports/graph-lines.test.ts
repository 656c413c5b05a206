import { describe, expect, it } from 'vitest';
import type { GraphProblem } from '../model/graph.ts';
import type { Verdict } from '../model/verdict.ts';
import { failureLines } from './failure.ts';
import { kindLines } from './kind-lines.ts';
import { matrixOf } from './matrix.ts';
import { reportOf } from './report.ts';
import type { Run, SubjectRun } from './run.ts';

const problem: GraphProblem = {
  kind: 'graph',
  inputs: { x0: 2, x1: [[1, -0.5]] },
  nodes: [
    { name: 'n0', op: 'sum', args: ['x1'], attributes: { axis: 1 } },
    { name: 'n1', op: 'hinge', args: ['x1'], attributes: { axis: 1, classes: [0] } },
    { name: 'n2', op: 'mul', args: ['x0', 'x0'] },
  ],
  output: 'n2',
  wrt: ['x0', 'x1'],
};

const verdict = (clause: string, check: string): Verdict => ({
  clause,
  check,
  title: 'a title',
  verdict: 'discrepant',
  code: 'WRONG-VALUE',
  message: 'x1[0][1] is 2 instead of 0',
  runs: 1,
  skipped: {},
  judged: 1,
  unbounded: 0,
  absent: 0,
  counterexample: {
    problems: [problem],
    discrepancies: [{ question: 0, path: ['gradients', 'x1', 0, 1], got: 2, expected: 0, bound: 0 }],
    replay: 'graph-agreement:0',
    shrinks: 7,
  },
});

it('the smallest graph is printed input by input and node by node, its entries by their paths', () => {
  const lines = failureLines(verdict('GRAPH-ANY', 'graph-agreement'), { subjectArguments: 'g.mjs', seed: 1 });
  expect(lines).toEqual([
    '  GRAPH-ANY: x1[0][1] is 2 instead of 0 [WRONG-VALUE]',
    '    clause: a title',
    '    smallest problem found (graph of 3 nodes, 2 inputs; 7 shrinks):',
    '      x0 = 2',
    '      x1 = [[1,-0.5]]',
    '      n0 = sum(x1; axis 1)',
    '      n1 = hinge(x1; axis 1, classes [0])',
    '      n2 = mul(x0, x0)',
    '      gradient of n2 by x0, x1',
    '    gradients.x1[0][1]',
    '      got         2',
    '      expected    0',
    '      difference  2, bound 0',
    '    replay: backproof verify --clause GRAPH-ANY --seed 1 --path graph-agreement:0 g.mjs',
  ]);
});

const subject = (name: string, verdicts: readonly Verdict[], more: Partial<SubjectRun> = {}): SubjectRun => ({
  name,
  ours: false,
  precision: 'float64',
  verdicts,
  ...more,
});

const passed = (clause: string, check: string): Verdict => {
  const { counterexample: _, code: _code, ...rest } = verdict(clause, check);
  return { ...rest, verdict: 'conforms', message: '' };
};

const reported = (...subjects: readonly SubjectRun[]) => {
  const run: Run = {
    suite: { name: 'backproof', version: '0.1.0' },
    seed: 1,
    runsPerProperty: 1,
    subjectArguments: '',
    subjects,
    assumptions: [],
  };
  const checks = [
    { id: 'agreement-weights', clause: 'GRAD-WEIGHT' },
    { id: 'purity', clause: 'PURE' },
    { id: 'graph-agreement', clause: 'GRAPH-ANY', kind: 'graph' as const },
  ];
  return reportOf(run, { now: new Date(0), clauses: [], checks, known: [] });
};

const network = subject('net', [passed('GRAD-WEIGHT', 'agreement-weights'), passed('PURE', 'purity')]);
const graph = subject('graph', [passed('GRAPH-ANY', 'graph-agreement')], { kinds: ['graph'] });

describe('kinds that a subject does not claim', () => {
  it('are no part of its universe', () => {
    const { subjects } = reported(network, graph);
    expect(subjects.map(({ scores }) => scores.checks)).toEqual([
      { conforms: 2, claimed: 2, universe: 2 },
      { conforms: 1, claimed: 1, universe: 1 },
    ]);
  });

  it('are said in one paragraph, and in none where everybody answers networks alone', () => {
    expect(kindLines(reported(network, graph).subjects)).toEqual([
      '  not asked, as their `kinds` leave it out: the 2 checks of kind mlp of graph; the 1 check of kind',
      '    graph of net',
    ]);
    expect(kindLines(reported(network).subjects)).toEqual([]);
  });

  it('leave their cells of the matrix empty', () => {
    expect(matrixOf([network, graph])).toEqual([
      { clause: 'GRAD-WEIGHT', kinds: ['conforms', null] },
      { clause: 'PURE', kinds: ['conforms', null] },
      { clause: 'GRAPH-ANY', kinds: [null, 'conforms'] },
    ]);
  });
});
