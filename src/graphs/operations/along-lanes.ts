/** Operations lane by lane: a lane of each argument to a lane of the result, which may be one number. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Shape } from '../../model/tensor.ts';
import { fromLanes, type Lanes, laneEntries, lanesOf, placeIn } from '../tensor/lanes.ts';
import { entryAt, type Tensor } from '../tensor/tensor.ts';
import { type Application, type Applied, inputAt, type OperationRule } from './rule.ts';

/** One lane of every argument. */
export interface Lane<T> {
  readonly arithmetic: Arithmetic<T>;
  /** By slot. */
  readonly inputs: readonly (readonly T[])[];
  /** The right class, where the operation has classes. */
  readonly class: number | undefined;
}

/** The same with the lane of the result; of a reduction it has one entry. */
export interface AppliedLane<T> extends Lane<T> {
  readonly output: readonly T[];
  /** What was chosen at each entry of the first argument; undefined where nothing was. */
  readonly chosen: readonly (T | undefined)[] | undefined;
}

/** An operation on lists, in the terms of `OperationRule`. */
export interface LaneFunction {
  value<T>(lane: Lane<T>): readonly T[];
  /** From one entry of G per entry of the result to one entry per entry of the slot. */
  vjp<T>(lane: AppliedLane<T>, G: readonly T[], slot: number): readonly T[];
  /** From one entry of V per entry of the slot to one entry per entry of the result. */
  jvp<T>(lane: AppliedLane<T>, V: readonly T[], slot: number): readonly T[];
}

/** Where the lanes of arguments and result lie. */
interface Layout {
  readonly from: Lanes;
  readonly to: Lanes;
}

const layoutOf = <T>(application: Application<T>): Layout => {
  const argument: Shape = inputAt(application, 0).shape;
  const from = lanesOf(argument, application.attributes.axis);
  const isReduced = application.shape.length < argument.length;
  return { from, to: isReduced ? { count: from.count, length: 1, step: 1 } : from };
};

const laneAt = <T>(
  { arithmetic, inputs, attributes }: Application<T>,
  from: Lanes,
  lane: number,
): Lane<T> => ({
  arithmetic,
  inputs: inputs.map((tensor) => laneEntries(tensor, from, lane)),
  class: attributes.classes?.[lane],
});

const numbers = ({ count }: Lanes): readonly number[] => Array.from({ length: count }, (_, lane) => lane);

/** What was chosen in a lane, if anything. */
const chosenIn = <T>(applied: Applied<T>, from: Lanes, lane: number): AppliedLane<T>['chosen'] => {
  const { arithmetic, chosen } = applied;
  if (chosen === undefined) return undefined;
  const made = Array.from({ length: from.length }, (_, i) => chosen(placeIn(from, lane, i)));
  return made.every((choice) => choice === undefined)
    ? undefined
    : made.map((choice) => (choice === undefined ? undefined : arithmetic.of(choice)));
};

/** Every lane of a derivative. */
const derivative = <T>(
  applied: Applied<T>,
  given: { readonly tensor: Tensor<T>; readonly lanes: Lanes },
  wanted: { readonly shape: Shape; readonly lanes: Lanes },
  f: (lane: AppliedLane<T>, part: readonly T[]) => readonly T[],
): Tensor<T> => {
  const { from, to } = layoutOf(applied);
  const lists = numbers(from).map((lane) => {
    const chosen = chosenIn(applied, from, lane);
    const output = laneEntries(applied.output, to, lane);
    return f(
      { ...laneAt(applied, from, lane), output, chosen },
      laneEntries(given.tensor, given.lanes, lane),
    );
  });
  return fromLanes(wanted.shape, wanted.lanes, lists);
};

/** The function on every lane. */
export const alongLanes = (f: LaneFunction): OperationRule => ({
  forward: (application) => {
    const { from, to } = layoutOf(application);
    const lists = numbers(from).map((lane) => f.value(laneAt(application, from, lane)));
    return fromLanes(application.shape, to, lists);
  },
  vjp: (applied, slot, G) => {
    const { from, to } = layoutOf(applied);
    const wanted = { shape: inputAt(applied, slot).shape, lanes: from };
    return derivative(applied, { tensor: G, lanes: to }, wanted, (lane, part) => f.vjp(lane, part, slot));
  },
  jvp: (applied, slot, V) => {
    const { from, to } = layoutOf(applied);
    const wanted = { shape: applied.shape, lanes: to };
    return derivative(applied, { tensor: V, lanes: from }, wanted, (lane, part) => f.jvp(lane, part, slot));
  },
});

/** The lane of a slot. */
export const laneIn = <T>({ inputs }: Lane<T>, slot: number): readonly T[] => entryAt(inputs, slot);
