/** A law: what holds of the algorithms themselves and cannot be asked of an answer. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { GraphProblem } from '../../model/graph.ts';
import type { Engine } from './engine.ts';

/** One law. */
export interface Law {
  readonly id: string;
  /** The one clause of the spec that it holds. */
  readonly clause: string;
  readonly title: string;
  /** Whether it holds of a problem, exactly: the arithmetic rounds nothing. The problem asks for its inputs. */
  readonly holds: <T>(engine: Engine, problem: GraphProblem, exact: Exact<T>) => boolean;
}

/** Numbers that are not rounded, and when two of them are the same. */
export interface Exact<T> {
  readonly arithmetic: Arithmetic<T>;
  readonly equal: (one: T, other: T) => boolean;
}

/** Lists of the same numbers. */
export const sameNumbers = <T>({ equal }: Exact<T>, left: readonly T[], right: readonly T[]): boolean =>
  left.length === right.length &&
  left.every((entry, place) => {
    const other = right[place];
    return other !== undefined && equal(entry, other);
  });

/** Everything that laws begin with: the graph, its values, its output and what it is asked for. */
export const begun = <T>(engine: Engine, problem: GraphProblem, { arithmetic }: Exact<T>) => {
  const graph = engine.graphOf(problem);
  const given = new Map(
    Object.entries(problem.inputs).map(([name, value]) => [name, engine.fromNested(value, arithmetic.of)]),
  );
  const output = engine.variableNamed(graph, problem.output);
  const targets = problem.wrt.map((name) => engine.variableNamed(graph, name));
  return { graph, given, values: engine.forward(graph, arithmetic, given), output, targets };
};
