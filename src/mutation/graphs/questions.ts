/** The graphs that all ways answer: every worked example, and those that the properties ask. */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { drawnGraphs } from '../../../properties/graphs/drawn.ts';
import { graphProperties } from '../../../properties/graphs/index.ts';
import type { Property, Sample } from '../../judge/property.ts';
import type { GraphProblem } from '../../model/graph.ts';
import { type OperationName, operationNames } from '../../model/operations.ts';
import { everything, type Supports } from '../../model/supports.ts';
import { loadGraphFixtures } from '../../problems/graphs/graph-fixtures.ts';
import type { PanelName } from './ways.ts';

/** All graphs, and nothing else. */
export const everyGraph: Supports = { ...everything, kinds: ['graph'], ops: operationNames };

/** A property with what it is put. */
export interface DrawnProperty {
  readonly property: Property;
  readonly samples: readonly Sample[];
}

/** Properties of which a few samples say little: kinks of eight operations, axes in a circle, exponents. */
const manySamples: ReadonlyMap<string, number> = new Map([
  ['graph-kinks', 40],
  ['operation-transpose', 30],
  ['operation-pow', 24],
]);

/** A seed of its own for each property, so that another one more leaves the samples of the others as they are. */
const seedFor = (seed: number, id: string): number =>
  createHash('sha256').update(`${seed}:${id}`).digest().readInt32BE();

/** The same samples of every property of graphs for the same seed. */
export const drawProperties = (seed: number, count: number): readonly DrawnProperty[] =>
  graphProperties.flatMap((property) => {
    const samples = property.samples(everyGraph);
    const numRuns = manySamples.get(property.id) ?? count;
    return samples === null
      ? []
      : [{ property, samples: fc.sample(samples, { seed: seedFor(seed, property.id), numRuns }) }];
  });

const isGraph = (problem: { readonly kind: string }): problem is GraphProblem => problem.kind === 'graph';

/** How many samples of each property the vote is about. */
const votedSamples = 5;

const firstQuestions = (drawn: readonly DrawnProperty[]): readonly GraphProblem[] => [
  ...loadGraphFixtures().map(({ problem }) => problem),
  ...drawn.flatMap(({ property, samples }) =>
    samples
      .slice(0, manySamples.get(property.id) ?? votedSamples)
      .flatMap(({ questions }) => questions.filter(isGraph)),
  ),
];

/** Operations that rationals are closed under. */
const rational: readonly OperationName[] = [
  'add',
  'sub',
  'mul',
  'div',
  'neg',
  'reciprocal',
  'square',
  'pow',
  'sum',
  'mean',
  'broadcast',
  'reshape',
  'transpose',
  'concat',
  'slice',
  'matmul',
  'dot',
  'affine',
  'squared-error',
  'relu',
  'maximum',
];

const byInputs = (problem: GraphProblem): GraphProblem => ({ ...problem, wrt: Object.keys(problem.inputs) });

const higherQuestions = (seed: number): readonly GraphProblem[] =>
  [{ maxNodes: 5 }, { maxNodes: 6, shapes: [[]] }].flatMap((options, index) => {
    const graphs = drawnGraphs(everyGraph, { operations: rational, ...options });
    return graphs === null ? [] : fc.sample(graphs, { seed: seed + index, numRuns: 40 }).map(byInputs);
  });

/** The questions of a panel. */
export const questionsOf = (
  panel: PanelName,
  seed: number,
  drawn: readonly DrawnProperty[],
): readonly GraphProblem[] => (panel === 'first' ? firstQuestions(drawn) : higherQuestions(seed));
