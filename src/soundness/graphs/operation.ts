/** What an emulated operation is: values, and the scalar terms that go back. */

import { at } from '../../bounds/at.ts';
import type { Attributes } from '../../model/operations.ts';
import type { Shape } from '../../model/tensor.ts';
import type { Emulation } from '../emulation/sums.ts';
import type { GraphStyle } from './style.ts';

/** A variable in the subject's numbers, row-major. */
export interface Entries {
  readonly shape: Shape;
  readonly entries: readonly number[];
}

/** An emulated subject. */
export interface Subject {
  readonly emulation: Emulation<number>;
  readonly style: GraphStyle;
}

/** One use of an operation. */
export interface Use extends Subject {
  readonly inputs: readonly Entries[];
  readonly attributes: Attributes;
  /** Of the result. */
  readonly shape: Shape;
}

/** The same with its result. */
export interface Used extends Use {
  readonly result: Entries;
}

/** Terms by entry of the argument: their sum goes back to it. */
export type Terms = readonly (readonly number[])[];

/** One operation, as a subject of any style computes it. */
export interface EmulatedOperation {
  value(use: Use): readonly number[];
  terms(used: Used, slot: number, G: readonly number[]): Terms;
}

/** The argument in a slot. */
export const inputOf = ({ inputs }: Use, slot: number): Entries => at(inputs, slot);

/** No term anywhere. */
export const noTerms = ({ entries }: Entries): number[][] => entries.map(() => []);
