/**
 * The delta recursion's account of one derivative in two lines: delta of the unit, then delta times what
 * the weight multiplies, summed over the examples. Layers count from 0 in code.
 */

import type { Place } from '../../gradients/per-weight/place.ts';
import { isMaxout, type Matrix, type MlpProblem } from '../../model/problem.ts';
import { type Account, delta, isFused, jacobian, lossSlope, numberAt, share, slope } from './account.ts';
import { cut, type Equation, type Expression, equation, type Quantity, symbols, values } from './equation.ts';
import { layerAt, placePath, placeSymbol, sourceSymbol, weightSymbol } from './notation.ts';

/** The delta of one unit in one example. */
export interface DeltaEquation extends Equation {
  /** From 0. */
  readonly example: number;
}

/** delta, then the gradient. */
export interface DeltaLines {
  readonly deltas: readonly DeltaEquation[];
  /** How many deltas of the same kind are not written out. */
  readonly more: number;
  readonly gradient: Equation;
}

/** Factors of one summand. */
type Product = readonly Quantity[];

type ParameterPlace = Exclude<Place, { readonly kind: 'input' }>;
type InputPlace = Extract<Place, { readonly kind: 'input' }>;

const piecesOf = (problem: MlpProblem, l: number): readonly Matrix[] => {
  const layer = layerAt(problem, l);
  return isMaxout(layer) ? layer.weights : [layer.weights];
};

/** dJ/d(source): the deltas of layer l led back through its weights to one of its inputs. */
const ledBack = (account: Account, example: number, l: number, source: number): readonly Product[] =>
  piecesOf(account.problem, l).flatMap((rows, piece) =>
    rows.map((row, k) => [
      { symbol: weightSymbol(account.problem, l, piece, k, source), value: numberAt(row, [source]) },
      ...share(account, example, l, piece, k),
      delta(account, example, l, k),
    ]),
  );

const unitsOf = ({ answer }: Account, example: number, l: number): readonly number[] =>
  (answer.deltas[l]?.[example] ?? []).map((_, unit) => unit);

const deltaEquation = (account: Account, example: number, l: number, unit: number): DeltaEquation => {
  const { problem, shown } = account;
  const { symbol, value } = delta(account, example, l, unit);
  const { name } = layerAt(problem, l).activation;
  const last = l === problem.layers.length - 1;
  const scale: Quantity = { symbol: 'scale', value: problem.loss.scale };
  const above = (exit: number): readonly Product[] =>
    last ? [[lossSlope(account, example, exit), scale]] : ledBack(account, example, l + 1, exit);
  const fused = last && isFused(problem);
  const terms =
    name === 'softmax' && !fused
      ? unitsOf(account, example, l).flatMap((exit) =>
          above(exit).map((term) => [jacobian(account, example, l, exit, unit), ...term]),
        )
      : above(unit);
  const front = fused || name === 'softmax' || name === 'maxout' ? [] : [slope(account, example, l, unit)];
  return { example, ...equation(symbol, { front, terms }, Number(value), shown) };
};

const source = ({ problem, answer }: Account, example: number, l: number, input: number): Quantity => ({
  symbol: sourceSymbol(l, input),
  value: numberAt(l === 0 ? problem.inputs : answer.trace.activations[l - 1], [example, input]),
});

/** 2 lambda times the parameter, where the penalty has a term. */
const penaltyTerms = ({ problem, place }: Account): readonly Product[] => {
  const { penalty } = problem;
  if (penalty === undefined || place.kind === 'input') return [];
  if (place.kind === 'bias' && !penalty.biases) return [];
  const [kind, l, ...rest] = placePath(place);
  const parameter = numberAt(problem.layers, [Number(l), String(kind), ...rest]);
  return [
    [
      { symbol: '2', value: 2 },
      { symbol: 'lambda', value: penalty.lambda },
      { symbol: placeSymbol(problem, place), value: parameter },
    ],
  ];
};

const exampleTerm = (account: Account, place: ParameterPlace, example: number): Product => [
  delta(account, example, place.layer, place.unit),
  ...share(account, example, place.layer, place.piece ?? 0, place.unit),
  ...(place.kind === 'weight' ? [source(account, example, place.layer, place.input)] : []),
];

/** One example is a product; of several one product stands for all. */
const overExamples = (products: readonly Product[], penalty: readonly Product[]): Expression => {
  const [each = [], ...others] = products.map(symbols);
  return others.length === 0
    ? { front: [], terms: [each, ...penalty.map(symbols)] }
    : { front: [], each, terms: penalty.map(symbols) };
};

const ofParameter = (account: Account, place: ParameterPlace, left: string): DeltaLines => {
  const { problem, answer, shown } = account;
  const examples = problem.inputs.map((_, example) => example);
  const products = examples.map((example) => exampleTerm(account, place, example));
  const penalty = penaltyTerms(account);
  return {
    deltas: examples
      .slice(0, shown)
      .map((example) => deltaEquation(account, example, place.layer, place.unit)),
    more: Math.max(0, examples.length - shown),
    gradient: {
      left,
      formula: overExamples(products, penalty),
      substituted: { front: [], terms: [...cut(products.map(values), shown), ...penalty.map(values)] },
      value: numberAt(answer.gradients, placePath(place)),
    },
  };
};

const ofInput = (account: Account, place: InputPlace, left: string): DeltaLines => {
  const { answer, shown } = account;
  const { example, component } = place;
  const units = unitsOf(account, example, 0);
  const terms = ledBack(account, example, 0, component);
  const value = numberAt(answer.gradients, placePath(place));
  return {
    deltas: units.slice(0, shown).map((unit) => deltaEquation(account, example, 0, unit)),
    more: Math.max(0, units.length - shown),
    gradient: equation(left, { front: [], terms }, value, shown),
  };
};

/** The account; `deltas` are of every example for a parameter, of every first unit for an input. */
export const deltaLines = (account: Account): DeltaLines => {
  const { problem, place } = account;
  const left = `dJ/d${placeSymbol(problem, place)}`;
  return place.kind === 'input' ? ofInput(account, place, left) : ofParameter(account, place, left);
};
