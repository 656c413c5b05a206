/**
 * The activations on flat buffers `[example][unit]`: a = g(z), and v ⊙ g'(z) in place. Which function that is, is
 * looked up once per shape: where every layer has the same, the compiler calls it directly.
 */

import type { Activation } from '../../../model/problem.ts';
import { softmaxInto, softmaxJacobianInPlace } from './softmax.ts';

type Name = Activation['name'];

/** a = g(z), all examples; of a maxout layer z is the largest piece and g the identity. */
type Activate = (flat: FlatActivation, z: Float64Array, a: Float64Array) => void;

/**
 * v = dJ/da becomes delta = dJ/dz, in place: times g'(z), or by the Jacobian product of softmax. At a
 * kink relu and leaky-relu count z = 0 as positive, elu does not.
 */
type LeadBack = (flat: FlatActivation, v: Float64Array, z: Float64Array, a: Float64Array) => void;

/** An activation with every parameter present, so that all of them are one kind of object. */
export interface FlatActivation {
  readonly alpha: number;
  readonly beta: number;
  readonly units: number;
  readonly activate: Activate;
  readonly leadBack: LeadBack;
}

const copy: Activate = (_, z, a) => a.set(z);

const activations: Readonly<Record<Name, Activate>> = {
  /** 1 / (1 + e^-z) for z >= 0 and e^z / (1 + e^z) below: with e^-|z|, which cannot overflow. */
  sigmoid: (_, z, a) => {
    for (let i = 0; i < z.length; i += 1) {
      const x = Number(z[i]);
      const e = Math.exp(-Math.abs(x));
      a[i] = (x < 0 ? e : 1) / (1 + e);
    }
  },
  tanh: (_, z, a) => {
    for (let i = 0; i < z.length; i += 1) a[i] = Math.tanh(Number(z[i]));
  },
  relu: (_, z, a) => {
    for (let i = 0; i < z.length; i += 1) a[i] = Number(z[i]) < 0 ? 0 : Number(z[i]);
  },
  'leaky-relu': ({ alpha }, z, a) => {
    for (let i = 0; i < z.length; i += 1) a[i] = Number(z[i]) < 0 ? alpha * Number(z[i]) : Number(z[i]);
  },
  elu: ({ alpha }, z, a) => {
    for (let i = 0; i < z.length; i += 1)
      a[i] = Number(z[i]) > 0 ? Number(z[i]) : alpha * Math.expm1(Number(z[i]));
  },
  linear: ({ alpha, beta }, z, a) => {
    for (let i = 0; i < z.length; i += 1) a[i] = alpha * Number(z[i]) + beta;
  },
  softmax: ({ units }, z, a) => {
    for (let at = 0; at < z.length; at += units) softmaxInto(a, z, at, units);
  },
  identity: copy,
  maxout: copy,
};

const asItIs: LeadBack = () => {};

const slopes: Readonly<Record<Name, LeadBack>> = {
  sigmoid: (_, v, _z, a) => {
    for (let i = 0; i < v.length; i += 1) v[i] = Number(v[i]) * (Number(a[i]) * (1 - Number(a[i])));
  },
  tanh: (_, v, _z, a) => {
    for (let i = 0; i < v.length; i += 1) v[i] = Number(v[i]) * ((1 - Number(a[i])) * (1 + Number(a[i])));
  },
  relu: (_, v, z) => {
    for (let i = 0; i < v.length; i += 1) if (Number(z[i]) < 0) v[i] = 0;
  },
  'leaky-relu': ({ alpha }, v, z) => {
    for (let i = 0; i < v.length; i += 1) if (Number(z[i]) < 0) v[i] = Number(v[i]) * alpha;
  },
  elu: ({ alpha }, v, z) => {
    for (let i = 0; i < v.length; i += 1)
      if (Number(z[i]) <= 0) v[i] = Number(v[i]) * (alpha * Math.exp(Number(z[i])));
  },
  linear: ({ alpha }, v) => {
    for (let i = 0; i < v.length; i += 1) v[i] = Number(v[i]) * alpha;
  },
  softmax: ({ units }, v, _z, a) => {
    for (let at = 0; at < v.length; at += units) softmaxJacobianInPlace(v, a, at, units);
  },
  identity: asItIs,
  maxout: asItIs,
};

/** The activation of a layer of this many units. */
export const flatActivation = (activation: Activation, units: number): FlatActivation => ({
  alpha: 'alpha' in activation ? activation.alpha : 0,
  beta: 'beta' in activation ? activation.beta : 0,
  units,
  activate: activations[activation.name],
  leadBack: slopes[activation.name],
});
