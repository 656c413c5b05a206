/** A graph differentiated with one thing wrong: every number of the answer, with its error. */

import { graphOf } from '../../graphs/build.ts';
import {
  type Edge,
  type Graph,
  getOperation,
  type Variable,
  variableNamed,
  variablesOf,
} from '../../graphs/graph.ts';
import { NotComputable } from '../../graphs/not-computable.ts';
import type { Applied } from '../../graphs/operations/rule.ts';
import { backpropagate, type Calculus } from '../../graphs/table/backpropagate.ts';
import { applicationOf, evaluate } from '../../graphs/table/forward.ts';
import { inNumbers } from '../../graphs/table/numbers.ts';
import { ancestorsOf } from '../../graphs/table/prune.ts';
import { entryAt, fromNested, type Tensor } from '../../graphs/tensor/tensor.ts';
import type { GraphProblem } from '../../model/graph.ts';
import type { AnyOperationName, Attributes, OperationName } from '../../model/operations.ts';
import type { Ball } from '../reading/ball.ts';
import type { Balls } from './balls.ts';
import { composed, rightRule } from './smooth.ts';

/** A forward pass that was made; the mistakes known here are all behind it. */
export interface Pass {
  readonly problem: GraphProblem;
  readonly graph: Graph;
  readonly math: Balls;
  readonly values: readonly Tensor<Ball>[];
  /** What the output depends on. */
  readonly reached: ReadonlySet<Variable>;
}

/** The forward pass of a problem; null where rounding or a tie leaves a choice open, or a value is not finite. */
export const passOf = (problem: GraphProblem, math: Balls): Pass | null => {
  const graph = graphOf(problem);
  const inputs = Object.entries(problem.inputs);
  const given = new Map(inputs.map(([name, value]) => [name, fromNested(value, math.of)]));
  try {
    const values: Tensor<Ball>[] = [];
    for (const V of variablesOf(graph)) {
      const value = evaluate(graph, math, V, given, (input) => entryAt(values, input));
      const op = getOperation(graph, V)?.name;
      values.push(op === undefined ? value : composed(op, math, value));
    }
    const reached = ancestorsOf(graph, variableNamed(graph, problem.output));
    return { problem, graph, math, values, reached };
  } catch (error) {
    if (error instanceof NotComputable) return null;
    throw error;
  }
};

/** One edge that a gradient goes back through, as a mistaken rule sees it. */
export interface Back {
  readonly applied: Applied<Ball>;
  readonly slot: number;
  readonly G: Tensor<Ball>;
  /** What goes back by the right rule: to this slot or another, with other attributes where they are given. */
  readonly right: (slot?: number, attributes?: Attributes) => Tensor<Ball>;
}

/** What goes back instead of the right gradient; null where this edge has it right. */
export type WrongRule = (back: Back) => Tensor<Ball> | null;

/** Parts of the calculus in place of the right ones. */
export type WrongCalculus = (right: Calculus<Tensor<Ball>>, pass: Pass) => Partial<Calculus<Tensor<Ball>>>;

const backOf = ({ graph, math, values }: Pass, op: AnyOperationName, edge: Edge, G: Tensor<Ball>): Back => {
  const application = applicationOf(graph, math, edge.consumer, (V) => entryAt(values, V));
  const applied = { ...application, output: entryAt(values, edge.consumer) };
  return {
    applied,
    slot: edge.slot,
    G,
    right: (slot = edge.slot, attributes = applied.attributes) =>
      rightRule(op, math, { ...applied, attributes }, slot, G),
  };
};

/** The calculus with another rule for one operation. */
export const withRule =
  (op: OperationName, rule: WrongRule): WrongCalculus =>
  (right, pass) => ({
    bprop: (edge, G) => {
      if (getOperation(pass.graph, edge.consumer)?.name !== op) return right.bprop(edge, G);
      return rule(backOf(pass, op, edge, G)) ?? right.bprop(edge, G);
    },
  });

/**
 * The value, then the gradients in the order of `wrt`, in row-major order; null where a derivative is not
 * computable or a choice is open.
 */
export const misread = (pass: Pass, wrong: WrongCalculus): readonly Ball[] | null => {
  const { problem, graph, math, values } = pass;
  const right: Calculus<Tensor<Ball>> = {
    ...inNumbers(graph, math, values),
    bprop: (edge, G) => {
      const op = getOperation(graph, edge.consumer)?.name;
      if (op === undefined) throw new RangeError('expected an operation, got a variable that is given');
      return backOf(pass, op, edge, G).right();
    },
  };
  const output = variableNamed(graph, problem.output);
  const targets = problem.wrt.map((name) => variableNamed(graph, name));
  try {
    const table = backpropagate(graph, output, targets, { ...right, ...wrong(right, pass) });
    return [output, ...targets].flatMap((V, place) => {
      const tensor = place === 0 ? values[V] : table.get(V);
      return tensor?.entries ?? [];
    });
  } catch (error) {
    if (error instanceof NotComputable || error instanceof RangeError) return null;
    throw error;
  }
};
