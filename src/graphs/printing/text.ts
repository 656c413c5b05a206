/** Formulas as text: `a + b`, `a .* b` for tensors, `f(a; axis=1)`. */

import { attribute } from '../../model/attributes.ts';
import type { AnyOperationName } from '../../model/operations.ts';
import { entryAt } from '../tensor/tensor.ts';
import {
  attributesText,
  binding,
  type Notation,
  type Phrase,
  rightOf,
  type Sentence,
  within,
} from './notation.ts';

type Writer = (sentence: Sentence) => Phrase;

const part = ({ inputs }: Sentence, slot: number): Phrase => entryAt(inputs, slot);

// To the right of a sign anything equally loose is in parentheses: the formula keeps the order of the graph.

const sum =
  (sign: '+' | '-'): Writer =>
  (sentence) => ({
    text: `${part(sentence, 0).text} ${sign} ${rightOf(part(sentence, 1), binding.product)}`,
    binding: binding.sum,
  });

const product = (sentence: Sentence, sign: string): Phrase => ({
  text: `${within(part(sentence, 0), binding.product)} ${sign} ${rightOf(part(sentence, 1), binding.sign)}`,
  binding: binding.product,
});

const power = (sentence: Sentence, exponent: number): Phrase => {
  const shown = exponent < 0 ? `(${exponent})` : String(exponent);
  const base = within(part(sentence, 0), binding.atom);
  return { text: `${base} ${sentence.isScalar ? '^' : '.^'} ${shown}`, binding: binding.power };
};

const writers: Partial<Readonly<Record<AnyOperationName, Writer>>> = {
  add: sum('+'),
  sub: sum('-'),
  mul: (sentence) => product(sentence, sentence.isScalar ? '*' : '.*'),
  div: (sentence) => product(sentence, sentence.isScalar ? '/' : './'),
  matmul: (sentence) => product(sentence, '*'),
  neg: (sentence) => ({ text: `-${within(part(sentence, 0), binding.sign)}`, binding: binding.sign }),
  square: (sentence) => power(sentence, 2),
  pow: (sentence) => power(sentence, attribute(sentence.operation.attributes, 'exponent')),
};

/** `relu(a)`, `leaky_relu(a; alpha=0.5)`. */
const call: Writer = ({ operation, inputs }) => {
  const attributes = attributesText(operation);
  const list = inputs.map(({ text }) => text).join(', ');
  const name = operation.name.replaceAll('-', '_');
  return { text: `${name}(${list}${attributes === '' ? '' : `; ${attributes}`})`, binding: binding.atom };
};

const number = (entry: number): Phrase => ({
  text: String(entry),
  binding: entry < 0 ? binding.sign : binding.atom,
});

/** For a terminal, and for mathjs. */
export const textNotation: Notation = {
  name: (name) => ({ text: name, binding: binding.atom }),
  constant: (entries, isUniform) =>
    isUniform ? number(entryAt(entries, 0)) : { text: `[${entries.join(', ')}]`, binding: binding.atom },
  apply: (sentence) => (writers[sentence.operation.name] ?? call)(sentence),
};
