/** The activations on flat buffers `[example][unit]`: a = g(z), and v ⊙ g'(z) in place. */

import type { Activation } from '../../../model/problem.ts';
import { softmaxInto, softmaxJacobianInPlace } from './softmax.ts';

/** An activation with every parameter present, so that all of them are one kind of object. */
export interface FlatActivation {
  readonly name: Activation['name'];
  readonly alpha: number;
  readonly beta: number;
  readonly units: number;
}

export const flatActivation = (activation: Activation, units: number): FlatActivation => ({
  name: activation.name,
  alpha: 'alpha' in activation ? activation.alpha : 0,
  beta: 'beta' in activation ? activation.beta : 0,
  units,
});

/** 1 / (1 + e^-z) for z >= 0 and e^z / (1 + e^z) below: with e^-|z|, which cannot overflow. */
const sigmoidInto = (a: Float64Array, z: Float64Array): void => {
  for (let i = 0; i < z.length; i += 1) {
    const x = Number(z[i]);
    const e = Math.exp(-Math.abs(x));
    a[i] = (x < 0 ? e : 1) / (1 + e);
  }
};

/** a = g(z), all examples; of a maxout layer z is the largest piece and g the identity. */
export const activate = (
  { name, alpha, beta, units }: FlatActivation,
  z: Float64Array,
  a: Float64Array,
): void => {
  const n = z.length;
  switch (name) {
    case 'sigmoid':
      sigmoidInto(a, z);
      return;
    case 'tanh':
      for (let i = 0; i < n; i += 1) a[i] = Math.tanh(Number(z[i]));
      return;
    case 'relu':
      for (let i = 0; i < n; i += 1) a[i] = Number(z[i]) < 0 ? 0 : Number(z[i]);
      return;
    case 'leaky-relu':
      for (let i = 0; i < n; i += 1) a[i] = Number(z[i]) < 0 ? alpha * Number(z[i]) : Number(z[i]);
      return;
    case 'elu':
      for (let i = 0; i < n; i += 1)
        a[i] = Number(z[i]) > 0 ? Number(z[i]) : alpha * Math.expm1(Number(z[i]));
      return;
    case 'linear':
      for (let i = 0; i < n; i += 1) a[i] = alpha * Number(z[i]) + beta;
      return;
    case 'softmax':
      for (let at = 0; at < n; at += units) softmaxInto(a, z, at, units);
      return;
    case 'identity':
    case 'maxout':
      a.set(z);
  }
};

/**
 * v = dJ/da becomes delta = dJ/dz, in place: times g'(z), or by the Jacobian product of softmax. At a
 * kink relu and leaky-relu count z = 0 as positive, elu does not.
 */
export const throughActivation = (
  { name, alpha, units }: FlatActivation,
  v: Float64Array,
  z: Float64Array,
  a: Float64Array,
): void => {
  const n = v.length;
  switch (name) {
    case 'sigmoid':
      for (let i = 0; i < n; i += 1) v[i] = Number(v[i]) * (Number(a[i]) * (1 - Number(a[i])));
      return;
    case 'tanh':
      for (let i = 0; i < n; i += 1) v[i] = Number(v[i]) * ((1 - Number(a[i])) * (1 + Number(a[i])));
      return;
    case 'relu':
      for (let i = 0; i < n; i += 1) if (Number(z[i]) < 0) v[i] = 0;
      return;
    case 'leaky-relu':
      for (let i = 0; i < n; i += 1) if (Number(z[i]) < 0) v[i] = Number(v[i]) * alpha;
      return;
    case 'elu':
      for (let i = 0; i < n; i += 1)
        if (Number(z[i]) <= 0) v[i] = Number(v[i]) * (alpha * Math.exp(Number(z[i])));
      return;
    case 'linear':
      for (let i = 0; i < n; i += 1) v[i] = Number(v[i]) * alpha;
      return;
    case 'softmax':
      for (let at = 0; at < n; at += units) softmaxJacobianInPlace(v, a, at, units);
      return;
    case 'identity':
    case 'maxout':
  }
};
