/** Operations that only move entries: nothing is rounded but the sum of what comes back to one entry. */

import { attribute } from '../../../model/attributes.ts';
import type { Shape } from '../../../model/tensor.ts';
import { at } from '../../at.ts';
import { type Application, type BoundRule, estimates, inputIn, knownAt } from '../rule.ts';
import { copy } from '../term.ts';
import { addTerm } from '../totals.ts';

/** The entry of an argument that an entry of the result is. */
interface Source {
  readonly slot: number;
  readonly indices: readonly number[];
}

/** From the indices of an entry of the result to those of its source. */
type Origin = (application: Application) => (indices: readonly number[]) => Source;

const indicesAt = (shape: Shape, place: number): readonly number[] => {
  let rest = place;
  return shape
    .toReversed()
    .map((size) => {
      const index = rest % size;
      rest = (rest - index) / size;
      return index;
    })
    .toReversed();
};

const placeOf = (shape: Shape, indices: readonly number[]): number =>
  shape.reduce((place, size, axis) => place * size + at(indices, axis), 0);

/** Slot and place of the source of every entry of the result. */
const sourcesOf = (origin: Origin, application: Application, entries: number) => {
  const trace = origin(application);
  return Array.from({ length: entries }, (_, place) => {
    const { slot, indices } = trace(indicesAt(application.shape, place));
    return { slot, place: placeOf(inputIn(application, slot).shape, indices) };
  });
};

const move = (origin: Origin): BoundRule => ({
  forward: (application) => {
    const entries = application.shape.reduce((total, size) => total * size, 1);
    return estimates(
      sourcesOf(origin, application, entries).map(({ slot, place }) =>
        knownAt(inputIn(application, slot), place),
      ),
    );
  },
  backward: (applied, slot, G, into) => {
    for (const [index, source] of sourcesOf(origin, applied, G.values.length).entries()) {
      if (source.slot === slot) addTerm(into, source.place, copy(knownAt(G, index)));
    }
  },
});

export const broadcast = move(({ attributes }) => {
  const axes = attribute(attributes, 'axes');
  return (indices) => ({ slot: 0, indices: axes.map((axis) => at(indices, axis)) });
});

export const transpose = move(({ attributes }) => {
  const axes = attribute(attributes, 'axes');
  return (indices) => ({ slot: 0, indices: axes.map((_, axis) => at(indices, axes.indexOf(axis))) });
});

export const reshape = move((application) => {
  const from = inputIn(application, 0).shape;
  return (indices) => ({ slot: 0, indices: indicesAt(from, placeOf(application.shape, indices)) });
});

export const slice = move(({ attributes }) => {
  const [axis, start] = [attribute(attributes, 'axis'), attribute(attributes, 'start')];
  return (indices) => ({ slot: 0, indices: indices.with(axis, at(indices, axis) + start) });
});

export const concat = move(({ inputs, attributes }) => {
  const axis = attribute(attributes, 'axis');
  const sizes = inputs.map(({ shape }) => at(shape, axis));
  return (indices) => {
    let own = at(indices, axis);
    let slot = 0;
    for (; own >= at(sizes, slot); slot += 1) own -= at(sizes, slot);
    return { slot, indices: indices.with(axis, own) };
  };
});
