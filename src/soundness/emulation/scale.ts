/** Where a subject multiplies by the scale of the loss, and how. */

import type { Style } from './style.ts';
import type { Emulation } from './sums.ts';

/** Multiplies by the scale where the style does so at this place; elsewhere nothing. */
export type Scaled<T> = (place: Style['scale'], value: T) => T;

/** The scale as a factor, or as a division by its reciprocal. */
export const scaling = <T>({ numbers, style }: Emulation<T>, scale: number): Scaled<T> => {
  const factor = numbers.of(scale);
  const divisor = numbers.div(numbers.of(1), factor);
  return (place, value) => {
    if (place !== style.scale) return value;
    return style.scaleAs === 'factor' ? numbers.mul(value, factor) : numbers.div(value, divisor);
  };
};
