/** The matrix of clauses and subjects as lines of text. */

import type { VerdictKind } from '../model/verdict-kind.ts';
import { escapeLine } from './escape.ts';
import { legendOf, type MatrixRow, matrixOf, signOf } from './matrix.ts';
import type { SubjectRun } from './run.ts';

const cell = 4;
const widestLine = 100;
const indent = '  ';

const rowLine = (title: string, cells: readonly string[], width: number): string =>
  `${indent}${title.padEnd(width)}${cells.map((text) => text.padStart(cell)).join('')}`;

/** Subjects `from` to `to`, as many as fit beside the clauses. */
const block = (rows: readonly MatrixRow[], from: number, to: number, width: number): readonly string[] => [
  '',
  rowLine(
    '',
    Array.from({ length: to - from }, (_, index) => String(from + index + 1)),
    width,
  ),
  ...rows.map(({ clause, kinds }) => rowLine(clause, kinds.slice(from, to).map(signOf), width)),
];

const areAll = ({ kinds }: MatrixRow, wanted: VerdictKind): boolean =>
  kinds.every((kind) => kind === wanted || kind === null);

/** Rows in which something differs or fails, a line for the others; nothing for fewer than two subjects. */
export const matrixLines = (subjects: readonly SubjectRun[]): readonly string[] => {
  if (subjects.length < 2) return [];
  const all = matrixOf(subjects);
  const conforming = all.filter((row) => areAll(row, 'conforms')).length;
  const unclaimed = all.filter((row) => areAll(row, 'unsupported')).length;
  const rows = all.filter((row) => !areAll(row, 'conforms') && !areAll(row, 'unsupported'));
  const common =
    `${indent}${conforming} of ${all.length} clauses conform in all ${subjects.length} subjects` +
    (unclaimed === 0 ? '' : `, ${unclaimed} ${unclaimed === 1 ? 'is' : 'are'} claimed by none`);
  if (rows.length === 0) return [common];
  const width = Math.max(...rows.map(({ clause }) => clause.length));
  const across = Math.max(1, Math.floor((widestLine - indent.length - width) / cell));
  const blocks = Array.from({ length: Math.ceil(subjects.length / across) }, (_, index) =>
    block(rows, index * across, Math.min(subjects.length, (index + 1) * across), width),
  );
  return [
    '',
    ...subjects.map(({ name }, index) => {
      const shown = escapeLine(name);
      return `${indent}${index + 1} ${shown.length > 80 ? `${shown.slice(0, 80)}...` : shown}`;
    }),
    ...blocks.flat(),
    `${indent}${legendOf(rows)}`,
    common,
  ];
};
