/** The shape of every variable of a graph, and what does not fit. */

import type { Defect } from './defect.ts';
import { defectAt, quote } from './defect.ts';
import type { GraphNode, GraphProblem, NestedNumbers } from './graph.ts';
import { isMisfit, showShape, sizeOf } from './shape-rules/shape-rule.ts';
import { shapeRules } from './shape-rules/shape-rules.ts';
import type { Shape } from './tensor.ts';
import { tensorDefects } from './tensor.ts';

/** How large a graph may be: a problem past any of these is refused before anything is computed. */
export const graphLimits = {
  nodes: 100_000,
  /** Axes of a variable. */
  rank: 8,
  /** Entries of all variables together. */
  entries: 5_000_000,
} as const;

/** Shapes by name, as far as they follow, and the reasons where they do not. */
export interface GraphShapes {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly defects: readonly Defect[];
}

/** The shape that the first entries of every axis show. */
const shapeOf = (value: NestedNumbers): Shape => {
  const sizes: number[] = [];
  let entry: NestedNumbers | undefined = value;
  while (entry !== undefined && typeof entry !== 'number') {
    sizes.push(entry.length);
    entry = entry[0];
  }
  return sizes;
};

/** How many entries inputs and results have, counted while shapes are inferred. */
interface Inference {
  readonly shapes: Map<string, Shape>;
  readonly defects: Defect[];
  entries: number;
}

const accept = (inference: Inference, name: string, shape: Shape, path: Defect['path']): void => {
  inference.entries += sizeOf(shape);
  if (shape.length > graphLimits.rank) {
    inference.defects.push({ path, expected: `at most ${graphLimits.rank} axes`, got: String(shape.length) });
  } else if (inference.entries > graphLimits.entries) {
    const expected = `at most ${graphLimits.entries} entries in all variables together`;
    inference.defects.push({ path, expected, got: 'more' });
  } else {
    inference.shapes.set(name, shape);
  }
};

const inferInput = (inference: Inference, name: string, value: NestedNumbers): void => {
  const shape = shapeOf(value);
  const ragged = tensorDefects(value, shape, ['inputs', name]);
  inference.defects.push(...ragged);
  if (ragged.length === 0) accept(inference, name, shape, `inputs.${name}`);
};

/** A node whose arguments have no shapes has none either, and is not blamed for it. */
const inferNode = (inference: Inference, node: GraphNode, index: number): void => {
  const known = node.args.flatMap((name) => {
    const shape = inference.shapes.get(name);
    return shape === undefined ? [] : [shape];
  });
  if (known.length < node.args.length || inference.entries > graphLimits.entries) return;
  const result = shapeRules[node.op](known, node.attributes ?? {});
  if (isMisfit(result))
    inference.defects.push(defectAt(['nodes', index, ...result.at], result.expected, result.got));
  else accept(inference, node.name, result, `nodes[${index}]`);
};

const outputDefects = ({ output }: GraphProblem, shapes: ReadonlyMap<string, Shape>): readonly Defect[] => {
  const shape = shapes.get(output);
  return shape === undefined || shape.length === 0
    ? []
    : [defectAt(['output'], 'the name of a scalar', `${quote(output)} of shape ${showShape(shape)}`)];
};

/** Follows the shape rules from the inputs to the output; names, order, arguments and attributes are sound. */
export const inferShapes = (problem: GraphProblem): GraphShapes => {
  const inference: Inference = { shapes: new Map(), defects: [], entries: 0 };
  for (const [name, value] of Object.entries(problem.inputs)) inferInput(inference, name, value);
  for (const [index, node] of problem.nodes.entries()) inferNode(inference, node, index);
  const { shapes, defects } = inference;
  return { shapes, defects: [...defects, ...outputDefects(problem, shapes)] };
};
