import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import clauseData from '#spec/clauses.json' with { type: 'json' };
import { entryAt } from '../model/path.ts';
import type { Fixture, Printed } from './fixture.ts';
import { problemOf } from './fixture.ts';
import { roundsTo } from './fixture-decimals.ts';
import { contentHash } from './fixture-hash.ts';
import { gradientFixtures, loadFixtures } from './fixtures.ts';
import { folder } from './test-fixtures.ts';

const fixtures = loadFixtures();

const fileNames = readdirSync(folder).filter((name) => name.endsWith('.json'));

const printedOf = (fixture: Fixture): readonly [Fixture, Printed][] =>
  (fixture.expectation.printed ?? []).map((printed) => [fixture, printed]);

const stepsOf = (path: string) =>
  [...path.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));

const exactAt = (fixture: Fixture, path: string): string => {
  const entry = entryAt(fixture.expectation.exact, stepsOf(path));
  if (typeof entry !== 'string') throw new Error(`${fixture.id}: nothing at ${path}`);
  return entry;
};

describe('loadFixtures', () => {
  it('reads every file of the folder, sorted by id', () => {
    const ids = fixtures.map(({ id }) => id);
    expect(ids).toEqual(fileNames.map((name) => name.replace(/\.json$/, '')).sort());
  });

  it('finds at least as many worked examples of each kind as there were at first', () => {
    const count = (kind: Fixture['kind']) => fixtures.filter((fixture) => fixture.kind === kind).length;
    expect(count('gradient')).toBeGreaterThanOrEqual(35);
    expect(count('activation')).toBeGreaterThanOrEqual(10);
    expect(count('training')).toBeGreaterThanOrEqual(3);
    expect(count('forward')).toBeGreaterThanOrEqual(1);
  });

  it('gives frozen fixtures', () => {
    for (const fixture of fixtures) {
      expect(Object.isFrozen(fixture) && Object.isFrozen(fixture.problem)).toBe(true);
    }
  });
});

describe('the fixtures', () => {
  it('name only clauses of the spec', () => {
    const known = new Set(clauseData.clauses.map(({ id }) => id));
    const unknown = fixtures.flatMap(({ id, clauses }) =>
      clauses.filter((clause) => !known.has(clause)).map((clause) => `${id}: ${clause}`),
    );
    expect(unknown).toEqual([]);
  });

  it('carry exact values that round to the digits in print', () => {
    const printed = fixtures.flatMap(printedOf);
    const wrong = printed.filter(([fixture, { path, digits }]) => !roundsTo(exactAt(fixture, path), digits));
    expect(wrong).toEqual([]);
    expect(printed.length).toBeGreaterThanOrEqual(50);
  });

  it('carry every number that the 0.2984 example prints', () => {
    const example = fixtures.filter(({ id }) => id === 'khalid-2-2-2').flatMap(printedOf);
    const digits = new Set(example.map(([, printed]) => printed.digits));
    expect([...digits].sort().join(' ')).toBe(
      '0.1868 0.2984 0.3775 0.3925 0.5933 0.5969 0.7414 0.7514 0.7729 1.106 1.225',
    );
  });

  it('show under another convention other gradients', () => {
    const alternatives = gradientFixtures().flatMap((fixture) =>
      (fixture.alternatives ?? []).map(({ exact }) => [exact, fixture.expectation.exact] as const),
    );
    for (const [other, own] of alternatives) expect(other.gradients).not.toEqual(own.gradients);
    expect(alternatives.length).toBeGreaterThanOrEqual(4);
  });

  it('train to outputs that round to the targets', () => {
    const trained = fixtures.filter((fixture) => fixture.kind === 'training');
    const rounded = trained.flatMap(({ problem, expectation }) =>
      expectation.rounded === undefined ? [] : [[expectation.rounded, problem.targets] as const],
    );
    for (const [outputs, targets] of rounded) expect(outputs).toEqual(targets);
    expect(rounded.length).toBeGreaterThanOrEqual(1);
  });

  it('hold no two equal problems of one kind', () => {
    const hashes = fixtures.map(({ kind, problem }) => `${kind} ${contentHash(problem)}`);
    expect(new Set(hashes).size).toBe(fixtures.length);
  });
});

describe('problemOf', () => {
  it('hands out the problem with the id and without the expectation', () => {
    for (const fixture of gradientFixtures()) {
      const problem = problemOf(fixture);
      expect(problem).toEqual({ ...fixture.problem, id: fixture.id });
      expect(Object.keys(problem)).not.toContain('expectation');
    }
  });
});

describe('contentHash', () => {
  it('ignores the order of keys and sees every value', () => {
    expect(contentHash({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(contentHash({ b: [{ d: 3, c: 2 }], a: 1 }));
    expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: 1.0000000000000002 }));
    expect(contentHash({ a: [1, 2] })).not.toBe(contentHash({ a: [2, 1] }));
  });

  // printf '{"a":[1],"b":null}' | sha256sum
  it('is the SHA-256 of the compact text with sorted keys', () => {
    expect(contentHash({ b: null, a: [1] })).toBe(
      'ed5c7dc2684fea0cb32578f8fe59a4aba8851b5dd7c38abcda3c1e2d9f4abaaa',
    );
  });
});
