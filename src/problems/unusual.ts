/** Architectures unlike the small ones, made from them: one dimension long, other constants. */

import fc from 'fast-check';
import type { Activation } from '../model/problem.ts';
import type { Supports } from '../model/supports.ts';
import type { Architecture } from './architecture.ts';
import { oncePer } from './once-per.ts';

/** One more than the lengths at which registers and blocks of products end. */
const lengths = [5, 9, 17, 33, 65] as const;

const upTo = (most: number): readonly number[] => lengths.filter((length) => length <= most);

const withExamples =
  (architecture: Architecture) =>
  (examples: number): Architecture => ({ ...architecture, examples });

const withWidth =
  (architecture: Architecture, index: number) =>
  (width: number): Architecture => ({
    ...architecture,
    widths: architecture.widths.with(index, width),
  });

/** Of every dimension that may be long what it can become: of a fixed shape only the number of examples may. */
const lengthened = (
  { fixedShape, maxWidth, maxExamples }: Supports,
  architecture: Architecture,
): readonly (readonly Architecture[])[] =>
  [
    upTo(maxExamples).map(withExamples(architecture)),
    ...(fixedShape === undefined ? [...architecture.widths.keys()] : []).map((index) =>
      upTo(maxWidth).map(withWidth(architecture, index)),
    ),
  ].filter(({ length }) => length > 0);

/** True where the universe has room for a dimension longer than the small ones. */
export const hasLongDimensions = ({ fixedShape, maxWidth, maxExamples }: Supports): boolean =>
  upTo(maxExamples).length > 0 || (fixedShape === undefined && upTo(maxWidth).length > 0);

/** The same architecture with one dimension long: the number of examples, or a width. */
export const withLongDimension =
  (supports: Supports) =>
  (architecture: Architecture): fc.Arbitrary<Architecture> =>
    fc
      .constantFrom(...lengthened(supports, architecture))
      .chain((architectures) => fc.constantFrom(...architectures));

const slopes = fc.constantFrom(0.001, 3, 20);

const withOtherConstants = oncePer((name: Activation['name']): fc.Arbitrary<Activation> | null => {
  switch (name) {
    case 'linear':
      return fc.record({
        name: fc.constant(name),
        alpha: fc.oneof(slopes, fc.constant(-1.5)),
        beta: fc.constantFrom(3, -40, 0.001),
      });
    case 'leaky-relu':
    case 'elu':
      return fc.record({ name: fc.constant(name), alpha: slopes });
    case 'maxout':
      return fc.record({ name: fc.constant(name), pieces: fc.integer({ min: 4, max: 6 }) });
    default:
      return null;
  }
});

/** The same architecture with constants of its activations that are rarely chosen. */
export const withFarConstants = (architecture: Architecture): fc.Arbitrary<Architecture> =>
  fc
    .tuple(
      ...architecture.activations.map(
        (activation) => withOtherConstants(activation.name) ?? fc.constant(activation),
      ),
    )
    .map((activations) => ({ ...architecture, activations }));
