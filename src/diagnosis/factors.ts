/** Derivatives that are right apart from a rational factor: one for all, or one by part and by layer. */

import type { Part } from '../judge/claim.ts';
import type { Cause } from '../model/diagnosis.ts';
import type { Case } from './cases.ts';
import { type Balls, isWrong, partsIn } from './fit.ts';
import type { Ball } from './reading/ball.ts';
import { type Fraction, simplestBetween, written } from './simplest.ts';

/** One derivative, and what it would be without the factor. */
interface Product {
  readonly got: number;
  readonly base: Ball;
}

type Groups = Map<string, Product[]>;

/** The name of the group that an entry belongs to; undefined for parts that must be right. */
type Partition = (part: Part, l: number, layers: number) => string | undefined;

const derivatives: readonly Part[] = ['weights', 'biases', 'inputs', 'deltas'];

const placed = (part: Part, where: string): string => (part === 'inputs' ? part : `${part} ${where}`);

const below = (distance: number): string =>
  distance === 0 ? 'of the last layer' : `of the layer ${distance} below the last`;

/** From one factor for all to one for every layer. */
const partitions: readonly Partition[] = [
  (part) => (part === 'weights' || part === 'biases' ? 'weights and biases' : part),
  (part) => part,
  (part, l, layers) => placed(part, l === layers - 1 ? 'of the last layer' : 'of the layers below the last'),
  (part, l) => placed(part, l === 0 ? 'of the first layer' : 'of the layers above the first'),
  (part, l, layers) => placed(part, below(layers - 1 - l)),
];

/** Fewer numbers than these have a common factor by chance. */
const fewest = 4;
const largestTerm = 100;

interface Range {
  readonly low: number;
  readonly high: number;
}

const everything: Range = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

const unitRoundoff = 2 ** -53;

/** The factors that one number allows; all where its base may be 0. */
const allowed = ({ got, base }: Product, u: number): Range => {
  if (!(Math.abs(base.value) > base.radius)) return everything;
  const ratios = [got / (base.value - base.radius), got / (base.value + base.radius)];
  const slack = 4 * (u + unitRoundoff) * Math.max(...ratios.map(Math.abs));
  return { low: Math.min(...ratios) - slack, high: Math.max(...ratios) + slack };
};

const factorOf = (products: readonly Product[], u: number): Fraction | null => {
  const ranges = products.map((product) => allowed(product, u)).filter((range) => range !== everything);
  const low = Math.max(...ranges.map((range) => range.low));
  const high = Math.min(...ranges.map((range) => range.high));
  if (ranges.length === 0 || (low <= 1 && 1 <= high)) return { numerator: 1, denominator: 1 };
  return ranges.length < fewest || low > high ? null : simplestBetween(low, high, largestTerm);
};

/** True where the factor also explains the numbers that are too small to tell it. */
const explains = (products: readonly Product[], { numerator, denominator }: Fraction, u: number): boolean => {
  const factor = numerator / denominator;
  return products.every(({ got, base }) => {
    const slack = Math.abs(factor) * base.radius + 4 * (u + unitRoundoff) * Math.abs(got);
    return !Number.isFinite(base.radius) || Math.abs(got - factor * base.value) <= slack;
  });
};

/** Two ways to have a factor: in everything, or in all but the penalty's term, which `data` leaves out. */
const productsIn = (
  { numbers, right, problem }: Case,
  data: Balls,
  partition: Partition,
  into: Groups,
): boolean => {
  for (const part of partsIn(numbers)) {
    for (const [l, group] of (numbers[part] ?? []).entries()) {
      const name = derivatives.includes(part) ? partition(part, l, problem.layers.length) : undefined;
      for (const [index, got] of group.entries()) {
        const [whole, base] = [right[part][l]?.[index], data[part][l]?.[index]];
        if (whole === undefined || base === undefined) return false;
        if (name === undefined && isWrong({ got, right: whole })) return false;
        if (name === undefined) continue;
        const penalty = whole.value - base.value;
        const product = { got: got - penalty, base: { value: base.value, radius: whole.radius } };
        into.set(name, [...(into.get(name) ?? []), product]);
      }
    }
  }
  return true;
};

const factorsBy = (
  cases: readonly Case[],
  dataOf: (one: Case) => Balls,
  partition: Partition,
  u: number,
): ReadonlyMap<string, Fraction> | null => {
  const groups: Groups = new Map();
  if (!cases.every((one) => productsIn(one, dataOf(one), partition, groups))) return null;
  const factors = new Map<string, Fraction>();
  for (const [name, products] of groups) {
    const factor = factorOf(products, u);
    if (factor === null || !explains(products, factor, u)) return null;
    if (factor.numerator !== factor.denominator) factors.set(name, factor);
  }
  return factors.size === 0 ? null : factors;
};

const clauses: readonly (readonly [string, string])[] = [
  ['weights and biases', 'LOSS-SCALE'],
  ['weights', 'GRAD-WEIGHT'],
  ['biases', 'GRAD-BIAS'],
  ['inputs', 'GRAD-INPUT'],
  ['deltas', 'DELTA-DEFINITION'],
];

const causeOf = (factors: ReadonlyMap<string, Fraction>, apart: string): Cause => {
  const names = [...factors.keys()];
  const said = names.map((name) => {
    const factor = factors.get(name);
    return `${name} ${factor?.numerator === 0 ? 'are 0' : `are ${factor && written(factor)} x the derivative`}`;
  });
  const clause = clauses.find(([start]) => names.some((name) => name.startsWith(start)))?.[1] ?? 'LOSS-SCALE';
  return {
    id: 'factor',
    sentence: `${said.join(', ')}${apart}, in every answer`,
    advice: 'look for this factor where these derivatives are finished',
    clause,
  };
};

/**
 * The common factors of wrong derivatives, in as few groups as will do; null where there are none.
 *
 * `dataOf` predicts an answer without its penalty; `u` is the subject's unit roundoff.
 */
export const commonFactors = (
  cases: readonly Case[],
  dataOf: (one: Case) => Balls,
  u: number,
): Cause | null => {
  for (const partition of partitions) {
    const whole = factorsBy(cases, ({ right }) => right, partition, u);
    if (whole !== null) return causeOf(whole, '');
    const data = factorsBy(cases, dataOf, partition, u);
    if (data !== null) return causeOf(data, ' apart from the penalty');
  }
  return null;
};
