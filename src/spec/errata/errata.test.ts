import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clauses } from '../clauses.ts';
import { documentNames } from '../concordance/concordance.ts';
import { readSources } from '../sources.ts';
import { effects } from './entry.ts';
import { errata, erratum } from './errata.ts';
import { errataReport } from './report.ts';

const all = errata();

/** At least as many as were there when this was written: errata are added, never lost. */
const floors = [
  ['Pasa', 30],
  ['Lee', 18],
  ['Sarkar', 34],
  ['Srihari', 79],
  ['Khalid', 67],
  ['several', 31],
] as const;

test.each(floors)('%s has at least %d errata', (document, floor) => {
  expect(all.filter((entry) => entry.document === document).length).toBeGreaterThanOrEqual(floor);
});

test('the numbers of the ids run from 1 without a gap, file by file', () => {
  for (const [index, name] of [...documentNames, 'several'].entries()) {
    const prefix = name === 'several' ? 'BX' : `B${index}`;
    const ids = all.filter(({ document }) => document === name).map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, number) => `${prefix}-${String(number + 1).padStart(2, '0')}`));
  }
});

test('every wrong number and every crash is shown by a test, and most ambiguities are or refer to one', () => {
  const shown = all.filter(({ demonstration }) => demonstration !== undefined);
  const ofEffect = (effect: string) => all.filter((entry) => entry.effect === effect);
  const grave = all.filter(({ effect }) => effect === 'number' || effect === 'crash');
  expect(grave.filter(({ demonstration }) => demonstration === undefined)).toEqual([]);
  expect(grave.length).toBeGreaterThanOrEqual(37);
  expect(shown.length).toBeGreaterThanOrEqual(68);
  expect(effects.map((effect) => ofEffect(effect).length).reduce((sum, count) => sum + count, 0)).toBe(
    all.length,
  );
  const ambiguities = ofEffect('ambiguity');
  const valued = ambiguities.filter(
    ({ demonstration, see }) => demonstration !== undefined || see.length > 0,
  );
  expect(valued.length).toBeGreaterThanOrEqual(59);
});

test('what an erratum refers to for its values has them', () => {
  for (const { id, effect, see } of all.filter((entry) => entry.effect === 'ambiguity')) {
    const valued = see.filter(
      (other) => erratum(other).demonstration !== undefined || erratum(other).see.length > 0,
    );
    expect(valued, `${id} (${effect})`).toEqual(see);
  }
});

test('the readings of a demonstration differ in name, and those of a wrong number in value', () => {
  for (const { id, effect, demonstration } of all) {
    const outcomes = demonstration?.outcomes ?? [];
    expect(new Set(outcomes.map(({ reading }) => reading)).size, id).toBe(outcomes.length);
    if (effect === 'number' || effect === 'crash') {
      const right = outcomes.at(-1)?.value;
      for (const { value } of outcomes.slice(0, -1)) expect(value, id).not.toBe(right);
    }
  }
});

test('every document with demonstrations has a file of tests that performs them', () => {
  const files = readdirSync(new URL('.', import.meta.url));
  const needed = new Set(
    all.filter((entry) => entry.demonstration !== undefined).map(({ document }) => document),
  );
  expect(needed.size).toBe(6);
  for (const document of needed) expect(files).toContain(`demonstrations-${document.toLowerCase()}.test.ts`);
});

test.each(all)('$id says what is printed, what is right and what counts, in a few words', (entry) => {
  expect(entry.printed).toMatch(/^.{3,200}$/u);
  expect(entry.right).toMatch(/^.{1,200}$/u);
  expect(entry.resolution).toMatch(/^\S.{3,200}\.$/u);
  for (const { heading } of entry.places) expect(heading).not.toBe('');
});

test('an erratum is found by its id; a miss names the nearest id', () => {
  expect(erratum('B4-41').clause).toBe('LOSS-SQUARED-ERROR');
  expect(() => erratum('B4-441')).toThrow(
    new RangeError('expected the id of an erratum, got "B4-441"; did you mean "B4-41"?'),
  );
});

test('every clause of a gradient chapter that the documents get wrong is named by an erratum', () => {
  const named = new Set(all.map(({ clause }) => clause));
  const known = clauses.map(({ id }) => id);
  expect([...named].filter((id) => id !== null && !known.includes(id))).toEqual([]);
  expect(named.size).toBeGreaterThanOrEqual(30);
});

test('reports/errata.md is what npm run spec:errata writes', () => {
  const file = new URL('../../../reports/errata.md', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(errataReport(all, readSources()));
});
