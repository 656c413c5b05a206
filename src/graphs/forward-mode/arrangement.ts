/** Operations that only move entries: their derivatives move the same way. */

import { attribute } from '../../model/attributes.ts';
import { arrayBy, entryAt, placeOf } from './array.ts';
import { type Rule, slotAt } from './rule.ts';

const broadcast: Rule = (_, slots, attributes) => {
  const axes = attribute(attributes, 'axes');
  const { sizes, entries } = slotAt(slots, 0);
  return arrayBy(attribute(attributes, 'shape'), (index) =>
    entryAt(
      entries,
      placeOf(
        sizes,
        axes.map((axis) => entryAt(index, axis)),
      ),
    ),
  );
};

const reshape: Rule = (_, slots, attributes) => ({
  sizes: attribute(attributes, 'shape'),
  entries: slotAt(slots, 0).entries,
});

const transpose: Rule = (_, slots, attributes) => {
  const axes = attribute(attributes, 'axes');
  const { sizes, entries } = slotAt(slots, 0);
  return arrayBy(
    axes.map((axis) => entryAt(sizes, axis)),
    (index) =>
      entryAt(
        entries,
        placeOf(
          sizes,
          sizes.map((_size, axis) => entryAt(index, axes.indexOf(axis))),
        ),
      ),
  );
};

const slice: Rule = (_, slots, attributes) => {
  const [axis, start] = [attribute(attributes, 'axis'), attribute(attributes, 'start')];
  const { sizes, entries } = slotAt(slots, 0);
  return arrayBy(sizes.with(axis, attribute(attributes, 'stop') - start), (index) =>
    entryAt(entries, placeOf(sizes, index.with(axis, entryAt(index, axis) + start))),
  );
};

const concat: Rule = (_, slots, attributes) => {
  const axis = attribute(attributes, 'axis');
  const lengths = slots.map(({ sizes }) => entryAt(sizes, axis));
  const sizes = slotAt(slots, 0).sizes.with(
    axis,
    lengths.reduce((sum, length) => sum + length),
  );
  return arrayBy(sizes, (index) => {
    let along = entryAt(index, axis);
    let slot = 0;
    while (along >= entryAt(lengths, slot)) {
      along -= entryAt(lengths, slot);
      slot += 1;
    }
    const part = slotAt(slots, slot);
    return entryAt(part.entries, placeOf(part.sizes, index.with(axis, along)));
  });
};

/** By operation. */
export const arrangement = { broadcast, reshape, transpose, slice, concat } as const satisfies Readonly<
  Record<string, Rule>
>;
