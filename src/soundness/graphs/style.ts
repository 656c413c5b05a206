/** The ways in which correct subjects go about a graph: each combination is one emulated subject. */

import { pick, randomStyle, type Style } from '../emulation/style.ts';

/** What a network's subject has, and what comes up in graphs only. */
export interface GraphStyle extends Style {
  /** Each term of an adjoint added where it comes up, or those of one operation first. */
  readonly gathering: 'flat' | 'nested';
  /** G times the local derivative, or G through the parts of it one after another. */
  readonly factors: 'derivative' | 'parts';
  /** Which of equals has the derivative. */
  readonly ties: 'first' | 'last' | 'split';
  readonly mean: 'quotient' | 'factor' | 'shares';
  /** Operations as such, or as their composition from others. */
  readonly operations: 'fused' | 'composed';
}

/** Every choice of every kind that only graphs have. */
export const graphChoices = {
  gathering: ['flat', 'nested'],
  factors: ['derivative', 'parts'],
  ties: ['first', 'last', 'split'],
  mean: ['quotient', 'factor', 'shares'],
  operations: ['fused', 'composed'],
} as const;

/** A style drawn at random. */
export const randomGraphStyle = (random: () => number): GraphStyle => ({
  ...randomStyle(random),
  gathering: pick(graphChoices.gathering, random),
  factors: pick(graphChoices.factors, random),
  ties: pick(graphChoices.ties, random),
  mean: pick(graphChoices.mean, random),
  operations: pick(graphChoices.operations, random),
});
