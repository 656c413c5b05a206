/** An explanation as Markdown with TeX formulas. */

import { isRefusal } from '../../model/answer.ts';
import { type Equation, type Item, written } from './equation.ts';
import { type Explanation, type PathSum, pathCountText, type ShownPath } from './explanation.ts';
import { tex, texNumber, texSymbol } from './tex.ts';

const block = (left: string, rightSides: readonly string[]): string =>
  [
    '$$',
    '\\begin{aligned}',
    rightSides
      .filter((side, index) => side !== rightSides[index - 1])
      .map((side, index) => `${index === 0 ? left : ''} &= ${side}`)
      .join(' \\\\\n'),
    '\\end{aligned}',
    '$$',
  ].join('\n');

const equationBlock = ({ left, formula, substituted, value }: Equation): string =>
  block(texSymbol(left), [written(formula, tex), written(substituted, tex), texNumber(value)]);

const product = (items: readonly Item[]): string => written({ front: items, terms: [] }, tex);

const ofExample = (example: number, examples: number): readonly string[] =>
  examples === 1 ? [] : [`Example ${example + 1}:`];

const pathBlock = ({ number, factors, product: value }: ShownPath): string =>
  block(texSymbol(`path ${number}`), [
    product(factors.map(({ symbol }) => symbol)),
    product(factors.map((factor) => factor.value)),
    texNumber(value),
  ]);

const meanings = ({ shown }: PathSum): readonly string[] =>
  (shown[0]?.factors ?? []).map(
    ({ symbol, meaning, value }) => `| $${texSymbol(symbol)}$ | $${texNumber(value)}$ | ${meaning} |`,
  );

const forwardRows = ({ forward }: PathSum, examples: number): readonly string[] =>
  forward.flatMap(({ example, z, a }) =>
    [...z, a].map(({ symbol, value }) =>
      [
        ...(examples === 1 ? [] : [`| ${example + 1} `]),
        `| $${texSymbol(symbol)}$ | $${texNumber(value)}$ |`,
      ].join(''),
    ),
  );

const table = (head: readonly string[], rows: readonly string[]): string =>
  [`| ${head.join(' | ')} |`, `|${head.map(() => '---|').join('')}`, ...rows].join('\n');

const pathSections = (paths: PathSum, examples: number): readonly string[] => {
  const { shown, total } = paths;
  return [
    `### The sum over paths (${pathCountText(paths)})`,
    ...shown.flatMap((path) => [...ofExample(path.example, examples), pathBlock(path)]),
    equationBlock(total),
    'The factors of path 1:',
    table(['factor', 'value', 'meaning'], meanings(paths)),
    'Forward values on these paths:',
    table([...(examples === 1 ? [] : ['example']), 'symbol', 'value'], forwardRows(paths, examples)),
  ];
};

const deltaSections = ({ delta, examples }: Explanation): readonly string[] => [
  '### The same by the delta recursion',
  ...delta.deltas.flatMap((each) => [...ofExample(each.example, examples), equationBlock(each)]),
  ...(delta.more === 0 ? [] : [`And ${delta.more} more delta${delta.more === 1 ? '' : 's'}.`]),
  equationBlock(delta.gradient),
];

/** The explanation as a document; every formula is a block between double dollar signs. */
export const explanationMarkdown = (explanation: Explanation): string => {
  const { at, symbol, value, paths, examples } = explanation;
  const parts = [
    `## \`${at}\``,
    block(texSymbol(symbol), [texNumber(value)]),
    ...(isRefusal(paths)
      ? [`The paths are not enumerated: ${paths.refused}.`]
      : pathSections(paths, examples)),
    ...deltaSections(explanation),
    'In symbols layers, units, inputs and examples count from 1.',
  ];
  return `${parts.join('\n\n')}\n`;
};
