import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { float64 } from '../arithmetic/float64.ts';
import { entriesIn } from '../graphs/forward-mode/forward-mode.ts';
import { graphImplementations } from '../graphs/implementations.ts';
import { isRefusal } from '../model/answer.ts';
import type { GraphProblem } from '../model/graph.ts';
import { numbersOfGraph } from '../model/graph-numbers.ts';
import { operationNames } from '../model/operations.ts';
import { answerGraphExactly } from '../oracle/graphs/exact-graph.ts';
import { answerWithErrors } from '../oracle/graphs/running-error.ts';
import { graphVoters } from '../oracle/graphs/voters.ts';
import { graphProblems } from '../problems/graphs/graphs.ts';

const graphs = graphProblems({ operations: operationNames, evaluate: entriesIn(float64), maxNodes: 6 });
const drawn = fc.sample(graphs, { seed: 11, numRuns: 150 });

const named = (name: string) => {
  const found = graphImplementations.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

describe.each(['graph-forward', 'graph-paths'])('what %s proves of itself', (name) => {
  it('is of its very answer in float64', () => {
    let compared = 0;
    for (const problem of drawn) {
      const [proved, plain] = [
        answerWithErrors(named(name), problem),
        named(name).gradient(problem, float64),
      ];
      if (isRefusal(proved) || isRefusal(plain) || proved.ties > 0) continue;
      expect(proved.answer).toEqual(plain);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(120);
  });

  it('holds the exact answer', () => {
    let compared = 0;
    for (const problem of drawn.slice(0, 80)) {
      const [proved, exact] = [
        answerWithErrors(named(name), problem),
        answerGraphExactly(problem, graphVoters),
      ];
      if (isRefusal(proved) || isRefusal(exact)) continue;
      const [numbers, bounds] = [proved.answer, proved.bounds].map((each) => numbersOfGraph(problem, each));
      for (const [place, expected] of numbersOfGraph(problem, exact.answer).entries()) {
        const bound = bounds?.[place] ?? Number.NaN;
        if (bound === Number.POSITIVE_INFINITY) continue;
        const error = Math.abs((numbers?.[place] ?? Number.NaN) - expected);
        expect(error).toBeLessThanOrEqual(bound + Math.abs(expected) * 2 ** -53);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(300);
  });
});

test('a branch that rounding may decide leaves the answer without bounds', () => {
  const problem: GraphProblem = {
    kind: 'graph',
    inputs: { x: [0.1, 0.2], y: [0.3] },
    nodes: [
      { name: 's', op: 'sum', args: ['x'] },
      { name: 't', op: 'sum', args: ['y'] },
      { name: 'f', op: 'maximum', args: ['s', 't'] },
    ],
    output: 'f',
    wrt: ['x', 'y'],
  };
  const nearly = { ...problem, inputs: { ...problem.inputs, y: [0.1 + 0.2] } };
  expect(answerWithErrors(named('graph-forward'), nearly)).toMatchObject({
    ties: 4,
    bounds: { value: Number.POSITIVE_INFINITY },
  });
});
