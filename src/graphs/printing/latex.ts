/** Formulas in LaTeX, for a math environment; needs amsmath. */

import { attribute } from '../../model/attributes.ts';
import type { AnyOperationName } from '../../model/operations.ts';
import { entryAt } from '../tensor/tensor.ts';
import {
  attributesText,
  type Binding,
  binding,
  type Notation,
  type Parentheses,
  type Phrase,
  rightOf,
  type Sentence,
  within,
} from './notation.ts';

type Writer = (sentence: Sentence) => Phrase;

const part = ({ inputs }: Sentence, slot: number): Phrase => entryAt(inputs, slot);

const parentheses: Parentheses = ['\\left(', '\\right)'];

const inside = (phrase: Phrase, least: Binding): string => within(phrase, least, parentheses);

const sum =
  (sign: '+' | '-'): Writer =>
  (sentence) => {
    const right = rightOf(part(sentence, 1), sign === '+' ? binding.sum : binding.product, parentheses);
    return { text: `${part(sentence, 0).text} ${sign} ${right}`, binding: binding.sum };
  };

const product =
  (sign: string): Writer =>
  (sentence) => {
    const [left, right] = [part(sentence, 0), part(sentence, 1)];
    const text = `${inside(left, binding.product)} ${sign} ${rightOf(right, binding.sign, parentheses)}`;
    return { text, binding: binding.product };
  };

const power = (sentence: Sentence, exponent: string): Phrase => ({
  text: `${inside(part(sentence, 0), binding.atom)}^{${exponent}}`,
  binding: binding.power,
});

const fraction = (over: string, under: string): Phrase => ({
  text: `\\frac{${over}}{${under}}`,
  binding: binding.product,
});

const applied = (head: string, sentence: Sentence): Phrase => ({
  text: `${head}\\left(${sentence.inputs.map(({ text }) => text).join(', ')}\\right)`,
  binding: binding.atom,
});

const writers: Partial<Readonly<Record<AnyOperationName, Writer>>> = {
  add: sum('+'),
  sub: sum('-'),
  mul: (sentence) => product(sentence.isScalar ? '\\cdot' : '\\odot')(sentence),
  matmul: product('\\,'),
  div: (sentence) =>
    sentence.isScalar
      ? fraction(part(sentence, 0).text, part(sentence, 1).text)
      : product('\\oslash')(sentence),
  reciprocal: (sentence) =>
    sentence.isScalar ? fraction('1', part(sentence, 0).text) : power(sentence, '-1'),
  neg: (sentence) => ({ text: `-${inside(part(sentence, 0), binding.sign)}`, binding: binding.sign }),
  square: (sentence) => power(sentence, '2'),
  pow: (sentence) => power(sentence, String(attribute(sentence.operation.attributes, 'exponent'))),
  exp: (sentence) => ({ text: `e^{${part(sentence, 0).text}}`, binding: binding.power }),
  sqrt: (sentence) => ({ text: `\\sqrt{${part(sentence, 0).text}}`, binding: binding.atom }),
  log: (sentence) => applied('\\ln', sentence),
  tanh: (sentence) => applied('\\tanh', sentence),
  sigmoid: (sentence) => applied('\\sigma', sentence),
};

const escaped = (text: string): string => text.replaceAll('_', '\\_');

/** `\operatorname{relu}(a)`, the attributes as an index. */
const call: Writer = (sentence) => {
  const attributes = attributesText(sentence.operation);
  const index = attributes === '' ? '' : `_{\\text{${escaped(attributes)}}}`;
  return applied(`\\operatorname{${sentence.operation.name}}${index}`, sentence);
};

const number = (entry: number): Phrase => ({
  text: String(entry).replace(/e\+?(-?\d+)$/, ' \\cdot 10^{$1}'),
  binding: entry < 0 ? binding.sign : String(entry).includes('e') ? binding.product : binding.atom,
});

/** For a reader. */
export const latexNotation: Notation = {
  name: (name) => ({
    text: name.length === 1 ? name : `\\mathit{${escaped(name)}}`,
    binding: binding.atom,
  }),
  constant: (entries, isUniform) =>
    isUniform
      ? number(entryAt(entries, 0))
      : {
          text: `\\left(${entries.map((entry) => number(entry).text).join(', ')}\\right)`,
          binding: binding.atom,
        },
  apply: (sentence) => (writers[sentence.operation.name] ?? call)(sentence),
};
