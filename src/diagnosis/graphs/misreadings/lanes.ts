/** Mistakes with the rules of operations that work along an axis. */

import { rules } from '../../../graphs/operations/rules.ts';
import { entryAt, mapEntries, type Tensor } from '../../../graphs/tensor/tensor.ts';
import { at } from '../../../model/at.ts';
import { type OperationName, operationEntry, operationNames } from '../../../model/operations.ts';
import { sizeOf } from '../../../model/shape-rules/shape-rule.ts';
import type { Ball } from '../../reading/ball.ts';
import type { Back } from '../misread.ts';
import { argument, type GraphMisreading, scaled, times, withEach } from './misreading.ts';

const withAxis: readonly OperationName[] = operationNames.filter(
  (op) => operationEntry(op).attributes.get('axis') === 'optional',
);

/** Entries of a lane. */
const length = (back: Back): number => {
  const { shape } = argument(back);
  const { axis } = back.applied.attributes;
  return axis === undefined ? sizeOf(shape) : at(shape, axis);
};

/** The right rule along the axis that is the first or the last of the others of this size. */
const alongAnother = (pick: 0 | -1) => (back: Back) => {
  const { shape } = argument(back);
  const { attributes } = back.applied;
  const others = [...shape.keys()].filter(
    (axis) => axis !== attributes.axis && shape[axis] === shape[attributes.axis ?? -1],
  );
  const axis = others.at(pick);
  return axis === undefined ? null : back.right(back.slot, { ...attributes, axis });
};

/** What the derivative of the sum of a lane is, for every entry. */
const everywhere = (back: Back): Tensor<Ball> =>
  rules.sum.vjp({ ...back.applied, inputs: [argument(back)] }, 0, back.G);

const reductions: readonly GraphMisreading[] = [
  ...withEach('graph-sum-as-mean', ['sum'], (back) => scaled(back, back.right(), 1 / length(back))),
  ...withEach('graph-mean-as-sum', ['mean'], (back) => scaled(back, back.right(), length(back))),
  ...withEach('graph-mean-of-all', ['mean'], (back) =>
    scaled(back, back.right(), length(back) / sizeOf(argument(back).shape)),
  ),
  ...withEach('graph-every-entry', ['max', 'min'], everywhere),
  ...withEach('graph-norm-undivided', ['norm'], (back) => {
    const { mul } = back.applied.arithmetic;
    const G = everywhere(back);
    const { shape, entries } = argument(back);
    return { shape, entries: entries.map((x, place) => mul(x, entryAt(G.entries, place))) };
  }),
  ...withEach('graph-lane-slope-missing', ['logsumexp', 'norm'], everywhere),
  ...withAxis.flatMap((op) =>
    ([0, -1] as const).flatMap((pick) => withEach('graph-wrong-axis', [op], alongAnother(pick))),
  ),
];

const softmaxOf = (back: Back): Tensor<Ball> =>
  rules.softmax.forward({ ...back.applied, inputs: [argument(back, 0)], shape: argument(back, 0).shape });

const probabilities: readonly GraphMisreading[] = [
  ...withEach('graph-softmax-diagonal', ['softmax'], (back) => {
    const { mul, sub, of } = back.applied.arithmetic;
    const p = softmaxOf(back).entries;
    return times(back, (place) => mul(entryAt(p, place), sub(of(1), entryAt(p, place))));
  }),
  ...withEach('graph-softmax-diagonal', ['log-softmax'], (back) => {
    const { sub, of } = back.applied.arithmetic;
    const p = softmaxOf(back).entries;
    return times(back, (place) => sub(of(1), entryAt(p, place)));
  }),
  ...withEach('graph-softmax-average', ['softmax'], (back) => {
    const p = softmaxOf(back).entries;
    return times(back, (place) => entryAt(p, place));
  }),
  ...withEach('graph-targets-of-one', ['cross-entropy-logits'], (back) => {
    if (back.slot === 1) return null;
    const { mul, sub } = back.applied.arithmetic;
    const G = everywhere(back).entries;
    const t = argument(back, 1).entries;
    const p = softmaxOf(back);
    const slopes = p.entries.map((share, place) => sub(share, entryAt(t, place)));
    return { shape: p.shape, entries: slopes.map((slope, place) => mul(entryAt(G, place), slope)) };
  }),
  ...withEach('graph-hinge-class', ['hinge'], (back) =>
    mapEntries(back.right(), (entry) => (isNegative(back, entry) ? back.applied.arithmetic.of(0) : entry)),
  ),
];

/** At the class of its lane a hinge hands back the other sign. */
const isNegative = ({ G }: Back, { value }: Ball): boolean => value * entryAt(G.entries, 0).value < 0;

export const laneMisreadings: readonly GraphMisreading[] = [...reductions, ...probabilities];
