/** The documents as the spec knows them: checksums, headings, and a hash per line with text. Lines count from 1. */

import type { Defect } from '../model/defect.ts';
import { linesOf, rangesOf } from './line-ranges.ts';
import { readSpecFile, textOf } from './spec-file.ts';

/** A heading of a document. */
export interface Heading {
  readonly line: number;
  /** The line without the marks of a heading. */
  readonly text: string;
  /** What it is cited as, where the text is a formula. */
  readonly name?: string;
}

/** Lines that state nothing. */
export interface Aside {
  readonly lines: string;
  readonly what: string;
}

/** One document. */
export interface SourceDocument {
  readonly name: string;
  readonly author: string;
  readonly title: string;
  readonly file: string;
  readonly md5: string;
  readonly sha256: string;
  /** How many lines there are. */
  readonly lines: number;
  /** In rising order; each holds the lines down to the next. */
  readonly headings: readonly Heading[];
  readonly aside: readonly Aside[];
  /** The lines that are blank. */
  readonly blank: string;
  /** Of every other line, by its number. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** What `spec/sources.json` holds. */
export interface SourceFile {
  readonly documents: readonly SourceDocument[];
}

/** Reads the text of `spec/sources.json`; throws SpecError. */
export const readSources = (
  text: string = textOf('spec/sources.json'),
  file = 'spec/sources.json',
): readonly SourceDocument[] =>
  readSpecFile<SourceFile>(file, text, JSON.parse(textOf('spec/schema/sources.schema.json')), {
    list: 'documents',
    name: 'name',
  }).value.documents;

/** What a heading is cited as. */
export const nameOf = ({ text, name = text }: Heading): string => name;

/** The name of the heading that a line stands under; undefined above the first. */
export const headingOver = ({ headings }: SourceDocument, line: number): string | undefined => {
  const over = headings.findLast((heading) => heading.line <= line);
  return over === undefined ? undefined : nameOf(over);
};

/** The numbers in `blank`. */
export const blankLines = ({ blank }: SourceDocument): readonly number[] =>
  blank === '' ? [] : (linesOf(blank) ?? []);

/** The numbers of all lines that are known to state nothing. */
export const asideLines = ({ aside }: SourceDocument): readonly number[] =>
  aside.flatMap(({ lines }) => linesOf(lines) ?? []);

/** What is wrong with a record in itself: lines without a hash that are not blank, places outside. */
export const recordDefects = (document: SourceDocument): readonly Defect[] => {
  const { name, lines, headings, hashes } = document;
  const blank = new Set(blankLines(document));
  const all = Array.from({ length: lines }, (_, index) => index + 1);
  const unrecorded = all.filter((line) => (hashes[line] === undefined) !== blank.has(line));
  const places = [...headings.map(({ line }) => line), ...asideLines(document)];
  const outside = places.filter((line) => line > lines);
  const defect = (expected: string, wrong: readonly number[]): readonly Defect[] =>
    wrong.length === 0
      ? []
      : [{ path: `spec/sources.json ${name}`, expected, got: `line ${rangesOf(wrong)}` }];
  return [
    ...defect('every line to have a hash or to be blank', unrecorded),
    ...defect(`headings and asides in lines 1-${lines}`, outside),
  ];
};
