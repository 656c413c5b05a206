/**
 * The names of a path's factors. Symbols count layers, units, inputs and pieces from 1 as the documents
 * print them: `w[2](1,3)` is the weight into unit 1 of layer 2 from unit 3 of layer 1; a maxout layer adds
 * the piece, `w[2]{1}(1,3)`.
 */

import { at } from './at.ts';
import { sourceOf } from './entries.ts';
import type { NetworkLayer } from './network.ts';
import type { Trail } from './paths.ts';
import type { Place } from './place.ts';
import type { Setup } from './setup.ts';

/** One factor of a path: what it is called, what it is, what it is worth. */
export interface Factor<T> {
  readonly symbol: string;
  readonly meaning: string;
  readonly value: T;
}

const layerSymbol = <T>(network: readonly NetworkLayer<T>[], l: number, piece: number): string =>
  at(network, l).activation.name === 'maxout' ? `[${l + 1}]{${piece + 1}}` : `[${l + 1}]`;

const unitName = (l: number, unit: number): string =>
  l < 0 ? `input ${unit + 1}` : `unit ${unit + 1} of layer ${l + 1}`;

/** `w[2](1,3)`, `b[2](1)` or `x(1)`. */
export const parameterSymbol = <T>(network: readonly NetworkLayer<T>[], place: Place): string => {
  if (place.kind === 'input') return `x(${place.component + 1})`;
  const layer = layerSymbol(network, place.layer, place.piece ?? 0);
  return place.kind === 'bias'
    ? `b${layer}(${place.unit + 1})`
    : `w${layer}(${place.unit + 1},${place.input + 1})`;
};

const startFactor = <T>(setup: Setup<T>, place: Place, example: number): readonly Factor<T>[] => {
  if (place.kind === 'input') return [];
  const { layer, unit, piece = 0 } = place;
  if (place.kind === 'bias') {
    const node = `${layerSymbol(setup.network, layer, piece)}(${unit + 1})`;
    const meaning = 'the derivative of a pre-activation with respect to its own bias';
    return [{ symbol: `dz${node}/db${node}`, meaning, value: setup.arithmetic.of(1) }];
  }
  const source = place.input + 1;
  return [
    {
      symbol: layer === 0 ? `x(${source})` : `a[${layer}](${source})`,
      meaning: layer === 0 ? `input ${source}` : `the activation of ${unitName(layer - 1, place.input)}`,
      value: sourceOf(setup, example, layer, place.input),
    },
  ];
};

const edgeFactor = <T>({ network }: Setup<T>, l: number, trail: Trail, source: number): Factor<T> => {
  const piece = at(trail.pieces, l);
  const unit = at(trail.units, l);
  return {
    symbol: `w${layerSymbol(network, l, piece)}(${unit + 1},${source + 1})`,
    meaning: `the weight into ${unitName(l, unit)} from ${unitName(l - 1, source)}`,
    value: at(at(at(at(network, l).weights, piece), unit), source),
  };
};

const crossingFactor = <T>(
  setup: Setup<T>,
  example: number,
  l: number,
  trail: Trail,
): readonly Factor<T>[] => {
  const crossing = at(at(setup.graphs, example).crossings, l);
  if (crossing.kind === 'fused') return [];
  const piece = at(trail.pieces, l);
  const unit = at(trail.units, l);
  const exit = at(trail.exits, l);
  const { activation } = at(setup.network, l);
  if (crossing.kind === 'softmax') {
    return [
      {
        symbol: `da[${l + 1}](${exit + 1})/dz[${l + 1}](${unit + 1})`,
        meaning: `the softmax Jacobian from ${unitName(l, unit)} to ${unitName(l, exit)}`,
        value: at(at(crossing.jacobian, exit), unit),
      },
    ];
  }
  const value = at(at(crossing.slopes, piece), unit);
  if (activation.name !== 'maxout') {
    const meaning = `the derivative of ${activation.name} at the pre-activation of ${unitName(l, unit)}`;
    return [{ symbol: `g'(z[${l + 1}](${unit + 1}))`, meaning, value }];
  }
  const symbol = `da[${l + 1}](${unit + 1})/dz${layerSymbol(setup.network, l, piece)}(${unit + 1})`;
  return [
    { symbol, meaning: `the weight of piece ${piece + 1} in the maximum of ${unitName(l, unit)}`, value },
  ];
};

const endFactors = <T>(setup: Setup<T>, example: number, trail: Trail): readonly Factor<T>[] => {
  const graph = at(setup.graphs, example);
  const last = graph.crossings.length - 1;
  const unit = at(trail.exits, last);
  const variable = at(graph.crossings, last).kind === 'fused' ? 'z' : 'a';
  const what = variable === 'z' ? 'pre-activation' : 'output';
  return [
    {
      symbol: `dloss/d${variable}[${last + 1}](${unit + 1})`,
      meaning: `the derivative of ${setup.problem.loss.name} with respect to the ${what} of ${unitName(last, unit)}`,
      value: at(graph.lossSlopes, unit),
    },
    { symbol: 'scale', meaning: 'the factor in front of the sum over examples', value: graph.scale },
  ];
};

/** The factors of the path just walked, from the place up to the cost, in the order they are multiplied. */
export const factorsOf = <T>(
  setup: Setup<T>,
  place: Place,
  example: number,
  trail: Trail,
): readonly Factor<T>[] => {
  const fromInput = place.kind === 'input';
  const first = fromInput ? 0 : place.layer;
  const factors: Factor<T>[] = [...startFactor(setup, place, example)];
  for (let l = first; l < setup.network.length; l += 1) {
    if (l > first) factors.push(edgeFactor(setup, l, trail, at(trail.exits, l - 1)));
    else if (fromInput) factors.push(edgeFactor(setup, l, trail, place.component));
    factors.push(...crossingFactor(setup, example, l, trail));
  }
  return [...factors, ...endFactors(setup, example, trail)];
};
