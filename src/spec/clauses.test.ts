import temml from 'temml';
import { describe, expect, it, test } from 'vitest';
import data from '#spec/clauses.json' with { type: 'json' };
import { properties } from '../../properties/index.ts';
import { codes } from '../model/codes.ts';
import { loadFixtures } from '../problems/fixtures.ts';
import { clause, clauses, knownWords, lookUp } from './clauses.ts';
import { misreadClauses, misreadingsOf } from './misreadings.ts';

const ids = clauses.map(({ id }) => id);

test('every clause of the file is read whole, in order', () => {
  expect(clauses).toEqual(data.clauses);
  expect(clauses.length).toBeGreaterThanOrEqual(43);
});

test('codes and clause ids share one namespace without collision', () => {
  expect(knownWords.length).toBe(ids.length + codes.length);
  expect(new Set(knownWords.map((word) => word.toLowerCase())).size).toBe(knownWords.length);
});

test.each(knownWords)('%s is words in capitals, and is found under its name in any case', (word) => {
  expect(word).toMatch(/^[A-Z0-9]+(-[A-Z0-9]+)*$/);
  const entry = lookUp(word.toLowerCase());
  expect(entry?.kind === 'clause' ? entry.clause.id : entry?.code.code).toBe(word);
});

test.each(clauses)('$id has a statement and sources with a heading', ({ statement, sources }) => {
  expect(statement).toMatch(/^[A-Z].*\.$/);
  expect(sources.length).toBeGreaterThan(0);
  for (const { document, heading, lines } of sources) {
    expect(document).not.toBe('');
    expect(heading).not.toBe('');
    expect(lines).toMatch(/^(\d+(-\d+)?(,\d+(-\d+)?)*)?$/);
  }
});

test('a clause is found by its id; a miss names the nearest id and never a code', () => {
  expect(clause('DELTA-HIDDEN').formula).toBe("delta[l] = (W[l+1]' delta[l+1]) * g'(z[l])");
  expect(() => clause('delta-hiden')).toThrow(
    new RangeError('expected a clause id, got "delta-hiden"; did you mean "DELTA-HIDDEN"?'),
  );
  expect(() => clause('WRONG-VALUE')).toThrow(new RangeError('expected a clause id, got "WRONG-VALUE"'));
});

test('an unknown word stands for nothing', () => {
  expect(lookUp('WRONG-VALU')).toBeUndefined();
  expect(lookUp('')).toBeUndefined();
});

test('fixtures and properties name only known clauses', () => {
  const named = [
    ...loadFixtures().flatMap((fixture) => fixture.clauses),
    ...properties.map((property) => property.clause),
  ];
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});

test('every clause has at least one mistake that breaks it, listed once', () => {
  expect(misreadClauses.toSorted()).toEqual(ids.toSorted());
  for (const id of ids) expect(misreadingsOf(id).length).toBeGreaterThan(0);
});

/** The numbers of a text, sorted; `\\frac12` and `1/2` have the same. */
const numbersIn = (text: string): readonly string[] => (text.match(/\d+/g) ?? []).toSorted();

describe('a formula in TeX', () => {
  it.each(clauses.map((each) => [each.id, each] as const))(
    'of %s says what the plain one says',
    (_, each) => {
      expect(each.tex !== undefined).toBe(each.formula !== '');
      const { tex } = each;
      if (tex === undefined) return;
      expect(numbersIn(tex)).toEqual(numbersIn(each.formula));
      expect(() => temml.renderToString(tex, { throwOnError: true, strict: true })).not.toThrow();
    },
  );

  it('that is broken does not pass', () => {
    expect(() => temml.renderToString('\\frac{1}{', { throwOnError: true })).toThrow();
  });
});
