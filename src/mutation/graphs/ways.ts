/** The ways through a graph, each loaded from an entry of its own; what shares blood votes as one. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Refusal } from '../../model/answer.ts';
import type { GraphAnswer, GraphProblem } from '../../model/graph.ts';

/** An answer to a graph, or why there is none; it may throw instead. */
export type WayFunction = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>) => GraphAnswer<T> | Refusal;

/** What shares values or rules of differentiation: a mistake in them may move all of a lineage. */
type Lineage = 'reverse' | 'forward' | 'tape' | 'mixed';

/** First derivatives in float64, or second and third ones in rationals. */
export const panelNames = ['first', 'higher'] as const;

/** Who is asked the same questions. */
export type PanelName = (typeof panelNames)[number];

/** One way through a graph, not yet loaded. */
export interface Way {
  readonly name: string;
  readonly panel: PanelName;
  readonly lineage: Lineage;
  /** The module that is loaded, from the root of the repository. */
  readonly entry: string;
  /** The function in it. */
  readonly exported: string;
}

const first = (lineage: Lineage, name: string, entry: string, exported: string): Way => ({
  name,
  panel: 'first',
  lineage,
  entry,
  exported,
});

const own = (file: string): string => `src/mutation/graphs/ways/${file}.ts`;

const inForward = (file: string): string => `src/graphs/forward-mode/${file}.ts`;

const higher = (lineage: Lineage, exported: string): Way => ({
  name: `hessian-${lineage}`,
  panel: 'higher',
  lineage,
  entry: own(`hessian-${lineage}`),
  exported,
});

/** Every way, those of one panel next to each other. */
export const ways: readonly Way[] = [
  first('reverse', 'graph-table', 'src/graphs/gradient.ts', 'gradientOfGraph'),
  first('reverse', 'graph-symbolic', 'src/graphs/symbolic/gradient.ts', 'gradientBySymbols'),
  first('reverse', 'graph-products', own('products'), 'gradientByProducts'),
  first('reverse', 'graph-scalars', own('scalars'), 'gradientOfScalars'),
  first('reverse', 'graph-recomputed', own('recomputed'), 'gradientRecomputed'),
  first('reverse', 'graph-naive', own('naive'), 'gradientWithoutTable'),
  first('forward', 'graph-forward', inForward('forward-mode'), 'gradientForward'),
  first('forward', 'graph-paths', inForward('path-recursion'), 'gradientByPaths'),
  first('tape', 'graph-tape', own('tape'), 'gradientByTape'),
  higher('reverse', 'higherBySymbols'),
  higher('forward', 'higherForward'),
  higher('mixed', 'higherMixed'),
];
