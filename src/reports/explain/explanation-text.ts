/** An explanation as plain text of at most 80 columns. */

import { isRefusal } from '../../model/answer.ts';
import { wrap } from '../wrap.ts';
import { type Equation, plain, written } from './equation.ts';
import { type Explanation, type PathSum, pathCountText, type ShownPath } from './explanation.ts';
import type { ForwardValue } from './forward-values.ts';

/** ` (example 2)` of several; nothing of one. */
const ofExample = (example: number, examples: number): string =>
  examples === 1 ? '' : ` (example ${example + 1})`;

const widestFront = 24;

/** `left = formula`, and below it the numbers and the value, signs of equality in one column. */
const equationLines = (left: string, rightSides: readonly string[]): readonly string[] => {
  const narrow = left.length <= widestFront;
  const [head, indent] = narrow ? [`  ${left} = `, 2 + left.length] : [`      = `, 6];
  return [
    ...(narrow ? [] : wrap(left, '  ')),
    ...rightSides.flatMap((side, index) => wrap(side, index === 0 ? head : `${' '.repeat(indent)} = `)),
  ];
};

const sidesOf = ({ formula, substituted, value }: Equation): readonly string[] => {
  const sides = [written(formula, plain), written(substituted, plain), String(value)];
  return sides.filter((side, index) => side !== sides[index - 1]);
};

const pathLines = ({ number, example, factors, product }: ShownPath, examples: number): readonly string[] =>
  equationLines(`path ${number}${ofExample(example, examples)}`, [
    factors.map(({ symbol }) => symbol).join(plain.times),
    factors.map(({ value }) => value).join(plain.times),
    String(product),
  ]);

const meaningLines = ({ shown }: PathSum): readonly string[] => {
  const [largest] = shown;
  if (largest === undefined) return [];
  const width = Math.max(...largest.factors.map(({ symbol }) => symbol.length));
  return [
    '',
    'The factors of path 1:',
    ...largest.factors.flatMap(({ symbol, meaning }) => wrap(meaning, `  ${symbol.padEnd(width)}  `)),
  ];
};

const forwardLines = (forward: readonly ForwardValue[], examples: number): readonly string[] => {
  const rows = forward.flatMap(({ example, z, a }) =>
    [...z, a].map(({ symbol, value }) => `${symbol} = ${value}${ofExample(example, examples)}`),
  );
  return ['', 'Forward values on these paths:', ...rows.flatMap((row) => wrap(row, '  '))];
};

const pathSumLines = (paths: PathSum, examples: number): readonly string[] => {
  const { shown, total, forward } = paths;
  return [
    ...wrap(`The sum over all paths from there to the cost (${pathCountText(paths)}):`),
    ...shown.flatMap((path) => pathLines(path, examples)),
    '',
    ...equationLines(total.left, sidesOf(total)),
    ...meaningLines(paths),
    ...forwardLines(forward, examples),
  ];
};

const deltaSection = ({ delta, examples }: Explanation): readonly string[] => [
  'The same by the delta recursion:',
  ...delta.deltas.flatMap((each) =>
    equationLines(`${each.left}${ofExample(each.example, examples)}`, sidesOf(each)),
  ),
  ...(delta.more === 0 ? [] : [`  and ${delta.more} more delta${delta.more === 1 ? '' : 's'}`]),
  ...equationLines(delta.gradient.left, sidesOf(delta.gradient)),
];

/** The explanation in the order in which a reader needs it. */
export const explanationText = (explanation: Explanation): string => {
  const { at, symbol, value, paths, examples } = explanation;
  const lines = [
    ...wrap(`${at}: ${symbol} = ${value}`),
    '',
    ...(isRefusal(paths)
      ? wrap(`The paths are not enumerated: ${paths.refused}.`)
      : pathSumLines(paths, examples)),
    '',
    ...deltaSection(explanation),
    '',
    ...wrap(
      'In symbols layers, units, inputs and examples count from 1: w[2](1,3) leads into unit 1 of layer 2 from unit 3 of layer 1.',
    ),
  ];
  return `${lines.join('\n')}\n`;
};
