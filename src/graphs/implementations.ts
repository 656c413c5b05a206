/** The ways in which this room differentiates a graph, behind one interface. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Refusal } from '../model/answer.ts';
import type { GraphAnswer, GraphProblem, NestedNumbers } from '../model/graph.ts';
import { gradientForward } from './forward-mode/forward-mode.ts';
import { gradientByPaths, TooManyPaths } from './forward-mode/path-recursion.ts';
import { gradientOfGraph } from './gradient.ts';
import type { GraphImplementationName } from './implementation-names.ts';
import { computing, NotComputable } from './not-computable.ts';
import { gradientBySymbols } from './symbolic/gradient.ts';
import { gradientOnTape } from './tape/of-graph.ts';

/** One way of ours through a graph, in any arithmetic. */
export interface GraphImplementation {
  readonly name: GraphImplementationName;
  /** The answer to a problem that was read, or why there is none. */
  readonly gradient: <T>(problem: GraphProblem, arithmetic: Arithmetic<T>) => GraphAnswer<T> | Refusal;
}

const isFiniteNested = <T>(nested: NestedNumbers<T>): boolean =>
  Array.isArray(nested)
    ? nested.every(isFiniteNested)
    : typeof nested !== 'number' || Number.isFinite(nested);

/** Float64 has infinities and NaN where other arithmetics throw; what their numbers are made of is theirs. */
const finiteAnswer = <T>(answer: GraphAnswer<T>): GraphAnswer<T> => {
  if ([answer.value, ...Object.values(answer.gradients)].every(isFiniteNested)) return answer;
  throw new NotComputable('expected finite numbers, got a value or a derivative that is not');
};

/** A finite answer, or why there is none. */
const orRefused = <T>(answer: () => GraphAnswer<T>): GraphAnswer<T> | Refusal => {
  try {
    return finiteAnswer(computing(() => 'the graph', answer));
  } catch (error) {
    if (error instanceof NotComputable || error instanceof TooManyPaths) return { refused: error.message };
    throw error;
  }
};

/** Refuses what the method refuses, saying why. */
const orRefusal =
  (method: <T>(problem: GraphProblem, arithmetic: Arithmetic<T>) => GraphAnswer<T>) =>
  <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): GraphAnswer<T> | Refusal =>
    orRefused(() => method(problem, arithmetic));

/** Reverse mode in numbers and in symbols, forward mode, and the sum over paths for small graphs. */
export const graphImplementations: readonly GraphImplementation[] = [
  { name: 'graph-table', gradient: (problem, arithmetic) => gradientOfGraph(problem, arithmetic) },
  { name: 'graph-symbolic', gradient: orRefusal(gradientBySymbols) },
  { name: 'graph-forward', gradient: orRefusal(gradientForward) },
  { name: 'graph-paths', gradient: orRefusal(gradientByPaths) },
];

/** The tape of numbers, which knows the doubles alone. */
export const graphTape = {
  name: 'graph-tape',
  solve: (problem: GraphProblem): GraphAnswer | Refusal => orRefused(() => gradientOnTape(problem)),
} as const;
