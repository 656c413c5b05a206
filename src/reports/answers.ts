/** The answers of several implementations to one problem, side by side. */

import type { Answer } from '../model/answer.ts';
import { entryAt, formatPath, numberPaths, type Path } from '../model/path.ts';
import { jsonText } from './json.ts';

export type NamedAnswer =
  | { readonly name: string; readonly answer: Answer }
  | { readonly name: string; readonly refused: string };

const asJson = (answers: readonly NamedAnswer[]): string =>
  jsonText({
    answers: answers.map((each) => {
      if ('refused' in each) return { implementation: each.name, refused: each.refused };
      const { trace: _, ...answer } = each.answer;
      return { implementation: each.name, ...answer };
    }),
  });

const columnWidth = 25;

const tensors: readonly Path[] = [
  ['cost'],
  ['outputs'],
  ['deltas'],
  ['gradients', 'weights'],
  ['gradients', 'biases'],
  ['gradients', 'inputs'],
];

const row = ([label = '', ...cells]: readonly string[], labelWidth: number): string =>
  [label.padEnd(labelWidth), ...cells.map((cell) => cell.padEnd(columnWidth))].join('  ').trimEnd();

const asTable = (answers: readonly NamedAnswer[]): string => {
  const answered = answers.flatMap((each) => ('answer' in each ? [each] : []));
  const refused = answers.flatMap((each) => ('refused' in each ? [`${each.name}: ${each.refused}`] : []));
  const [first] = answered;
  const paths = tensors.flatMap((path) => [...numberPaths(entryAt(first?.answer, path), path)]);
  const labelWidth = Math.max(0, ...paths.map((path) => formatPath(path).length));
  const rows = paths.map((path) => [
    formatPath(path),
    ...answered.map(({ answer }) => String(entryAt(answer, path))),
  ]);
  const table = [['', ...answered.map(({ name }) => name)], ...rows].map((cells) => row(cells, labelWidth));
  return `${[...(first === undefined ? [] : table), ...refused].join('\n')}\n`;
};

/** A table for people, or the JSON of the protocol (section 1). */
export const answersReport = (answers: readonly NamedAnswer[], json: boolean): string =>
  json ? asJson(answers) : asTable(answers);
