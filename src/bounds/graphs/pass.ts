/** Once forwards and once back over a graph, for whoever rounds as is asked; section 2 of spec/graph-bounds.md. */

import { valueAt } from '../../model/at.ts';
import type { GraphNode, GraphProblem, NestedNumbers } from '../../model/graph.ts';
import { flatNumbers } from '../../model/graph-numbers.ts';
import { inferShapes } from '../../model/graph-shapes.ts';
import type { Shape } from '../../model/tensor.ts';
import { orInfinity } from '../enclosure.ts';
import type { Setting } from './costs.ts';
import type { Application, Estimates, KnownTensor } from './rule.ts';
import { boundRules } from './rules/rules.ts';
import { addTerm, errorsOf, type Totals, totalsOf } from './totals.ts';

/** Where a derivative is a choice: of the node named, at a place (from 0, row-major) of its first argument. */
export interface GraphKinkSite {
  readonly node: string;
  readonly index: number;
}

/** A node at which a correct subject may have something that is not finite. */
export interface Saturation {
  readonly node: string;
  readonly reason: string;
}

/** Every variable and, where the output depends on it, its adjoint. */
export interface Pass {
  readonly values: ReadonlyMap<string, KnownTensor>;
  readonly adjoints: ReadonlyMap<string, KnownTensor>;
  readonly uncertain: readonly GraphKinkSite[];
  readonly saturations: readonly Saturation[];
}

/** The errors of float64 itself, from the pass before; without them the pass is that of float64. */
export type Before = Pick<Pass, 'values' | 'adjoints'>;

interface Going {
  readonly problem: GraphProblem;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly setting: Setting;
  readonly before: Before | undefined;
  readonly values: Map<string, KnownTensor>;
  readonly adjoints: Map<string, KnownTensor>;
  readonly uncertain: Map<string, GraphKinkSite>;
  readonly saturations: Map<string, Saturation>;
}

// An error is computed in fewer than 2^22 roundings from those before it: spec/bounds.md, section 2.
const inflation = 1 + 2 ** -30;

const shapeOf = ({ shapes }: Going, name: string): Shape => valueAt(shapes, name);

const remember = (
  going: Going,
  kind: 'values' | 'adjoints',
  name: string,
  { values, errors }: Estimates,
): KnownTensor => {
  const inflated = errors.map((error) => orInfinity(error * inflation));
  const own = going.before?.[kind].get(name)?.errors ?? inflated;
  const tensor = { shape: shapeOf(going, name), values, own, errors: inflated };
  going[kind].set(name, tensor);
  return tensor;
};

const give = (going: Going, name: string, value: NestedNumbers): void => {
  const values = flatNumbers(value);
  remember(going, 'values', name, { values, errors: values.map(going.setting.rounding.represent) });
};

const variableOf = ({ values }: Going, name: string): KnownTensor => {
  const value = values.get(name);
  if (value === undefined) throw new RangeError(`${name}: expected an input or an earlier node, got none`);
  return value;
};

const isBounded = ({ errors }: Pick<KnownTensor, 'errors'>): boolean =>
  errors.every((error) => error < Number.POSITIVE_INFINITY);

const applicationOf = (going: Going, { name, args, attributes = {} }: GraphNode): Application => ({
  inputs: args.map((arg) => variableOf(going, arg)),
  shape: shapeOf(going, name),
  attributes,
  setting: going.setting,
  uncertain: (index) => {
    going.uncertain.set(`${name} ${index}`, { node: name, index });
  },
  chosen: (entry) => {
    const { kinks } = going.setting;
    return typeof kinks === 'object' ? kinks.chosen({ node: name, entry }) : undefined;
  },
  saturates: (reason) => {
    going.saturations.set(`${name} ${reason}`, { node: name, reason });
  },
});

const evaluate = (going: Going, node: GraphNode): void => {
  const application = applicationOf(going, node);
  const result = remember(going, 'values', node.name, boundRules[node.op].forward(application));
  if (!isBounded(result) && application.inputs.every(isBounded))
    application.saturates('its value may leave the range or the domain');
};

/** The sums of what comes back to each variable. */
type Gathered = Map<string, Totals>;

const totalsFor = (going: Going, gathered: Gathered, name: string): Totals => {
  const known = gathered.get(name);
  if (known !== undefined) {
    known.parts += 1;
    return known;
  }
  const totals = totalsOf(variableOf(going, name).values.length);
  gathered.set(name, totals);
  return totals;
};

/** The adjoint of a variable, when all its consumers have been there; undefined where it has none. */
const finish = (going: Going, gathered: Gathered, name: string): KnownTensor | undefined => {
  const totals = gathered.get(name);
  if (totals === undefined) return undefined;
  const errors = errorsOf(totals, going.setting.rounding);
  return remember(going, 'adjoints', name, { values: totals.values, errors });
};

const goBack = (going: Going, gathered: Gathered, node: GraphNode): void => {
  const adjoint = finish(going, gathered, node.name);
  if (adjoint === undefined) return;
  const applied = { ...applicationOf(going, node), result: variableOf(going, node.name) };
  for (const [slot, arg] of node.args.entries()) {
    const totals = totalsFor(going, gathered, arg);
    boundRules[node.op].backward(applied, slot, adjoint, totals);
    if (!isBounded(totals) && isBounded(adjoint) && [...applied.inputs, applied.result].every(isBounded))
      applied.saturates(`its derivative by args[${slot}] may leave the range or the domain`);
  }
};

const seed = { value: 1, error: 0, size: 1, floor: 1, grain: 0 };

const settleInputs = (going: Going, gathered: Gathered): void => {
  for (const name of Object.keys(going.problem.inputs)) finish(going, gathered, name);
};

/** A pass; every error in it bounds |subject - exact|, those of the pass before |centre - exact|. */
export const passOver = (problem: GraphProblem, setting: Setting, before?: Before): Pass => {
  const { shapes } = inferShapes(problem);
  const going: Going = {
    problem,
    shapes,
    setting,
    before,
    values: new Map(),
    adjoints: new Map(),
    uncertain: new Map(),
    saturations: new Map(),
  };
  for (const [name, value] of Object.entries(problem.inputs)) give(going, name, value);
  for (const node of problem.nodes) evaluate(going, node);
  const gathered: Gathered = new Map();
  addTerm(totalsFor(going, gathered, problem.output), 0, seed);
  for (const node of problem.nodes.toReversed()) goBack(going, gathered, node);
  settleInputs(going, gathered);
  const { values, adjoints, uncertain, saturations } = going;
  return { values, adjoints, uncertain: [...uncertain.values()], saturations: [...saturations.values()] };
};
