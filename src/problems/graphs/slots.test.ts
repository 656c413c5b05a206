import { expect, it } from 'vitest';
import { restOf } from './slots.ts';

const choices = Array.from({ length: 12 }, (_, choice) => choice);

it.each([[[2]], [[2, 3]], [[1, 2, 2]]])(
  'concat joins %j with several others, longer ones among them',
  (shape) => {
    const rests = choices.map((choice) => restOf.concat(shape, choice));
    expect(new Set(rests.map((rest) => rest?.slots.length))).toEqual(new Set([1, 2]));
    for (const rest of rests) {
      const axis = Number(rest?.attributes?.['axis']);
      for (const slot of rest?.slots ?? []) expect(slot.with(axis, 0)).toEqual(shape.with(axis, 0));
    }
    const longer = rests.filter((rest) => rest?.slots.some((slot) => slot.join() !== shape.join()));
    expect(longer.length).toBeGreaterThan(3);
  },
);
