/** The derivative of the activation: left out, taken elsewhere, taken of another function. */

import { at } from '../../model/at.ts';
import type { Activation } from '../../model/problem.ts';
import {
  activateUnit,
  activationSlope,
  logisticSlope,
  softmaxJacobian,
  tanhSlope,
} from '../reading/activations.ts';
import { type Ball, type BallArithmetic, negative } from '../reading/ball.ts';
import { exp, sided } from '../reading/functions.ts';
import type { Steps, UnitPlace } from '../reading/reading.ts';
import type { Misreading } from './misreading.ts';

type Slope = Steps['slope'];
type Name = Activation['name'];

const sloped = (id: string, slope: Slope, constant?: string): Misreading => ({
  id,
  ...(constant !== undefined && { constant }),
  steps: { slope },
});

/** Another derivative of one activation. */
const of = (id: string, name: Name, slope: Slope, constant?: string): Misreading =>
  sloped(id, (place) => (place.activation.name === name ? slope : activationSlope)(place), constant);

/** Below zero only, `below` in place of the derivative. */
const below = (id: string, name: Name, slope: Slope, constant?: string): Misreading =>
  of(id, name, (place) => sided(place.z, place.math.exact(1), slope(place)), constant);

const isLast = ({ l, layers }: UnitPlace): boolean => l === layers.length - 1;

const one = ({ math }: UnitPlace): Ball => math.exact(1);

/** g' at the activation, as if that were the pre-activation. */
const atActivation: Slope = (place) => {
  const { math, activation, a } = place;
  return activationSlope({ ...place, z: a, a: activateUnit(math, activation, a) });
};

/** The derivative of the activation of another layer, at this layer's z. */
const ofLayer = (place: UnitPlace, l: number): Ball => {
  const other = place.layers[l]?.activation;
  if (other === undefined || other.name === 'softmax' || other.name === 'maxout')
    return activationSlope(place);
  const a = activateUnit(place.math, other, place.z);
  return activationSlope({ ...place, activation: other, a });
};

const square = (math: BallArithmetic, x: Ball): Ball => math.mul(x, x);

/** One derivative for every activation, and the same at hidden layers only. */
const everywhere = (id: string, slope: Slope): readonly Misreading[] => [
  sloped(id, slope),
  sloped(id, (place) => (isLast(place) ? activationSlope : slope)(place)),
];

const alpha = ({ math, activation }: UnitPlace): Ball =>
  math.given('alpha' in activation ? activation.alpha : 1);

const leaks = [0.01, 0.1, 0.2];

/** Derivatives of activations. Layers with a softmax or a maxout have none of this kind. */
export const slopeMisreadings: readonly Misreading[] = [
  sloped('hidden-slope-left-out', (place) => (isLast(place) ? activationSlope : one)(place)),
  sloped('output-slope-left-out', (place) => (isLast(place) ? one : activationSlope)(place)),
  sloped('slopes-left-out', one),
  sloped('first-slope-left-out', (place) => (place.l === 0 ? one : activationSlope)(place)),
  sloped('first-slope-left-out', (place) => (place.l === 0 && !isLast(place) ? one : activationSlope)(place)),
  sloped('slope-at-activation', atActivation),
  sloped('hidden-slope-at-activation', (place) => (isLast(place) ? activationSlope : atActivation)(place)),
  sloped('slope-twice', (place) => square(place.math, activationSlope(place))),
  sloped('hidden-slope-twice', (place) =>
    isLast(place) ? activationSlope(place) : square(place.math, activationSlope(place)),
  ),
  sloped('output-slope-twice', (place) =>
    isLast(place) ? square(place.math, activationSlope(place)) : activationSlope(place),
  ),
  sloped('slope-of-next-layer', (place) => ofLayer(place, place.l + 1)),
  sloped('slope-of-layer-below', (place) => ofLayer(place, place.l - 1)),
  sloped('slope-is-value', ({ a }) => a),
  sloped('slope-is-z', ({ z }) => z),
  ...everywhere('sigmoid-slope-everywhere', ({ math, a }) => logisticSlope(math, a)),
  ...everywhere('sigmoid-slope-everywhere', ({ math, z }) => {
    const s = activateUnit(math, { name: 'sigmoid' }, z);
    return logisticSlope(math, s);
  }),
  ...everywhere('tanh-slope-everywhere', ({ math, a }) => tanhSlope(math, a)),
  ...everywhere('tanh-slope-everywhere', ({ math, z }) =>
    tanhSlope(math, activateUnit(math, { name: 'tanh' }, z)),
  ),
  ...everywhere('relu-slope-everywhere', ({ math, z }) => sided(z, math.exact(1), math.exact(0))),
  of('sigmoid-slope-of-z', 'sigmoid', ({ math, z }) => logisticSlope(math, z)),
  of('sigmoid-slope-at-activation', 'sigmoid', atActivation),
  of('sigmoid-slope-is-value', 'sigmoid', ({ a }) => a),
  of('sigmoid-slope-is-complement', 'sigmoid', ({ math, a }) => math.sub(math.exact(1), a)),
  of('sigmoid-slope-of-tanh', 'sigmoid', ({ math, a }) => tanhSlope(math, a)),
  of('tanh-slope-of-z', 'tanh', ({ math, z }) => tanhSlope(math, z)),
  of('tanh-slope-at-activation', 'tanh', atActivation),
  of('tanh-slope-square-missing', 'tanh', ({ math, a }) => math.sub(math.exact(1), a)),
  of('tanh-slope-of-sigmoid', 'tanh', ({ math, a }) => logisticSlope(math, a)),
  of('tanh-slope-sign', 'tanh', ({ math, a }) => math.add(math.exact(1), square(math, a))),
  of('tanh-slope-is-value', 'tanh', ({ a }) => a),
  of('relu-mask-of-delta', 'relu', ({ math, adjoint }) => sided(adjoint, math.exact(1), math.exact(0))),
  of('relu-slope-is-value', 'relu', ({ a }) => a),
  of('relu-mask-left-out', 'relu', one),
  of('relu-mask-inverted', 'relu', ({ math, z }) => sided(z, math.exact(0), math.exact(1))),
  of('relu-slope-sign', 'relu', ({ math, z }) => sided(z, math.exact(1), math.exact(-1))),
  ...leaks.map((leak) => below('relu-slope-leaks', 'relu', ({ math }) => math.given(leak), String(leak))),
  below('leaky-slope-none', 'leaky-relu', ({ math }) => math.exact(0)),
  below('leaky-slope-negative', 'leaky-relu', (place) => negative(alpha(place))),
  below('leaky-slope-tenth', 'leaky-relu', (place) => place.math.div(alpha(place), place.math.exact(10))),
  below('leaky-slope-one', 'leaky-relu', one),
  ...leaks.map((leak) =>
    below('leaky-slope-fixed', 'leaky-relu', ({ math }) => math.given(leak), String(leak)),
  ),
  of('leaky-slope-inverted', 'leaky-relu', (place) => sided(place.z, alpha(place), place.math.exact(1))),
  below('elu-slope-without-alpha-added', 'elu', ({ a }) => a),
  below('elu-slope-plus-one', 'elu', ({ math, a }) => math.add(a, math.exact(1))),
  below('elu-slope-without-factor', 'elu', ({ math, z }) => exp(math, z)),
  below('elu-slope-is-alpha', 'elu', alpha),
  below('elu-slope-none', 'elu', ({ math }) => math.exact(0)),
  of('linear-slope-one', 'linear', one),
  of('linear-slope-is-value', 'linear', ({ a }) => a),
  of('identity-slope-of-sigmoid', 'identity', (place) => {
    const s = activateUnit(place.math, { name: 'sigmoid' }, place.z);
    return logisticSlope(place.math, s);
  }),
  of('identity-slope-of-value', 'identity', ({ math, a }) => logisticSlope(math, a)),
  of('identity-slope-of-hidden', 'identity', (place) =>
    isLast(place) ? ofLayer(place, place.l - 1) : activationSlope(place),
  ),
];

const softmaxed = (id: string, softmaxDelta: Steps['softmaxDelta']): Misreading => ({
  id,
  steps: { softmaxDelta },
});

/** A slope left out, the Jacobian of a softmax with it. */
const withoutSlope = (id: string, isLeftOut: (last: boolean) => boolean): Misreading => ({
  id,
  steps: {
    slope: (place) => (isLeftOut(isLast(place)) ? one : activationSlope)(place),
    softmaxDelta: (math, p, adjoint, last) => (isLeftOut(last) ? adjoint : softmaxJacobian(math, p, adjoint)),
  },
});

/** The Jacobian of softmax, and the choice of maxout. */
export const jacobianMisreadings: readonly Misreading[] = [
  withoutSlope('hidden-slope-left-out', (last) => !last),
  withoutSlope('output-slope-left-out', (last) => last),
  withoutSlope('slopes-left-out', () => true),
  softmaxed('softmax-diagonal', (math, p, adjoint) =>
    p.map((value, i) => math.mul(logisticSlope(math, value), at(adjoint, i))),
  ),
  softmaxed('softmax-sum-constant', (math, p, adjoint) =>
    p.map((value, i) => math.mul(value, at(adjoint, i))),
  ),
  softmaxed('softmax-left-out', (_, __, adjoint) => adjoint),
  softmaxed('softmax-diagonal-left-out', (math, p, adjoint) =>
    p.map((value) => negative(math.mul(value, math.dot(p, adjoint)))),
  ),
  softmaxed('softmax-sum-of-adjoints', (math, p, adjoint) =>
    p.map((value, i) => math.mul(value, math.sub(at(adjoint, i), math.sum(adjoint)))),
  ),
  { id: 'maxout-all-pieces', steps: { share: ({ exact }) => exact(1) } },
  { id: 'maxout-all-pieces-shared', steps: { share: ({ exact }) => exact(1 / 2) } },
  {
    id: 'maxout-all-pieces-shared',
    steps: { share: ({ exact, div }, _, pieces) => div(exact(1), exact(pieces)) },
  },
];
