/** Equations as data: a name, its formula, the same with numbers in it, and the value. */

/** A symbol in the notation of the derivation, a number, or words such as `7 more terms`. */
export type Item = string | number;

/** front * (sum over examples (each) + term + term + ...) */
export interface Expression {
  /** Common factors. */
  readonly front: readonly Item[];
  /** A product that stands for its like of every example. */
  readonly each?: readonly Item[];
  /** Summands, each a product. */
  readonly terms: readonly (readonly Item[])[];
}

/** left = formula = substituted = value. */
export interface Equation {
  readonly left: string;
  readonly formula: Expression;
  readonly substituted: Expression;
  readonly value: number;
}

/** A factor by both its names. */
export interface Quantity {
  readonly symbol: string;
  /** The number, or what is known of it. */
  readonly value: Item;
}

/** Factors as the symbols that they are written with. */
export const symbols = (factors: readonly Quantity[]): readonly Item[] => factors.map(({ symbol }) => symbol);

/** Factors as numbers. */
export const values = (factors: readonly Quantity[]): readonly Item[] => factors.map(({ value }) => value);

/** The first `shown` summands, and in words how many are left out. */
export const cut = (terms: readonly (readonly Item[])[], shown: number): readonly (readonly Item[])[] => {
  const more = terms.length - shown;
  return more <= 0 ? terms : [...terms.slice(0, shown), [`${more} more term${more === 1 ? '' : 's'}`]];
};

/** The equation between `left` and front * (term + ...), of whose summands at most `shown` are written. */
export const equation = (
  left: string,
  sides: { readonly front: readonly Quantity[]; readonly terms: readonly (readonly Quantity[])[] },
  value: number,
  shown: number,
): Equation => {
  const { front, terms } = sides;
  return {
    left,
    formula: { front: symbols(front), terms: cut(terms.map(symbols), shown) },
    substituted: { front: values(front), terms: cut(terms.map(values), shown) },
    value,
  };
};

/** How one form of output writes an expression. */
export interface Notation {
  /** `index` counts the factors of a product from 0. */
  readonly item: (item: Item, index: number) => string;
  readonly times: string;
  readonly sumOverExamples: (product: string) => string;
  readonly inBrackets: (sum: string) => string;
}

const joined = (summands: readonly string[]): string =>
  summands.reduce((sum, summand) =>
    summand.startsWith('-') ? `${sum} - ${summand.slice(1)}` : `${sum} + ${summand}`,
  );

/** The expression in a notation. */
export const written = ({ front, each, terms }: Expression, notation: Notation): string => {
  const { times, sumOverExamples, inBrackets } = notation;
  const product = (items: readonly Item[]): string => items.map(notation.item).join(times);
  const summands = [...(each === undefined ? [] : [sumOverExamples(product(each))]), ...terms.map(product)];
  if (summands.length === 0) return product(front);
  const sum = joined(summands);
  if (front.length === 0) return sum;
  return `${product(front)}${times}${summands.length === 1 ? sum : inBrackets(sum)}`;
};

/** Plain text: `0.25 * (0.5 * 3 - 2 * 4 + 7 more terms)`. */
export const plain: Notation = {
  item: (item) => String(item),
  times: ' * ',
  sumOverExamples: (product) => `sum over examples (${product})`,
  inBrackets: (sum) => `(${sum})`,
};
