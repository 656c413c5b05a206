/** Which choices of style a problem leaves within the contract of spec/bounds.md, section 1. */

import { at } from '../../bounds/at.ts';
import type { Precision } from '../../bounds/precision.ts';
import type { Matrix, MlpProblem } from '../../model/problem.ts';
import { plainStyle, type Style } from '../emulation/style.ts';

/** Why a drawn choice was replaced by the plain one. */
export const exclusions = {
  exponentials: 'exponentials that are not shifted would leave the range (assumption 9)',
  reciprocal: 'the reciprocal of the scale would leave the range of normal numbers',
  division: 'a cross-entropy that is not fused would divide by a number that is not normal (assumption 9)',
} as const;

/** One of the reasons. */
export type Exclusion = keyof typeof exclusions;

const composes = ({ softmax, elementary, slope }: Style): boolean =>
  softmax === 'unshifted' || elementary === 'exponentials' || slope === 'composed';

const divides = ({ scaleAs }: Style, scale: number, { smallestNormal, largest }: Precision): boolean =>
  scaleAs === 'divisor' &&
  !(Math.min(scale, 1 / scale) > smallestNormal && Math.max(scale, 1 / scale) < largest);

/** The style with what the contract excludes for this problem replaced, and the reasons. */
export const withinContract = (
  style: Style,
  scale: number,
  format: Precision,
  reasons: readonly string[],
): { readonly style: Style; readonly excluded: readonly Exclusion[] } => {
  const overflowing = composes(style) && reasons.some((reason) => reason.includes('exponentials'));
  const dividing = divides(style, scale, format);
  const { softmax, elementary, slope, scaleAs } = plainStyle;
  return {
    style: {
      ...style,
      ...(overflowing
        ? {
            softmax: style.softmax === 'unshifted' ? softmax : style.softmax,
            elementary,
            slope: style.slope === 'composed' ? slope : style.slope,
          }
        : {}),
      ...(dividing ? { scaleAs } : {}),
    },
    excluded: [
      ...(overflowing ? (['exponentials'] as const) : []),
      ...(dividing ? (['reciprocal'] as const) : []),
    ],
  };
};

/** Whether this subject's own outputs make it divide by a number that is not normal. */
export const dividesBelowNormal = (
  { loss, targets }: MlpProblem,
  style: Style,
  { smallestNormal }: Precision,
  outputs: Matrix,
): boolean =>
  loss.name === 'cross-entropy' &&
  style.loss === 'unfused' &&
  targets.some((row, example) =>
    row.some((t, unit) => t > 0 && Math.abs(at(at(outputs, example), unit)) < smallestNormal),
  );
