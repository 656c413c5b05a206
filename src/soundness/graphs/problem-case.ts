/** Random graphs with their exact answers. */

import fc from 'fast-check';
import { bigFloat } from '../../arithmetic/big-float.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { entriesIn } from '../../graphs/forward-mode/forward-mode.ts';
import { gradientOfGraph } from '../../graphs/gradient.ts';
import type { GraphProblem } from '../../model/graph.ts';
import { mapNested, numbersOfGraph } from '../../model/graph-numbers.ts';
import { type OperationName, operationNames } from '../../model/operations.ts';
import { graphProblems } from '../../problems/graphs/graphs.ts';

/** A graph with what a faultless subject would answer: value, then gradients in the order of `wrt`. */
export interface GraphCase {
  readonly family: string;
  readonly problem: GraphProblem;
  /** The exact numbers as high + low. */
  readonly high: readonly number[];
  readonly low: readonly number[];
}

/** How the graphs of a family are grown, and what becomes of their inputs. */
interface Family {
  readonly says: string;
  readonly maxNodes: number;
  readonly atLeast: number;
  readonly input: (x: number, place: number) => number;
  readonly operations?: readonly OperationName[];
}

const same = (x: number): number => x;

const moderate: readonly OperationName[] = ['add', 'sub', 'mul', 'square', 'sum', 'dot', 'matmul', 'affine'];

/** By name. */
export const graphFamilies: Readonly<Record<string, Family>> = {
  single: {
    says: 'one operation and what makes a number of its result',
    maxNodes: 0,
    atLeast: 2 ** -10,
    input: same,
  },
  grown: { says: 'up to 6 more operations', maxNodes: 6, atLeast: 2 ** -10, input: same },
  deep: { says: 'up to 14 more operations', maxNodes: 14, atLeast: 2 ** -10, input: same },
  kink: {
    says: 'inputs that are multiples of 1/2: many ties and zeros',
    maxNodes: 4,
    atLeast: 0,
    input: (x) => Math.round(2 * x) / 2,
  },
  near: {
    says: 'the same, moved by up to 2e-4',
    maxNodes: 4,
    atLeast: 0,
    input: (x, place) => Math.round(2 * x) / 2 + (place % 3) * 1e-4,
  },
  scaled: {
    says: 'inputs times 2^-6 to 2^6',
    maxNodes: 4,
    atLeast: 0,
    input: (x, place) => x * 2 ** (((place * 7) % 13) - 6),
  },
  far: {
    says: 'inputs times 6: exponentials near their limits',
    maxNodes: 3,
    atLeast: 0,
    input: (x) => 6 * x,
  },
  polynomial: {
    says: 'sums and products alone, up to 8 more',
    maxNodes: 8,
    atLeast: 2 ** -10,
    input: same,
    operations: moderate,
  },
};

const evaluate = entriesIn(float64);

const withoutNegativeZero = (x: number): number => (x === 0 ? 0 : x);

const changed = (problem: GraphProblem, change: Family['input']): GraphProblem => {
  let place = 0;
  const each = (value: number): number => withoutNegativeZero(change(value, place++));
  const inputs = Object.fromEntries(
    Object.entries(problem.inputs).map(([name, value]) => [name, mapNested(value, each)]),
  );
  return { ...problem, inputs };
};

const truth = bigFloat(192);

/** The case of a problem; undefined where it has no finite answer. */
const caseOf = (family: string, problem: GraphProblem): GraphCase | undefined => {
  const answer = gradientOfGraph(problem, truth);
  if ('refused' in answer) return undefined;
  const exact = numbersOfGraph(problem, answer);
  const high = exact.map(truth.toNumber);
  if (!high.every(Number.isFinite)) return undefined;
  const low = exact.map((value) => truth.toNumber(truth.sub(value, truth.of(truth.toNumber(value)))));
  return { family, problem, high, low };
};

/** Some graphs of a family, the operations taking turns at being in all of them. */
export const graphCases = (family: string, seed: number, count: number): readonly GraphCase[] => {
  const facts = graphFamilies[family];
  if (facts === undefined) throw new RangeError(`family: expected a known one, got ${family}`);
  const operations = facts.operations ?? operationNames;
  const featured = operations[seed % operations.length] ?? 'mul';
  const { maxNodes, atLeast, input } = facts;
  const grown = fc.sample(graphProblems({ evaluate, operations, featured, atLeast, maxNodes }), {
    seed,
    numRuns: count,
  });
  return grown.flatMap((problem) => caseOf(family, changed(problem, input)) ?? []);
};
