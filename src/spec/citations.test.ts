import { expect, it } from 'vitest';
import { describe as inWords } from '../model/defect.ts';
import { citationDefects, type Demand } from './citations.ts';
import type { SourceDocument } from './sources.ts';

const primer: SourceDocument = {
  name: 'Primer',
  author: '',
  title: '',
  file: '',
  md5: '',
  sha256: '',
  lines: 9,
  headings: [
    { line: 1, text: 'Sums' },
    { line: 5, text: '$a b$', name: 'Products' },
    { line: 8, text: 'Sums' },
  ],
  aside: [],
  blank: '3',
  hashes: {},
};

const defects = (heading: string, lines: string, demand: Demand = 'every line', document = 'Primer') =>
  citationDefects({ document, heading, lines }, 'here', [primer], demand).map(inWords);

it('passes lines under their heading, wherever the heading comes again', () => {
  expect(defects('Sums', '1-4,9')).toEqual([]);
  expect(defects('Products', '5-7')).toEqual([]);
});

it('refuses a document, a heading and lines that do not exist', () => {
  expect(defects('Sums', '1', 'every line', 'Primr')).toEqual([
    'here.document: expected a document, got "Primr"; did you mean "Primer"?',
  ]);
  expect(defects('Product', '6')).toEqual([
    'here.heading: expected a heading of Primer, got "Product"; did you mean "Products"?',
  ]);
  expect(defects('Sums', '9-12')).toEqual(['here.lines: expected lines up to 9 of Primer, got line 10-12']);
  expect(defects('Sums', '4-2')).toEqual(['here.lines: expected rising lines as in 66-70,78, got "4-2"']);
});

it('refuses ranges that end in a blank line, and lines under another heading', () => {
  expect(defects('Sums', '2-3')).toEqual([
    'here.lines: expected ranges that begin and end with text, got line 3',
  ]);
  expect(defects('Sums', '4-6')).toEqual(['here.lines: expected every line under "Sums", got line 5-6']);
});

it('asks less where less is demanded', () => {
  expect(defects('Sums', '4-6', 'some line')).toEqual([]);
  expect(defects('Sums', '6', 'some line')).toEqual([
    'here.lines: expected some line under "Sums", got line 6',
  ]);
  expect(defects('A lost title', '3', 'lines alone')).toEqual([]);
  expect(defects('A lost title', '10', 'lines alone')).toHaveLength(1);
});
