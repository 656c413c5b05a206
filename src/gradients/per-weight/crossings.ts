/** From z to a inside one layer: the local derivatives that a path picks up there. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { Matrix, Vector } from '../../model/problem.ts';
import { type ElementWiseActivation, hasKink, slope } from './activations.ts';
import { at } from './at.ts';
import type { LayerPass } from './forward.ts';
import type { NetworkLayer } from './network.ts';

/** How paths get from the pre-activations of a layer to its activations, for one example. */
export type Crossing<T> =
  /** Unit j to unit j: g'(z), or the weight of the piece in the maximum; `[piece][unit]`. */
  | { readonly kind: 'element-wise'; readonly slopes: Matrix<T> }
  /** Unit j to every unit i: da_i/dz_j, `[i][j]`. */
  | { readonly kind: 'softmax'; readonly jacobian: Matrix<T> }
  /** No factor: the loss is differentiated with respect to z at once. */
  | { readonly kind: 'fused' };

/** Where a crossing is: the layer (from 0), and which example passes. */
export interface CrossingSite<T> {
  readonly arithmetic: Arithmetic<T>;
  readonly layer: number;
  readonly example: number;
  readonly kinks: KinkChoice | undefined;
}

/** p_i (1[i=j] - p_j), `[i][j]`. */
const softmaxJacobian = <T>({ of, sub, mul }: Arithmetic<T>, p: Vector<T>): Matrix<T> =>
  p.map((pi, i) => p.map((pj, j) => mul(pi, sub(of(i === j ? 1 : 0), pj))));

const elementWiseSlopes = <T>(
  { arithmetic, layer, example, kinks }: CrossingSite<T>,
  activation: ElementWiseActivation,
  z: Vector<T>,
): Vector<T> => {
  const choose = hasKink(activation) ? kinks : undefined;
  return z.map((value, unit) => {
    const choice = choose?.({ kind: 'activation', layer, example, unit });
    return choice === undefined ? slope(arithmetic, activation, value) : arithmetic.of(choice);
  });
};

const maxoutSlopes = <T>(
  { arithmetic, layer, example, kinks }: CrossingSite<T>,
  { pieceValues, winners }: LayerPass<T>,
): Matrix<T> =>
  pieceValues.map((values, piece) =>
    values.map((_, unit) => {
      const choice = kinks?.({ kind: 'maxout', layer, example, unit, piece });
      return arithmetic.of(choice ?? (at(winners, unit) === piece ? 1 : 0));
    }),
  );

/** The local derivatives of one layer for one example. */
export const crossingOf = <T>(
  site: CrossingSite<T>,
  layer: NetworkLayer<T>,
  pass: LayerPass<T>,
): Crossing<T> => {
  const { activation } = layer;
  switch (activation.name) {
    case 'softmax':
      return { kind: 'softmax', jacobian: softmaxJacobian(site.arithmetic, pass.a) };
    case 'maxout':
      return { kind: 'element-wise', slopes: maxoutSlopes(site, pass) };
    default:
      return { kind: 'element-wise', slopes: [elementWiseSlopes(site, activation, pass.z)] };
  }
};
