/** Who is asked about a graph, what settles it, and what is refused. */

import { describe, expect, it } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { gradientOfGraph } from '../../graphs/gradient.ts';
import { isRefusal, type Refusal } from '../../model/answer.ts';
import type { GraphAnswer, GraphNode, GraphProblem } from '../../model/graph.ts';
import { consultGraph, type GraphConsultation } from './consult-graph.ts';
import { GraphOracleDisagrees } from './disagreement.ts';
import { answerGraphExactly } from './exact-graph.ts';
import { type GraphVoter, graphVoters } from './voters.ts';

const graph = (inputs: GraphProblem['inputs'], nodes: readonly GraphNode[]): GraphProblem => ({
  kind: 'graph',
  inputs,
  nodes,
  output: nodes.at(-1)?.name ?? '',
  wrt: Object.keys(inputs),
});

const settled = (outcome: GraphConsultation | Refusal): GraphConsultation => {
  if (isRefusal(outcome)) throw new Error(outcome.refused);
  return outcome;
};

/** Srihari's and Sarkar's (x + y) z at -2, 5, -4. */
const sumThenProduct = graph({ x: -2, y: 5, z: -4 }, [
  { name: 'q', op: 'add', args: ['x', 'y'] },
  { name: 'f', op: 'mul', args: ['q', 'z'] },
]);

/** ln(e^x - 1) for an x so small that float64 loses every digit of the difference. */
const cancelling = graph({ x: 1e-15, one: 1 }, [
  { name: 'e', op: 'exp', args: ['x'] },
  { name: 'd', op: 'sub', args: ['e', 'one'] },
  { name: 'l', op: 'log', args: ['d'] },
]);

describe('a graph that float64 settles', () => {
  it('is answered by all three ways, within bounds that are 0 where nothing is rounded', () => {
    const { answer, bounds, arithmetic, agreed, silent } = settled(consultGraph(sumThenProduct));
    expect(answer).toEqual({ value: -12, gradients: { x: -4, y: -4, z: 3 } });
    expect([bounds.value, bounds.gradients]).toEqual([0, { x: 0, y: 0, z: 0 }]);
    expect([arithmetic, agreed, silent]).toEqual([
      'float64',
      ['graph-table', 'graph-forward', 'graph-paths'],
      [],
    ]);
  });

  it('is answered without the paths where there are too many', () => {
    const squares = Array.from({ length: 18 }, (_, k): GraphNode => {
      const from = k === 0 ? 'x' : `n${k - 1}`;
      return { name: `n${k}`, op: 'mul', args: [from, from] };
    });
    const { agreed, silent } = settled(consultGraph(graph({ x: 1 }, squares)));
    expect(agreed).toEqual(['graph-table', 'graph-forward']);
    expect(silent).toEqual([
      { name: 'graph-paths', reason: 'paths: expected at most 50000 steps, got more' },
    ]);
  });
});

describe('a graph that float64 leaves open', () => {
  it('is settled in balls over bigFloat', () => {
    const { answer, bounds, arithmetic, agreed } = settled(consultGraph(cancelling));
    expect([arithmetic, agreed]).toEqual(['bigfloat-320', ['graph-table', 'graph-forward', 'graph-paths']]);
    // ln(e^x - 1) = ln x + x / 2 + ..., and its derivative 1 / (1 - e^-x) = 1 / x + 1 / 2 + ...
    expect(Math.abs(answer.value - Math.log(1e-15))).toBeLessThan(1e-14);
    expect(Math.abs((answer.gradients['x'] as number) - (1e15 + 0.5))).toBeLessThan(0.25);
    expect(bounds.value).toBeLessThan(1e-14);
    expect(bounds.uncertain).toEqual([]);
  });

  it('is not settled by a number that is 0 only because all of it cancels', () => {
    const nodes: GraphNode[] = [
      { name: 'e', op: 'exp', args: ['x'] },
      { name: 'd', op: 'sub', args: ['e', 'e'] },
      { name: 'r', op: 'relu', args: ['d'] },
    ];
    const outcome = answerGraphExactly(graph({ x: 0.1 }, nodes), graphVoters);
    expect(outcome).toEqual({ refused: '1280 bits leave a comparison undecided' });
  });
});

describe('a graph without a finite answer', () => {
  it.each([
    ['log', 0, 'the value of "n" (log): expected a finite number, got -Infinity'],
    ['reciprocal', 0, 'the value of "n" (reciprocal): expected a finite number, got Infinity'],
    ['sqrt', 0, 'the derivative of "n" (sqrt) by args[0]: expected a finite number, got Infinity'],
    ['exp', 1000, 'the value of "n" (exp): expected a finite number, got Infinity'],
  ] as const)('is refused with node and reason: %s at %d', (op, x, refused) => {
    expect(consultGraph(graph({ x }, [{ name: 'n', op, args: ['x'] }]))).toEqual({ refused });
  });
});

/** The table, but with every gradient doubled. */
const doubling: GraphVoter = {
  name: 'doubling',
  gradient: <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): GraphAnswer<T> | Refusal => {
    const answer = gradientOfGraph(problem, arithmetic);
    if (isRefusal(answer)) return answer;
    const { add } = arithmetic;
    const twice = (entry: unknown): T => add(entry as T, entry as T);
    const gradients = Object.entries(answer.gradients).map(([name, entry]) => [name, twice(entry)] as const);
    return { value: answer.value, gradients: Object.fromEntries(gradients) as GraphAnswer<T>['gradients'] };
  },
};

const [table] = graphVoters;

describe('our own ways', () => {
  it('that disagree are a defect of ours, said with the problem', () => {
    const voters = [...graphVoters, doubling];
    expect(() => consultGraph(sumThenProduct, voters)).toThrow(GraphOracleDisagrees);
    expect(() => consultGraph(sumThenProduct, voters)).toThrow(
      'our own implementations disagree on a graph (graph-table, graph-forward, graph-paths against doubling): ' +
        'this is a defect of backproof, not of the subject',
    );
    expect(() => consultGraph(cancelling, voters)).toThrow(GraphOracleDisagrees);
  });

  it('settle nothing when only one of them answers', () => {
    const alone = table === undefined ? [] : [table];
    expect(consultGraph(sumThenProduct, alone)).toEqual({
      refused: 'fewer than two implementations answer: ',
    });
    expect(consultGraph(sumThenProduct, [])).toEqual({ refused: 'nobody to ask' });
  });
});
