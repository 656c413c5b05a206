/** Mistakes with the rules of operations that work entry by entry. */

import { rules } from '../../../graphs/operations/rules.ts';
import { entryAt } from '../../../graphs/tensor/tensor.ts';
import { attribute } from '../../../model/attributes.ts';
import { type OperationName, operationEntry, operationNames } from '../../../model/operations.ts';
import type { Ball } from '../../reading/ball.ts';
import type { Back } from '../misread.ts';
import { argument, fitting, type GraphMisreading, scaled, times, withEach } from './misreading.ts';

const families: readonly string[] = ['elementwise', 'smooth', 'choices', 'exponentials'];

/** What keeps the shape of its one argument, with another derivative than 1 or -1. */
const bending: readonly OperationName[] = operationNames.filter((op) => {
  const { family, slots } = operationEntry(op);
  return families.includes(family) && slots.length === 1 && op !== 'neg' && op !== 'logsumexp';
});

const xAt = (back: Back, place: number): Ball => entryAt(argument(back, 0).entries, place);
const yAt = (back: Back, place: number): Ball => entryAt(back.applied.output.entries, place);

/** The right rule, given the value of the operation for its argument. */
const ofValue = (op: OperationName) => (back: Back) => {
  const applied = { ...back.applied, inputs: [back.applied.output] };
  return rules[op].vjp({ ...applied, output: rules[op].forward(applied) }, 0, back.G);
};

const slopes: readonly GraphMisreading[] = [
  ...withEach('graph-slope-missing', bending, (back) => fitting(back, back.G)),
  ...withEach('graph-slope-of-argument', ['tanh'], (back) => {
    const { mul, sub, of } = back.applied.arithmetic;
    return times(back, (place) => sub(of(1), mul(xAt(back, place), xAt(back, place))));
  }),
  ...withEach('graph-slope-of-argument', ['sigmoid'], (back) => {
    const { mul, sub, of } = back.applied.arithmetic;
    return times(back, (place) => mul(xAt(back, place), sub(of(1), xAt(back, place))));
  }),
  ...(['tanh', 'sigmoid', 'exp', 'softplus'] as const).flatMap((op) =>
    withEach('graph-slope-of-value', [op], ofValue(op)),
  ),
];

const signs: readonly GraphMisreading[] = [
  ...withEach('graph-sign', ['neg', 'reciprocal'], (back) => scaled(back, back.right(), -1)),
  ...withEach('graph-sign', ['sub', 'div', 'squared-error', 'cross-entropy-logits'], (back) =>
    back.slot === 1 ? scaled(back, back.right(), -1) : null,
  ),
];

const exponent = ({ applied }: Back): number => attribute(applied.attributes, 'exponent');

const powers: readonly GraphMisreading[] = [
  ...withEach('graph-two-missing', ['square', 'squared-error'], (back) => scaled(back, back.right(), 0.5)),
  ...withEach('graph-half-missing', ['sqrt'], (back) => scaled(back, back.right(), 2)),
  ...withEach('graph-square-missing', ['reciprocal'], (back) => {
    const { mul } = back.applied.arithmetic;
    const right = back.right();
    return { ...right, entries: right.entries.map((entry, place) => mul(entry, xAt(back, place))) };
  }),
  ...withEach('graph-square-missing', ['div'], (back) => {
    if (back.slot === 0) return null;
    const { mul } = back.applied.arithmetic;
    const y = argument(back, 1);
    const right = back.right();
    return { ...right, entries: right.entries.map((entry, place) => mul(entry, entryAt(y.entries, place))) };
  }),
  ...withEach('graph-exponent-missing', ['pow'], (back) =>
    exponent(back) === 0 ? null : scaled(back, back.right(), 1 / exponent(back)),
  ),
  ...withEach('graph-exponent-kept', ['pow'], (back) => {
    const { mul, of } = back.applied.arithmetic;
    return times(back, (place) => mul(of(exponent(back)), yAt(back, place)));
  }),
];

const negativeSide = (op: 'leaky-relu' | 'elu', slope: (back: Back, place: number) => Ball) =>
  withEach('graph-alpha-ignored', [op], (back) => {
    const { compare, of } = back.applied.arithmetic;
    return times(back, (place) => (compare(xAt(back, place), of(0)) > 0 ? of(1) : slope(back, place)));
  });

const sides: readonly GraphMisreading[] = [
  ...negativeSide('leaky-relu', ({ applied }) => applied.arithmetic.of(0)),
  ...negativeSide('elu', ({ applied }) => applied.arithmetic.of(0)),
  ...negativeSide('elu', (back, place) => back.applied.arithmetic.exp(xAt(back, place))),
  ...withEach('graph-both-slots', ['maximum', 'minimum'], (back) => back.G),
];

const twoSlots: readonly OperationName[] = [
  'sub',
  'mul',
  'div',
  'dot',
  'matmul',
  'maximum',
  'minimum',
  'squared-error',
  'cross-entropy-logits',
  'concat',
];

const swapped: readonly GraphMisreading[] = withEach('graph-slots-swapped', twoSlots, (back) =>
  back.applied.inputs.length === 2 ? fitting(back, back.right(1 - back.slot)) : null,
);

/** `sub` with slot 1 right and slot 0 negative is the sign of the whole; this is of one slot. */
export const entrywiseMisreadings: readonly GraphMisreading[] = [
  ...slopes,
  ...signs,
  ...powers,
  ...sides,
  ...swapped,
];
