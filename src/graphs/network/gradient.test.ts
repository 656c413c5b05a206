import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fractionArithmetic } from '../../arithmetic/fraction.ts';
import { implementations } from '../../gradients/registry.ts';
import { isRefusal } from '../../model/answer.ts';
import { readGraphProblem } from '../../model/read-graph.ts';
import { everything, type Supports } from '../../model/supports.ts';
import { mlpProblems } from '../../problems/mlp.ts';
import { gradientOfNetwork } from './gradient.ts';
import { graphOfNetwork } from './of-network.ts';

/** Networks that rationals are closed under. */
const rational: Supports = {
  ...everything,
  activations: {
    hidden: ['identity', 'linear', 'relu', 'leaky-relu', 'maxout'],
    output: ['identity', 'linear', 'relu', 'leaky-relu', 'maxout'],
  },
  losses: ['squared-error', 'hinge'],
};

const drawn = (supports: Supports, numRuns: number) => {
  const problems = mlpProblems(supports);
  if (problems === null) throw new Error('no problems');
  return fc.sample(problems, { seed: 20261122, numRuns });
};

const texts = (value: unknown): unknown => (Array.isArray(value) ? value.map(texts) : String(value));

it('a network and the graph of tensors that it is have the same answers, entry by entry in rationals', async () => {
  const fractions = await fractionArithmetic();
  const [, , table] = implementations;
  if (table === undefined) throw new Error('no grad table');
  let compared = 0;
  for (const problem of drawn(rational, 60)) {
    const [own, other] = [gradientOfNetwork(problem, fractions), table.gradient(problem, fractions)];
    if (isRefusal(own) || isRefusal(other)) throw new Error('refused');
    expect(String(own.cost)).toBe(String(other.cost));
    const parts = [own, other].map(({ outputs, deltas, gradients }) =>
      texts([outputs, deltas, gradients.weights, gradients.biases, gradients.inputs]),
    );
    expect(parts[0]).toEqual(parts[1]);
    compared += 1;
  }
  expect(compared).toBe(60);
});

it('every network is a graph that the reader of problems takes', () => {
  for (const problem of drawn(everything, 200)) {
    const read = readGraphProblem(JSON.parse(JSON.stringify(graphOfNetwork(problem).problem)));
    expect(read.ok ? [] : read.defects).toEqual([]);
  }
});
