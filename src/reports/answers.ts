/** The answers of several implementations to one problem, in one or more arithmetics, side by side. */

import type { TracedAnswer } from '../model/answer.ts';
import type { GraphAnswer } from '../model/graph.ts';
import { entryAt, formatPath, type Path } from '../model/path.ts';
import { jsonText } from './json.ts';

type Written = number | string;

/** Of either kind; numbers that are no doubles are texts. */
export type WrittenAnswer = TracedAnswer<Written> | GraphAnswer<Written>;

/** The answer of one implementation in one arithmetic, or why there is none. */
export type NamedAnswer<A extends WrittenAnswer = TracedAnswer<Written>> = {
  readonly name: string;
  readonly arithmetic: string;
} & ({ readonly answer: A } | { readonly refused: string });

/** An answer of a kind that both may have. */
export type AnyNamedAnswer = NamedAnswer<WrittenAnswer>;

const asJson = (answers: readonly AnyNamedAnswer[]): string =>
  jsonText({
    answers: answers.map((each) => {
      const asked = { implementation: each.name, arithmetic: each.arithmetic };
      if ('refused' in each) return { ...asked, refused: each.refused };
      const { trace: _, ...answer } = { trace: undefined, ...each.answer };
      return { ...asked, ...answer };
    }),
  });

/** The longest float64: `-1.2345678901234567e-300`. */
const leastWidth = 25;

const tensorsOfNetworks: readonly Path[] = [
  ['cost'],
  ['outputs'],
  ['deltas'],
  ['gradients', 'weights'],
  ['gradients', 'biases'],
  ['gradients', 'inputs'],
];

const tensorsOf = (answer: WrittenAnswer): readonly Path[] =>
  'value' in answer
    ? [['value'], ...Object.keys(answer.gradients).map((name) => ['gradients', name])]
    : tensorsOfNetworks;

function* leafPaths(value: unknown, prefix: Path): Generator<Path> {
  if (typeof value === 'number' || typeof value === 'string') yield prefix;
  if (!Array.isArray(value)) return;
  for (const [index, child] of value.entries()) yield* leafPaths(child, [...prefix, index]);
}

/** Letters beyond the basic plane count as one. */
const widthOf = (cell: string): number => [...cell].length;

/** Cells side by side, each column as wide as its widest cell, all but the first at least `leastWidth`. */
export const aligned = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(column === 0 ? 0 : leastWidth, ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd(),
  );
};

const asTable = (answers: readonly AnyNamedAnswer[]): string => {
  const isPlain = answers.every(({ arithmetic }) => arithmetic === 'float64');
  const titleOf = ({ name, arithmetic }: AnyNamedAnswer) => (isPlain ? name : `${name} ${arithmetic}`);
  const answered = answers.flatMap((each) => ('answer' in each ? [each] : []));
  const refused = answers.flatMap((each) => ('refused' in each ? [`${titleOf(each)}: ${each.refused}`] : []));
  const [first] = answered;
  const tensors = first === undefined ? [] : tensorsOf(first.answer);
  const paths = tensors.flatMap((path) => [...leafPaths(entryAt(first?.answer, path), path)]);
  const rows = paths.map((path) => [
    formatPath(path),
    ...answered.map(({ answer }) => String(entryAt(answer, path))),
  ]);
  const table = first === undefined ? [] : aligned([['', ...answered.map(titleOf)], ...rows]);
  return `${[...table, ...refused].join('\n')}\n`;
};

/** A table for people, or the JSON of the protocol (section 1); all answers are to one problem. */
export const answersReport = (answers: readonly AnyNamedAnswer[], json: boolean): string =>
  json ? asJson(answers) : asTable(answers);
