/** The uncertain sites of a network as kinks. */

import type { TracedAnswer } from '../../model/answer.ts';
import { at } from '../../model/at.ts';
import type { KinkChoice, KinkSite } from '../../model/kinks.ts';
import { isMaxout, type MlpProblem } from '../../model/problem.ts';
import type { Kink, Point } from './kink.ts';

/** A kink of a network. */
export interface NetworkKink extends Kink {
  /** One site, or one per tied piece. */
  readonly sites: readonly KinkSite[];
}

const keyOf = (site: KinkSite): string =>
  [
    site.kind,
    'layer' in site ? site.layer : '',
    site.example,
    site.unit,
    'piece' in site ? site.piece : '',
  ].join();

const slopeConventions = {
  relu: 'relu-derivative-at-0',
  'leaky-relu': 'leaky-relu-derivative-at-0',
  elu: 'elu-derivative-at-0',
} as const;

interface Circumstances {
  readonly problem: MlpProblem;
  readonly reference: TracedAnswer;
  readonly isExact: (site: KinkSite) => boolean;
}

const slopeKink = (
  site: Extract<KinkSite, { kind: 'activation' }>,
  { problem, reference, isExact }: Circumstances,
): NetworkKink => {
  const { activation } = at(problem.layers, site.layer);
  const z = at(at(at(reference.trace.preActivations, site.layer), site.example), site.unit);
  const { name } = activation;
  if (name !== 'relu' && name !== 'leaky-relu' && name !== 'elu')
    throw new TypeError(`layers[${site.layer}].activation: expected one with a kink, got ${name}`);
  const low = 'alpha' in activation ? activation.alpha : 0;
  const positive = name === 'elu' ? z > 0 : z >= 0;
  return {
    convention: slopeConventions[name],
    sites: [site],
    vertices: [[low], [1]],
    own: positive ? 1 : 0,
    exact: isExact(site),
  };
};

const hingeKink = (
  site: Extract<KinkSite, { kind: 'hinge' }>,
  { problem, reference, isExact }: Circumstances,
): NetworkKink => {
  const targets = at(problem.targets, site.example);
  const outputs = at(reference.outputs, site.example);
  const margin = at(outputs, site.unit) - at(outputs, targets.indexOf(Math.max(...targets))) + 1;
  return {
    convention: 'hinge-at-0',
    sites: [site],
    vertices: [[0], [1]],
    own: margin > 0 ? 1 : 0,
    exact: isExact(site),
  };
};

type PieceSite = Extract<KinkSite, { kind: 'maxout' }>;

/** z of one piece in float64: it only says which vertex to try first. */
const pieceValue = ({ layer, example, unit, piece }: PieceSite, { problem, reference }: Circumstances) => {
  const found = at(problem.layers, layer);
  if (!isMaxout(found)) throw new TypeError(`layers[${layer}]: expected maxout`);
  const inputs =
    layer === 0 ? at(problem.inputs, example) : at(at(reference.trace.activations, layer - 1), example);
  const bias = found.biases === null ? 0 : at(at(found.biases, piece), unit);
  return at(at(found.weights, piece), unit).reduce((sum, weight, j) => sum + weight * at(inputs, j), bias);
};

const tieKink = (sites: readonly PieceSite[], circumstances: Circumstances): NetworkKink => {
  const heights = sites.map((site) => pieceValue(site, circumstances));
  return {
    convention: 'max-tie',
    sites,
    vertices: sites.map((_, vertex) => sites.map((_site, index) => (index === vertex ? 1 : 0))),
    own: heights.indexOf(Math.max(...heights)),
    exact: sites.every(circumstances.isExact),
  };
};

/**
 * The kinks of a problem; a norm that may be 0 is none, because nothing bounded is known of it.
 *
 * `uncertain` are the sites at the subject's precision, `blurred` those among them whose side rounding
 * may decide.
 */
export const kinksOf = (
  problem: MlpProblem,
  reference: TracedAnswer,
  uncertain: readonly KinkSite[],
  blurred: readonly KinkSite[],
): readonly NetworkKink[] => {
  const unclear = new Set(blurred.map(keyOf));
  const circumstances = { problem, reference, isExact: (site: KinkSite) => !unclear.has(keyOf(site)) };
  const ties = new Map<string, PieceSite[]>();
  for (const site of uncertain) {
    if (site.kind !== 'maxout') continue;
    const place = [site.layer, site.example, site.unit].join();
    ties.set(place, [...(ties.get(place) ?? []), site]);
  }
  return [
    ...uncertain.flatMap((site) => {
      if (site.kind === 'activation') return [slopeKink(site, circumstances)];
      return site.kind === 'hinge' ? [hingeKink(site, circumstances)] : [];
    }),
    ...[...ties.values()].map((sites) => tieKink(sites, circumstances)),
  ];
};

/** The components of norms among these sites that are exactly 0 for everybody. */
export const exactNorms = (
  uncertain: readonly KinkSite[],
  blurred: readonly KinkSite[],
): readonly KinkSite[] => {
  const unclear = new Set(blurred.map(keyOf));
  return uncertain.filter((site) => site.kind === 'norm' && !unclear.has(keyOf(site)));
};

/** The derivatives of a point at every site of the kinks, the middle of each ball, and nothing elsewhere. */
export const choiceAt = (
  kinks: readonly NetworkKink[],
  point: Point,
  balls: readonly KinkSite[],
): KinkChoice => {
  const chosen = new Map(
    kinks.flatMap(({ sites }, index) =>
      sites.map((site, place): [string, number] => [keyOf(site), at(at(point, index), place)]),
    ),
  );
  for (const site of balls) chosen.set(keyOf(site), 0);
  return (site) => chosen.get(keyOf(site));
};
