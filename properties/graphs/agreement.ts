/** Whole answers to graphs against the expected ones. */

import type fc from 'fast-check';
import { agreesOnGraph } from '../../src/judge/claim.ts';
import type { Property, Sample } from '../../src/judge/property.ts';
import type { GraphProblem } from '../../src/model/graph.ts';
import { type OperationName, operationNames } from '../../src/model/operations.ts';
import { drawnGraphs } from './drawn.ts';

/** The whole answer is the expected one. */
const agreeing = (problem: GraphProblem): Sample => ({
  questions: [problem],
  claims: agreesOnGraph(0, problem),
});

const samplesOf = (drawn: fc.Arbitrary<GraphProblem> | null) => drawn?.map(agreeing) ?? null;

const wholeGraphs: Property = {
  id: 'graph-agreement',
  kind: 'graph',
  clause: 'GRAPH-ANY',
  title:
    'whatever the operations of a graph and however they hang together, value and gradients are the expected ones',
  samples: (supports) => samplesOf(drawnGraphs(supports, { maxNodes: 8 })),
};

const scalarGraphs: Property = {
  id: 'graph-scalars',
  kind: 'graph',
  clause: 'TABLE-REVERSE',
  title: 'graphs whose variables are all numbers have the expected gradients',
  samples: (supports) => {
    const operations = supports.ops.filter((op) => !['broadcast', 'reshape'].includes(op));
    return samplesOf(drawnGraphs(supports, { operations, shapes: [[]], maxNodes: 8 }));
  },
};

const everyVariable = (problem: GraphProblem): GraphProblem => ({
  ...problem,
  wrt: [...Object.keys(problem.inputs), ...problem.nodes.map(({ name }) => name)],
});

const allVariables: Property = {
  id: 'graph-variables',
  kind: 'graph',
  clause: 'TABLE-NODES',
  title:
    'the gradient by every variable is the expected one: inputs, intermediate values and the output alike',
  samples: (supports) => samplesOf(drawnGraphs(supports)?.map(everyVariable) ?? null),
};

const ranks: Property = {
  id: 'graph-ranks',
  kind: 'graph',
  clause: 'GRAPH-NODES',
  title: 'a variable may have any rank: numbers, vectors, matrices and more get gradients in their own shape',
  share: 0.5,
  samples: (supports) => {
    const shapes = [[], [2], [2, 2], [1, 2, 2], [2, 1, 2]];
    return samplesOf(drawnGraphs(supports, { shapes, maxNodes: 4 })?.map(everyVariable) ?? null);
  },
};

/** The clause that speaks of an operation by name, or that of all operations. */
const clauseOf = (operation: OperationName): string => {
  switch (operation) {
    case 'add':
      return 'GATE-ADD';
    case 'mul':
      return 'GATE-MULTIPLY';
    case 'maximum':
    case 'max':
      return 'GATE-MAX';
    case 'exp':
    case 'reciprocal':
      return 'GATE-UNARY';
    case 'matmul':
      return 'GENERAL-MATMUL';
    default:
      return 'GENERAL-RULES';
  }
};

const agreementOfOperation = (operation: OperationName): Property => ({
  id: `operation-${operation}`,
  kind: 'graph',
  clause: clauseOf(operation),
  title: `graphs with ${operation} have the expected values and gradients`,
  share: 0.2,
  samples: (supports) => samplesOf(drawnGraphs(supports, { featured: operation, maxNodes: 2 })),
});

const purity: Property = {
  id: 'graph-purity',
  kind: 'graph',
  clause: 'PURE',
  title: 'asked twice, the same graph gets the same answer, and the problem is left as it was',
  share: 0.5,
  samples: (supports) =>
    drawnGraphs(supports)?.map((problem) => ({
      questions: [problem, problem],
      claims: [{ kind: 'identical', left: 0, right: 1 }],
    })) ?? null,
};

/** Values and gradients are the expected ones. */
export const graphAgreement: readonly Property[] = [
  wholeGraphs,
  scalarGraphs,
  allVariables,
  ranks,
  ...operationNames.map(agreementOfOperation),
  purity,
];
