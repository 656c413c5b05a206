/** Drawing the networks that relations are about: small, where wanted exact, with one layer as it must be. */

import fc from 'fast-check';
import type { PrecisionName } from '../../src/bounds/precision.ts';
import type { Property, Sample } from '../../src/judge/property.ts';
import type { DenseActivation, MlpProblem } from '../../src/model/problem.ts';
import type { ActivationName, Supports } from '../../src/model/supports.ts';
import { mlpProblems } from '../../src/problems/mlp.ts';
import { dyadics, parameters } from '../../src/problems/numbers.ts';
import { isSmooth } from '../kink-classes.ts';
import { denseAt, isDense, unitsOf, withLayers } from '../layers.ts';
import { allowsLayers, denseNames, type Restriction, restrict } from '../universe.ts';

/** The hidden layer, or the last one, that a relation is about, and one of its units. Both count from 0. */
export interface Spot {
  readonly layer: number;
  readonly unit: number;
}

/** How the rewritten network differs in shape from the drawn one; what is absent stays as it is. */
export interface Growth {
  /** Layers more. */
  readonly layers?: number;
  /** The widest layer that may be drawn where the rewritten network may have this width. */
  readonly width?: (limit: number) => number;
  /** The most examples that may be drawn where the rewritten batch may have so many. */
  readonly examples?: (limit: number) => number;
}

/** A relation, and the networks that it is about. */
export interface Relation {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
  /** The part of a claimed universe that it speaks of. */
  readonly universe: Restriction;
  /** Activations that the layer at the spot may have; absent: whatever is drawn. */
  readonly hidden?: readonly ActivationName[];
  /** What the rewritten problem needs besides what is drawn. */
  readonly needs?: Restriction;
  /** The least number of layers; 2 where `hidden` is given. */
  readonly layers?: number;
  /** True: every number a small multiple of 1/4, targets of 1/8, so that rewriting rounds nothing. */
  readonly exact?: true;
  /** True: no pre-activation of the drawn problem is within reach of rounding from a kink. */
  readonly smooth?: true;
  /** Absent: the rewritten problem has the shape of the drawn one. */
  readonly grows?: Growth;
  readonly sample: (problem: MlpProblem, spot: Spot) => Sample;
}

const limits = { layers: 3, width: 3, examples: 3 };

/** The universe in which the rewritten problem, too, is inside what is claimed; null when it is empty. */
const roomFor = (supports: Supports, { layers = 0, width, examples }: Growth): Supports | null => {
  if (supports.fixedShape !== undefined && (layers !== 0 || width !== undefined)) return null;
  const { maxLayers, maxWidth, maxExamples } = supports;
  const room = {
    maxLayers: Math.min(maxLayers, maxLayers - layers),
    maxWidth: width?.(maxWidth) ?? maxWidth,
    maxExamples: examples?.(maxExamples) ?? maxExamples,
  };
  return Math.min(...Object.values(room)) < 1 ? null : { ...supports, ...room };
};

const leastLayers = ({ hidden, layers }: Relation): number => layers ?? (hidden === undefined ? 1 : 2);

/** Every name that is needed is claimed. */
const has = ({ activations, losses }: Supports, needs: Restriction): boolean =>
  (needs.hidden ?? []).every((name) => activations.hidden.includes(name)) &&
  (needs.output ?? []).every((name) => activations.output.includes(name)) &&
  (needs.losses ?? []).every((name) => losses.includes(name));

const universeOf = (relation: Relation, supports: Supports): Supports | null => {
  const { universe, hidden, grows, needs = {} } = relation;
  if (!has(supports, needs)) return null;
  const room = grows === undefined ? supports : roomFor(supports, grows);
  if (room === null) return null;
  if (hidden !== undefined && !hidden.some((name) => room.activations.hidden.includes(name))) return null;
  const restricted = restrict(room, { ...(hidden === undefined ? {} : { hidden: denseNames }), ...universe });
  return allowsLayers(restricted, leastLayers(relation)) ? restricted : null;
};

/** Slopes and shifts are short binary fractions other than 0 and 1, so that rewriting keeps them exact. */
const activationNamed = (name: ActivationName, slope: number): DenseActivation => {
  switch (name) {
    case 'linear':
      return { name, alpha: slope, beta: slope - 1 };
    case 'leaky-relu':
    case 'elu':
      return { name, alpha: slope };
    case 'maxout':
      throw new RangeError('a spot is in a dense layer');
    default:
      return { name };
  }
};

const slopes = fc.constantFrom(0.25, 0.5, 1.5);

/** Probabilities stay probabilities, and classes stay classes. */
const withExactTargets = (problem: MlpProblem): MlpProblem => ({
  ...problem,
  targets: problem.targets.map((row) => row.map((target) => Math.round(target * 8) / 8)),
});

const withActivation = (problem: MlpProblem, layer: number, activation: DenseActivation): MlpProblem =>
  withLayers(problem, { [layer]: { ...denseAt(problem, layer), activation } });

const spotIn = (problem: MlpProblem, pick: number): Spot => {
  const layer = pick % Math.max(1, problem.layers.length - 1);
  const chosen = problem.layers[layer];
  return { layer, unit: chosen === undefined ? 0 : pick % unitsOf(chosen) };
};

/** Problems with a spot, the layer there having one of the wanted activations. */
const spotted = (
  relation: Relation,
  universe: Supports,
): fc.Arbitrary<readonly [MlpProblem, Spot]> | null => {
  const least = leastLayers(relation);
  const problems = mlpProblems(universe, {
    limits,
    numbers: relation.exact ? dyadics : parameters,
    where: ({ layers }) => layers.length >= least,
  });
  if (problems === null) return null;
  const names = (relation.hidden ?? []).filter((name) => universe.activations.hidden.includes(name));
  const [first = 'identity', ...others] = names;
  return fc
    .tuple(problems, fc.nat({ max: 5 }), fc.constantFrom(first, ...others), slopes)
    .map(([drawn, pick, name, slope]) => {
      const problem = relation.exact ? withExactTargets(drawn) : drawn;
      const spot = spotIn(problem, pick);
      const wanted = names.length > 0 && problem.layers.every(isDense);
      return [wanted ? withActivation(problem, spot.layer, activationNamed(name, slope)) : problem, spot];
    });
};

/** There are many relations, and what one of them sees others see, too. */
const share = 0.4;

/** The relation as a property. */
export const propertyOf = (relation: Relation): Property => ({
  id: relation.id,
  clause: relation.clause,
  title: relation.title,
  share,
  samples: (supports: Supports, precision: PrecisionName = 'float64') => {
    const universe = universeOf(relation, supports);
    const drawn = universe && spotted(relation, universe);
    if (drawn === null) return null;
    const kept = relation.smooth ? drawn.filter(([problem]) => isSmooth(precision)(problem)) : drawn;
    return kept.map(([problem, spot]) => relation.sample(problem, spot));
  },
});

/** The first example by itself. */
export const alone = (problem: MlpProblem): MlpProblem => ({
  ...problem,
  inputs: problem.inputs.slice(0, 1),
  targets: problem.targets.slice(0, 1),
});
