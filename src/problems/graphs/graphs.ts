/** Arbitraries of computational graphs: grown operation by operation, shrinking to fewer and simpler ones. */

import fc from 'fast-check';
import type { GraphNode, GraphProblem } from '../../model/graph.ts';
import type { OperationName } from '../../model/operations.ts';
import { isMisfit, sameShape } from '../../model/shape-rules/shape-rule.ts';
import { shapeRules } from '../../model/shape-rules/shape-rules.ts';
import type { Shape } from '../../model/tensor.ts';
import { parameters } from '../numbers.ts';
import { isDefined, isReadable, kinkDistance } from './domain.ts';
import { empty, latest, type Sketch, type Variable, withInput, withNode } from './sketch.ts';
import { type Rest, restOf } from './slots.ts';

/** The value of an operation in float64: what the generator is given, because it knows no mathematics. */
export type Evaluate = (node: Omit<GraphNode, 'name'>, args: readonly Variable[]) => readonly number[];

/** What grows one operation; smaller numbers and `false` lead to simpler graphs. */
interface Gene {
  /** Which operation; the next one that fits is taken where this one does not. */
  readonly op: number;
  /** Which variable comes first, counted back from the latest. */
  readonly back: number;
  /** Whether other slots get inputs of their own although a variable of that shape is there. */
  readonly fresh: boolean;
  /** What decides about axes, shapes and exponents. */
  readonly choice: number;
  readonly numbers: readonly number[];
}

const numbers = fc.array(parameters, { minLength: 9, maxLength: 9 });

const gene = (operations: number): fc.Arbitrary<Gene> =>
  fc.record({
    op: fc.nat({ max: operations - 1 }),
    back: fc.nat({ max: 3 }),
    fresh: fc.boolean(),
    choice: fc.nat({ max: 11 }),
    numbers,
  });

const firstShapes: readonly Shape[] = [[], [2], [3], [2, 2], [2, 3], [2, 1, 2]];

/** A graph so far, with the arguments of the operation to come. */
interface Filled {
  readonly sketch: Sketch;
  readonly args: readonly Variable[];
}

/** Fills the slots after the first: with a variable of that shape, the first one too, or with a new input. */
const fill = (sketch: Sketch, first: Variable, { slots }: Rest, one: Gene): Filled => {
  const args = [first];
  let grown = sketch;
  for (const [slot, shape] of slots.entries()) {
    const known = sketch.variables.filter((variable) => sameShape(variable.shape, shape));
    if (known.length === 0 || one.fresh) {
      grown = withInput(grown, shape, [...one.numbers.slice(slot + 1), ...one.numbers.slice(0, slot + 1)]);
      args.push(latest(grown));
    } else {
      args.push(known[one.choice % known.length] as Variable);
    }
  }
  return { sketch: grown, args };
};

/** The graph with one operation more, or null where this operation does not fit. */
const tryOperation = (
  sketch: Sketch,
  op: OperationName,
  grown: Gene,
  { evaluate, atLeast }: Growth,
): Sketch | null => {
  const first = sketch.variables.at(-1 - (grown.back % sketch.variables.length)) as Variable;
  const rest = restOf[op](first.shape, grown.choice);
  if (rest === null) return null;
  const { attributes = {} } = rest;
  const filled = fill(sketch, first, rest, grown);
  const shape = shapeRules[op](
    filled.args.map((arg) => arg.shape),
    attributes,
  );
  if (isMisfit(shape) || !isDefined(op, filled.args, attributes)) return null;
  if (!(kinkDistance(op, filled.args, attributes) >= atLeast)) return null;
  const node = { op, args: filled.args.map(({ name }) => name), ...(rest.attributes && { attributes }) };
  const value = { shape, entries: evaluate(node, filled.args) };
  return isReadable(value) ? withNode(filled.sketch, node, value) : null;
};

interface Growth {
  readonly evaluate: Evaluate;
  /** How far arguments stay from kinks. */
  readonly atLeast: number;
}

const grow = (sketch: Sketch, one: Gene, operations: readonly OperationName[], growth: Growth): Sketch => {
  for (const step of operations.keys()) {
    const op = operations[(one.op + step) % operations.length] as OperationName;
    const grown = tryOperation(sketch, op, one, growth);
    if (grown !== null) return grown;
  }
  return sketch;
};

/** The output must be a scalar: the sum of what came last, where that is none. */
const finish = (sketch: Sketch, evaluate: Evaluate): Sketch => {
  const last = latest(sketch);
  if (last.shape.length === 0 && sketch.nodes.length > 0) return sketch;
  const node = { op: 'sum' as const, args: [last.name] };
  return withNode(sketch, node, { shape: [], entries: evaluate(node, [last]) });
};

const problemOf = ({ inputs, nodes, variables }: Sketch, extra: 'none' | 'node'): GraphProblem => {
  const [firstNode] = nodes;
  return {
    kind: 'graph',
    inputs,
    nodes,
    output: latest({ inputs, nodes, variables }).name,
    wrt: [...Object.keys(inputs), ...(extra === 'node' && firstNode ? [firstNode.name] : [])],
  };
};

/** What the graphs may hold. */
export interface GraphOptions {
  readonly evaluate: Evaluate;
  /** Operations that may appear; `sum` may always, at the end. */
  readonly operations: readonly OperationName[];
  /** An operation that every graph has, taken first. */
  readonly featured?: OperationName;
  /** How far arguments stay from kinks; 0 allows to be at one. */
  readonly atLeast?: number;
  readonly maxNodes?: number;
  /** What the first input may be; numbers, vectors, matrices and one tensor of three axes where it is left out. */
  readonly shapes?: readonly Shape[];
}

/**
 * Graphs of the operations allowed, all values readable and every operation inside its domain; gradients are
 * asked for with respect to every input, and sometimes a node.
 */
export const graphProblems = ({
  evaluate,
  operations,
  featured,
  atLeast = 2 ** -10,
  maxNodes = 6,
  shapes = firstShapes,
}: GraphOptions): fc.Arbitrary<GraphProblem> => {
  const order = (Object.keys(restOf) as OperationName[]).filter((op) => operations.includes(op));
  const growth = { evaluate, atLeast };
  const start = fc.record({ shape: fc.constantFrom(...shapes), numbers });
  const genes = fc.array(gene(Math.max(1, order.length)), {
    minLength: featured ? 0 : 1,
    maxLength: maxNodes,
  });
  return fc
    .tuple(start, genes, gene(1), fc.constantFrom('none' as const, 'node' as const))
    .map(([first, rest, leading, extra]) => {
      const begun = withInput(empty, first.shape, first.numbers);
      const led = featured === undefined ? begun : grow(begun, { ...leading, op: 0 }, [featured], growth);
      const grown = rest.reduce((sketch, one) => grow(sketch, one, order, growth), led);
      return problemOf(finish(grown, evaluate), extra);
    })
    .filter(({ nodes }) => featured === undefined || nodes.some(({ op }) => op === featured));
};
