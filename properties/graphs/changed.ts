/** Graphs made of others, and what is claimed of both. */

import type { Claim, Place, Term } from '../../src/judge/claim.ts';
import { at } from '../../src/model/at.ts';
import type { GraphNode, GraphProblem, NestedNumbers } from '../../src/model/graph.ts';
import { entryAt, numberPaths, type Path } from '../../src/model/path.ts';

/** Names of the inputs. */
const inputNames = ({ inputs }: GraphProblem): readonly string[] => Object.keys(inputs);

/** The first input; every graph that is drawn has one. */
export const firstInput = (problem: GraphProblem): string => at(inputNames(problem), 0);

/** The value of an input. */
export const inputOf = ({ inputs }: GraphProblem, name: string): NestedNumbers => {
  const value = inputs[name];
  if (value === undefined) throw new RangeError(`${name}: expected an input, got none`);
  return value;
};

/** Asked for the gradients by the inputs, and by nothing else. */
export const byInputs = (problem: GraphProblem): GraphProblem => ({ ...problem, wrt: inputNames(problem) });

/** What stands behind the nodes of a graph, with a new output. */
export interface Appended {
  readonly inputs?: GraphProblem['inputs'];
  readonly nodes: readonly GraphNode[];
  readonly output: string;
}

/** The graph gone on with; it is asked for the same gradients. */
export const appended = (problem: GraphProblem, { inputs = {}, nodes, output }: Appended): GraphProblem => ({
  ...problem,
  inputs: { ...problem.inputs, ...inputs },
  nodes: [...problem.nodes, ...nodes],
  output,
});

/** An input as a node, computed from new inputs: the gradients by both are asked for. */
export const unfolded = (
  problem: GraphProblem,
  name: string,
  inputs: GraphProblem['inputs'],
  node: Omit<GraphNode, 'name'>,
): GraphProblem => {
  const others = Object.entries(problem.inputs).filter(([input]) => input !== name);
  return {
    ...problem,
    inputs: { ...inputs, ...Object.fromEntries(others) },
    nodes: [{ name, ...node }, ...problem.nodes],
    wrt: [...new Set([name, ...Object.keys(inputs), ...problem.wrt])],
  };
};

/** Every number replaced by f of it, the nesting kept. */
export const mapNumbers = (value: NestedNumbers, f: (entry: number) => number): NestedNumbers =>
  typeof value === 'number' ? f(value) : value.map((part) => mapNumbers(part, f));

/** Steps to every number of a value. */
export const entriesIn = (value: NestedNumbers): readonly Path[] => [...numberPaths(value, [])];

/** The number of a value at these steps. */
export const numberAt = (value: NestedNumbers, steps: Path): number => Number(entryAt(value, steps));

/** Where the answer to a question has the gradient by a name, at these steps. */
export const gradientAt = (name: string, steps: Path, question = 0): Place => ({
  question,
  path: ['gradients', name, ...steps],
});

/** A term with a coefficient. */
export const term = (coefficient: number, place: Place): Term => ({ coefficient, ...place });

/** The terms add up to a constant. */
export const equation = (states: string, equals: number, ...terms: readonly [Term, ...Term[]]): Claim => ({
  kind: 'equation',
  terms,
  equals,
  states,
});

/** Of every number of every input: what is claimed of the gradient by it. */
export const forInputs = (
  problem: GraphProblem,
  claim: (name: string, steps: Path) => Claim,
): readonly Claim[] =>
  inputNames(problem).flatMap((name) => entriesIn(inputOf(problem, name)).map((steps) => claim(name, steps)));
