/** The notation of the derivation in TeX: `w[2](1,3)` becomes `w^{[2]}_{1,3}`. */

import type { Item, Notation } from './equation.ts';

const variable = /^(x|w|b|z|a|delta)(?:\[(\d+)\])?(?:\{(\d+)\})?\((\d+(?:,\d+)?)\)$/;

/** A finite number as TeX, a power of ten instead of an exponent. */
export const texNumber = (value: number): string => {
  if (Number.isNaN(value)) return '\\mathrm{NaN}';
  if (!Number.isFinite(value)) return value > 0 ? '\\infty' : '-\\infty';
  const [digits = '', exponent] = String(value).split('e');
  return exponent === undefined ? digits : `${digits} \\times 10^{${Number(exponent)}}`;
};

const texVariable = (symbol: string): string | undefined => {
  const match = variable.exec(symbol);
  if (match === null) return undefined;
  const [, name = '', layer, piece, index = ''] = match;
  const letter = name === 'delta' ? '\\delta' : name;
  const above = layer === undefined ? '' : `^{[${layer}]${piece === undefined ? '' : `,${piece}`}}`;
  return `${letter}${above}_{${index}}`;
};

const numerators: Readonly<Record<string, string>> = { J: 'J', loss: '\\ell' };

const texWords: Readonly<Record<string, string>> = { scale: '\\mathrm{scale}', lambda: '\\lambda' };

/** A symbol as TeX; what is no symbol stands as text. */
export const texSymbol = (symbol: string): string => {
  const known = texWords[symbol] ?? texVariable(symbol);
  if (known !== undefined) return known;
  if (/^\d+$/.test(symbol)) return symbol;
  const [, path] = /^path (\d+)$/.exec(symbol) ?? [];
  if (path !== undefined) return `p_{${path}}`;
  const [, inner] = /^g'\((.*)\)$/.exec(symbol) ?? [];
  if (inner !== undefined) return `g'(${texVariable(inner) ?? texNumber(Number(inner))})`;
  const [, over = '', under] = /^d(.+)\/d(.+)$/.exec(symbol) ?? [];
  if (under !== undefined)
    return `\\frac{\\partial ${numerators[over] ?? texSymbol(over)}}{\\partial ${texSymbol(under)}}`;
  return `\\text{${symbol}}`;
};

const texItem = (item: Item, index: number): string => {
  if (typeof item === 'string') return texSymbol(item);
  return item < 0 && index > 0 ? `(${texNumber(item)})` : texNumber(item);
};

/** TeX, for `$$...$$`. */
export const tex: Notation = {
  item: texItem,
  times: ' \\cdot ',
  sumOverExamples: (product) => `\\sum_{\\text{examples}} ${product}`,
  inBrackets: (sum) => `\\left(${sum}\\right)`,
};
