/** The uncertain sites of a graph as kinks. */

import { float64 } from '../../arithmetic/float64.ts';
import type { GraphBounds } from '../../bounds/graphs/bound-graph-answer.ts';
import { evaluate } from '../../graphs/forward-mode/forward-mode.ts';
import { at, valueAt } from '../../model/at.ts';
import { attribute } from '../../model/attributes.ts';
import type { ConventionName } from '../../model/conventions.ts';
import type { GraphNode, GraphProblem } from '../../model/graph.ts';
import type { GraphKinkChoice, GraphKinkSite } from '../../model/graph-kinks.ts';
import { inferShapes } from '../../model/graph-shapes.ts';
import type { OperationName } from '../../model/operations.ts';
import type { Vector } from '../../model/problem.ts';
import type { Shape } from '../../model/tensor.ts';
import type { Kink, Point } from './kink.ts';

/** A kink of a graph. */
export interface GraphKink extends Kink {
  /** One site, or one per entry of a lane that is tied. */
  readonly sites: readonly GraphKinkSite[];
}

type Uncertain = GraphBounds['uncertain'][number];

/** Of a norm nothing is fitted: what may be taken there is a ball. */
const conventions: Readonly<Partial<Record<OperationName, ConventionName>>> = {
  relu: 'relu-derivative-at-0',
  'leaky-relu': 'leaky-relu-derivative-at-0',
  elu: 'elu-derivative-at-0',
  maximum: 'maximum-tie',
  minimum: 'minimum-tie',
  max: 'max-tie',
  min: 'min-tie',
  hinge: 'hinge-at-0',
};

const isOneOf = (site: Uncertain, others: readonly Uncertain[]): boolean =>
  others.some(({ node, index }) => node === site.node && index === site.index);

/** The lane that a place of the first argument is in, the place at which it starts, and how far its entries are apart. */
const laneAt = ({ attributes }: GraphNode, shape: Shape, index: number) => {
  const axis = attributes?.axis;
  if (axis === undefined) return { lane: 0, start: 0, step: 1 };
  const step = shape.slice(axis + 1).reduce((size, each) => size * each, 1);
  const block = Math.floor(index / (step * at(shape, axis)));
  return {
    lane: block * step + (index % step),
    start: block * step * at(shape, axis) + (index % step),
    step,
  };
};

/** y_k - y_c + 1 */
const marginAt = (node: GraphNode, shape: Shape, scores: Vector, index: number): number => {
  const { lane, start, step } = laneAt(node, shape, index);
  const right = at(attribute(node.attributes ?? {}, 'classes'), lane);
  return at(scores, index) - at(scores, start + right * step) + 1;
};

const verticesOf = ({ op, attributes = {} }: GraphNode, sites: number): readonly Vector[] => {
  if (op === 'max' || op === 'min')
    return Array.from({ length: sites }, (_, vertex) =>
      Array.from({ length: sites }, (_site, index) => (index === vertex ? 1 : 0)),
    );
  if (op === 'maximum' || op === 'minimum') return [[1], [0]];
  return [[op === 'leaky-relu' || op === 'elu' ? attribute(attributes, 'alpha') : 0], [1]];
};

/** Which vertex float64 takes. */
const ownVertex = (
  node: GraphNode,
  indices: readonly number[],
  shape: Shape,
  valuesOf: (name: string) => Vector,
): number => {
  const { op, args } = node;
  const x = valuesOf(at(args, 0));
  const here = at(x, at(indices, 0));
  const along = indices.map((index) => at(x, index));
  const other = (): number => at(valuesOf(at(args, 1)), at(indices, 0));
  switch (op) {
    case 'max':
      return along.indexOf(Math.max(...along));
    case 'min':
      return along.indexOf(Math.min(...along));
    case 'maximum':
      return here >= other() ? 0 : 1;
    case 'minimum':
      return here <= other() ? 0 : 1;
    case 'elu':
      return here > 0 ? 1 : 0;
    case 'hinge':
      return marginAt(node, shape, x, at(indices, 0)) > 0 ? 1 : 0;
    default:
      return here >= 0 ? 1 : 0;
  }
};

/**
 * The kinks of a graph. `uncertain` are the sites at the subject's precision, `blurred` those among them whose
 * side rounding may decide.
 */
export const graphKinksOf = (
  problem: GraphProblem,
  uncertain: readonly Uncertain[],
  blurred: readonly Uncertain[],
): readonly GraphKink[] => {
  const { shapes } = inferShapes(problem);
  const values = evaluate(problem, float64);
  const valuesOf = (name: string): Vector => valueAt(values, name).entries;
  const shapeOf = ({ args }: GraphNode): Shape => valueAt(shapes, at(args, 0));
  const groups = new Map<string, { node: GraphNode; convention: ConventionName; sites: Uncertain[] }>();
  for (const site of uncertain) {
    const node = problem.nodes.find(({ name }) => name === site.node);
    const convention = node && conventions[node.op];
    if (node === undefined || convention === undefined) continue;
    const isLane = node.op === 'max' || node.op === 'min';
    const key = `${node.name} ${isLane ? laneAt(node, shapeOf(node), site.index).lane : site.index}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { node, convention, sites: [site] });
    else known.sites.push(site);
  }
  return [...groups.values()].map(({ node, convention, sites }) => {
    const indices = sites.map(({ index }) => index).toSorted((one, other) => one - other);
    return {
      convention,
      sites: indices.map((entry) => ({ node: node.name, entry })),
      vertices: verticesOf(node, indices.length),
      own: ownVertex(node, indices, shapeOf(node), valuesOf),
      exact: !sites.some((site) => isOneOf(site, blurred)),
    };
  });
};

/** The derivatives of a point, at every site of the kinks and nowhere else. */
export const graphChoiceAt = (kinks: readonly GraphKink[], point: Point): GraphKinkChoice => {
  const chosen = new Map(
    kinks.flatMap(({ sites }, index) =>
      sites.map(({ node, entry }, place): [string, number] => [
        `${node} ${entry}`,
        at(at(point, index), place),
      ]),
    ),
  );
  return ({ node, entry }) => chosen.get(`${node} ${entry}`);
};
