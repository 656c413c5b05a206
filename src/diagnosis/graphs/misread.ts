/** A graph differentiated with one thing wrong: every number of the answer, with its error. */

import type { Precision } from '../../bounds/precision.ts';
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
import {
  type AnyOperationName,
  type Attributes,
  type OperationName,
  operationEntry,
} from '../../model/operations.ts';
import type { Ball } from '../reading/ball.ts';
import { arithmeticOfBalls, type Balls, type Undecided } from './balls.ts';
import { composed, rightRule } from './smooth.ts';

/** A forward pass that was made; the mistakes known here are all behind it. */
export interface Pass {
  readonly problem: GraphProblem;
  readonly graph: Graph;
  readonly math: Balls;
  /** The numbers of one operation: one with a kink compares them more strictly. */
  readonly mathOf: (op: AnyOperationName) => Balls;
  readonly values: readonly Tensor<Ball>[];
  /** What the output depends on. */
  readonly reached: ReadonlySet<Variable>;
}

/**
 * The forward pass of a problem; null where rounding leaves a choice at a kink open, or a value is not finite. So do
 * ties, unless they are told to be `tied`.
 */
export const passOf = (
  problem: GraphProblem,
  format: Precision,
  ties: Exclude<Undecided, 'either'> = 'open',
): Pass | null => {
  const graph = graphOf(problem);
  const [math, atKinks] = [arithmeticOfBalls(format, 'either'), arithmeticOfBalls(format, ties)];
  const mathOf = (op: AnyOperationName): Balls => (operationEntry(op).kink === null ? math : atKinks);
  const inputs = Object.entries(problem.inputs);
  const given = new Map(inputs.map(([name, value]) => [name, fromNested(value, math.of)]));
  try {
    const values: Tensor<Ball>[] = [];
    for (const V of variablesOf(graph)) {
      const op = getOperation(graph, V)?.name;
      const own = op === undefined ? math : mathOf(op);
      const value = evaluate(graph, own, V, given, (input) => entryAt(values, input));
      values.push(op === undefined ? value : composed(op, math, value));
    }
    const reached = ancestorsOf(graph, variableNamed(graph, problem.output));
    return { problem, graph, math, mathOf, values, reached };
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

const backOf = ({ graph, mathOf, values }: Pass, op: AnyOperationName, edge: Edge, G: Tensor<Ball>): Back => {
  const math = mathOf(op);
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

/** Gradients by variable, those of the targets among them: Algorithm 5, or what stands in its place. */
export type Walk = (
  graph: Graph,
  output: Variable,
  targets: readonly Variable[],
  calculus: Calculus<Tensor<Ball>>,
) => ReadonlyMap<Variable, Tensor<Ball>>;

/** What is done otherwise; nothing of it: the right reading. */
export interface Otherwise {
  readonly wrong?: WrongCalculus;
  readonly walk?: Walk;
}

/**
 * The value, then the gradients in the order of `wrt`, in row-major order; null where a derivative is not
 * computable or a choice is open.
 */
export const misread = (
  pass: Pass,
  { wrong = () => ({}), walk = backpropagate }: Otherwise,
): readonly Ball[] | null => {
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
    const table = walk(graph, output, targets, { ...right, ...wrong(right, pass) });
    return [output, ...targets].flatMap((V, place) => {
      const tensor = place === 0 ? values[V] : table.get(V);
      return tensor?.entries ?? [];
    });
  } catch (error) {
    if (error instanceof NotComputable || error instanceof RangeError) return null;
    throw error;
  }
};
