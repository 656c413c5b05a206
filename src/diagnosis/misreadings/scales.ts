/** The factor in front of the sum over examples: left out, applied twice, replaced, divided once more. */

import type { LossName, MlpProblem } from '../../model/problem.ts';
import { lossNames } from '../../model/supports.ts';
import type { Misreading } from './misreading.ts';

interface Sizes {
  readonly scale: number;
  readonly examples: number;
  readonly outputs: number;
  readonly inputs: number;
}

const sizesOf = ({ loss, inputs, targets }: MlpProblem): Sizes => ({
  scale: loss.scale,
  examples: inputs.length,
  outputs: (targets[0] ?? []).length,
  inputs: (inputs[0] ?? []).length,
});

const scaled = (id: string, of: (sizes: Sizes) => number, ...only: readonly LossName[]): Misreading => ({
  id,
  reads: (problem) =>
    only.length > 0 && !only.includes(problem.loss.name)
      ? problem
      : { ...problem, loss: { ...problem.loss, scale: of(sizesOf(problem)) } },
});

/** Of every loss, and of some alone: an average that is taken in one of them only. */
const averaged = (id: string, of: (sizes: Sizes) => number): readonly Misreading[] => [
  scaled(id, of),
  scaled(id, of, 'cross-entropy', 'cross-entropy-logits'),
  ...lossNames.map((name) => scaled(id, of, name)),
];

/** Factors of the whole sum; each is told from the others by examples, outputs and scale. */
export const scaleMisreadings: readonly Misreading[] = [
  scaled('scale-missing', () => 1),
  scaled('scale-twice', ({ scale }) => scale * scale),
  scaled('scale-mean', ({ examples }) => 1 / examples),
  scaled('scale-half', () => 1 / 2),
  scaled('scale-half-mean', ({ examples }) => 1 / (2 * examples)),
  scaled('scale-mean-outputs', ({ examples, outputs }) => 1 / (examples * outputs)),
  scaled('scale-half-mean-outputs', ({ examples, outputs }) => 1 / (2 * examples * outputs)),
  ...averaged('divided-by-examples', ({ scale, examples }) => scale / examples),
  scaled('divided-by-examples-twice', ({ scale, examples }) => scale / examples ** 2),
  ...averaged('divided-by-outputs', ({ scale, outputs }) => scale / outputs),
  ...averaged(
    'divided-by-examples-and-outputs',
    ({ scale, examples, outputs }) => scale / (examples * outputs),
  ),
  scaled('divided-by-inputs', ({ scale, inputs }) => scale / inputs),
  scaled('divided-by-one-example-less', ({ scale, examples }) => scale / Math.max(examples - 1, 1)),
  scaled('divided-by-one-example-more', ({ scale, examples }) => scale / (examples + 1)),
  scaled('times-examples', ({ scale, examples }) => scale * examples),
  scaled('times-outputs', ({ scale, outputs }) => scale * outputs),
  scaled('times-examples-and-outputs', ({ scale, examples, outputs }) => scale * examples * outputs),
  scaled('two-missing', ({ scale }) => scale / 2, 'squared-error'),
  scaled('two-twice', ({ scale }) => scale * 2, 'squared-error'),
  scaled('target-minus-output', ({ scale }) => -scale),
  scaled('target-minus-output', ({ scale }) => -scale, 'squared-error'),
];
