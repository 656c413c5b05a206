import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readSources, recordDefects } from './sources.ts';
import { runSources } from './sources-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'backproof-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = '# Sums\n\nAn addition adds.\n  It adds in any order.\n\nProducts:\nA product multiplies.\nEND';
const [sources, statements] = [join(folder, 'sources.json'), join(folder, 'statements.json')];

const sha = (line: string): string => createHash('sha256').update(line).digest('hex').slice(0, 16);

const record = {
  name: 'Primer',
  author: 'Nobody',
  title: 'A primer',
  file: 'primer.txt',
  md5: createHash('md5').update(text).digest('hex'),
  sha256: createHash('sha256').update(text).digest('hex'),
  lines: 8,
  headings: [
    { line: 1, text: 'Sums' },
    { line: 6, text: 'Products' },
  ],
  aside: [{ lines: '8', what: 'the end' }],
  blank: '2,5',
  hashes: {
    1: sha('# Sums'),
    3: sha('An addition adds.'),
    4: sha('It adds in any order.'),
    6: sha('Products:'),
    7: sha('A product multiplies.'),
    8: sha('END'),
  },
};

const statement = (lines: string) => ({
  id: 'S0-01',
  document: 'Primer',
  kinds: ['property'],
  places: [{ heading: 'Sums', lines }],
  clauses: ['A'],
});

beforeEach(() => {
  writeFileSync(join(folder, 'primer.txt'), text);
  writeFileSync(sources, JSON.stringify({ documents: [record] }));
  writeFileSync(statements, JSON.stringify({ statements: [statement('3-4,7')] }));
});

const run = (...words: readonly string[]) => {
  const printed: string[] = [];
  const status = runSources(words, { sources, statements, print: (line) => printed.push(line) });
  return { status, printed };
};

describe('npm run spec:sources', () => {
  it('passes documents that are as recorded', () => {
    expect(run(folder)).toEqual({
      status: 0,
      printed: ['1 documents, 8 lines, 6 of them with text, 2 headings: all as recorded'],
    });
  });

  it('names every difference, and records it when asked', () => {
    writeFileSync(join(folder, 'primer.txt'), text.replace('any', 'one').replace('Products', 'Factors'));
    const { status, printed } = run(folder);
    expect(status).toBe(1);
    expect(
      printed.filter((line) => /^Primer (md5|sha256): expected [0-9a-f]+, got [0-9a-f]+$/.test(line)),
    ).toHaveLength(2);
    expect(printed).toContain(
      `Primer line 4: expected the line of hash ${sha('It adds in any order.')}, got one of hash ${sha('It adds in one order.')}`,
    );
    expect(printed).toContain('Primer line 6: expected the heading "Products", got "Factors"');
    expect(printed.at(-1)).toMatch(/: 5 differ$/);
    expect(run(folder, '--write').status).toBe(0);
    expect(readSources(readFileSync(sources, 'utf8')).map(({ headings }) => headings)).toEqual([
      [record.headings[0], { line: 6, text: 'Factors' }],
    ]);
  });

  it('counts lines and sees text where a blank line was', () => {
    writeFileSync(join(folder, 'primer.txt'), `${text.replace('\n\n', '\nnew\n')}\nlast\n`);
    expect(run(folder).printed).toEqual(
      expect.arrayContaining([
        'Primer lines: expected 8, got 9',
        'Primer line 2: expected a blank line, got text',
      ]),
    );
  });

  it('names lines that no statement cites', () => {
    writeFileSync(statements, JSON.stringify({ statements: [statement('3')] }));
    expect(run(folder).printed[0]).toBe(
      'Primer: expected every line with text to be a heading, in a statement or aside, got line 4,7',
    );
  });

  it('refuses a missing document, and words it does not know', () => {
    rmSync(join(folder, 'primer.txt'));
    expect(run(folder)).toEqual({
      status: 1,
      printed: [`Primer: expected a file primer.txt in ${folder}, got nothing`],
    });
    expect(run()).toMatchObject({ status: 2, printed: [expect.stringContaining('expected the folder')] });
    expect(run(folder, '--wriet').status).toBe(2);
  });
});

describe('the record', () => {
  it('of the repository has every line of five documents', () => {
    const documents = readSources();
    expect(documents.map(({ name }) => name)).toEqual(['Pasa', 'Lee', 'Sarkar', 'Srihari', 'Khalid']);
    expect(documents.flatMap(recordDefects)).toEqual([]);
  });

  it('names lines that are neither hashed nor blank, and places outside', () => {
    const broken = { ...record, blank: '2', aside: [{ lines: '9', what: 'nothing' }] };
    expect(recordDefects(broken)).toEqual([
      {
        path: 'spec/sources.json Primer',
        expected: 'every line to have a hash or to be blank',
        got: 'line 5',
      },
      { path: 'spec/sources.json Primer', expected: 'headings and asides in lines 1-8', got: 'line 9' },
    ]);
  });
});
