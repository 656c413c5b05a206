/** How operations are written: in text that mathjs reads back for scalars, or in LaTeX. */

import type { Operation } from '../graph.ts';

/** How tightly an expression holds together; a looser one inside a tighter one stands in parentheses. */
export const binding = { sum: 1, product: 2, sign: 3, power: 4, atom: 5 } as const;

/** How tightly an expression holds together: the larger, the tighter. */
export type Binding = (typeof binding)[keyof typeof binding];

/** An expression as text, and how tightly it holds together. */
export interface Phrase {
  readonly text: string;
  readonly binding: Binding;
}

/** An operation on phrases. `isScalar` is true where the result is one number. */
export interface Sentence {
  readonly operation: Operation;
  readonly inputs: readonly Phrase[];
  readonly isScalar: boolean;
}

/** One way of writing. */
export interface Notation {
  name(name: string): Phrase;
  /** Entries in row-major order; `isUniform` says that all are equal. */
  constant(entries: readonly number[], isUniform: boolean): Phrase;
  apply(sentence: Sentence): Phrase;
}

/** What opens and closes parentheses. */
export type Parentheses = readonly [open: string, close: string];

/** The text, in parentheses where it is looser than it has to be. */
export const within = (
  { text, binding: actual }: Phrase,
  least: Binding,
  [open, close]: Parentheses = ['(', ')'],
): string => (actual >= least ? text : `${open}${text}${close}`);

/** The same to the right of an operator, where a sign in front would stand next to it. */
export const rightOf = (phrase: Phrase, least: Binding, parentheses?: Parentheses): string =>
  within(phrase, phrase.binding === binding.sign ? binding.power : least, parentheses);

/** `axis=1, shape=[2, 3]`. */
export const attributesText = ({ attributes }: Operation): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? `[${value.join(', ')}]` : value}`)
    .join(', ');
