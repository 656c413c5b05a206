/** The record of a document, held against the document itself. Only this file ever looks at a document. */

import { createHash } from 'node:crypto';
import type { Defect } from '../model/defect.ts';
import { quote } from '../model/defect.ts';
import { rangesOf } from './line-ranges.ts';
import { asideLines, blankLines, type SourceDocument } from './sources.ts';

const hashDigits = 16;

/** The first 16 hexadecimal digits of the SHA-256 of a line without the blanks around it. */
const lineHash = (line: string): string =>
  createHash('sha256').update(line.trim(), 'utf8').digest('hex').slice(0, hashDigits);

/** A heading without `#` in front and `:` behind. */
const headingText = (line: string): string =>
  line
    .trim()
    .replace(/^#+\s*/, '')
    .replace(/\s*:$/, '');

/** The lines of a text; a line end at the very end begins no further one. */
const linesIn = (bytes: Buffer): readonly string[] => bytes.toString('utf8').replace(/\n$/, '').split('\n');

const checksums = (bytes: Buffer) => ({
  md5: createHash('md5').update(bytes).digest('hex'),
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

const isBlank = (line: string | undefined): boolean => line?.trim() === '';

const wholeDefects = (record: SourceDocument, bytes: Buffer, lines: readonly string[]): readonly Defect[] => {
  const found = { ...checksums(bytes), lines: lines.length };
  return (['md5', 'sha256', 'lines'] as const)
    .filter((key) => found[key] !== record[key])
    .map((key) => ({ path: `${record.name} ${key}`, expected: `${record[key]}`, got: `${found[key]}` }));
};

const headingDefects = ({ name, headings }: SourceDocument, lines: readonly string[]): readonly Defect[] =>
  headings.flatMap(({ line, text }, index) => {
    const path = `${name} line ${line}`;
    const before = headings[index - 1];
    const found = headingText(lines[line - 1] ?? '');
    return [
      ...(before !== undefined && before.line >= line
        ? [{ path, expected: `a heading below line ${before.line}`, got: 'one above it' }]
        : []),
      ...(found === text ? [] : [{ path, expected: `the heading ${quote(text)}`, got: quote(found) }]),
    ];
  });

const hashDefects = (record: SourceDocument, lines: readonly string[]): readonly Defect[] => [
  ...Object.entries(record.hashes).flatMap(([number, hash]) => {
    const line = lines[Number(number) - 1];
    const found = line === undefined ? 'no such line' : `one of hash ${lineHash(line)}`;
    return line !== undefined && lineHash(line) === hash
      ? []
      : [{ path: `${record.name} line ${number}`, expected: `the line of hash ${hash}`, got: found }];
  }),
  ...blankLines(record)
    .filter((number) => !isBlank(lines[number - 1]))
    .map((number) => ({ path: `${record.name} line ${number}`, expected: 'a blank line', got: 'text' })),
];

/** Lines with text that are neither headings nor aside nor among those that statements cite. */
const unaccounted = (record: SourceDocument, lines: readonly string[], stated: ReadonlySet<number>) => {
  const known = new Set([...stated, ...record.headings.map(({ line }) => line), ...asideLines(record)]);
  const left = lines.flatMap((line, index) => (isBlank(line) || known.has(index + 1) ? [] : [index + 1]));
  return left.length === 0
    ? []
    : [
        {
          path: record.name,
          expected: 'every line with text to be a heading, in a statement or aside',
          got: `line ${rangesOf(left)}`,
        },
      ];
};

/** Every way in which a document is not the one recorded, or not wholly accounted for. */
export const documentDefects = (
  record: SourceDocument,
  bytes: Buffer,
  stated: ReadonlySet<number>,
): readonly Defect[] => {
  const lines = linesIn(bytes);
  return [
    ...wholeDefects(record, bytes, lines),
    ...headingDefects(record, lines),
    ...hashDefects(record, lines),
    ...unaccounted(record, lines, stated),
  ];
};

/** The record of a document as it stands; headings keep their lines, names and the asides are as they were. */
export const recordOf = (record: SourceDocument, bytes: Buffer): SourceDocument => {
  const lines = linesIn(bytes).map((text, index) => ({ number: index + 1, text }));
  return {
    ...record,
    ...checksums(bytes),
    lines: lines.length,
    headings: record.headings.map((heading) => ({
      ...heading,
      text: headingText(lines[heading.line - 1]?.text ?? ''),
    })),
    blank: rangesOf(lines.filter(({ text }) => isBlank(text)).map(({ number }) => number)),
    hashes: Object.fromEntries(
      lines.filter(({ text }) => !isBlank(text)).map(({ number, text }) => [`${number}`, lineHash(text)]),
    ),
  };
};
