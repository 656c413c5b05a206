import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { coverageJson, coverageOf } from './coverage.ts';
import { coveragePage } from './coverage-page.ts';
import { gatherMaterial } from './material.ts';

const material = gatherMaterial();

const report = (name: string): string =>
  readFileSync(new URL(`../../../reports/${name}`, import.meta.url), 'utf8');

it('reports/coverage.md and .json are what npm run spec:check -- --write makes', () => {
  expect(report('coverage.md')).toBe(coveragePage(material));
  expect(report('coverage.json')).toBe(coverageJson(material));
});

it('a must that loses its only property becomes a gap', () => {
  const { gaps } = coverageOf({ ...material, properties: [] });
  expect(gaps.withoutProperty).toContain('PURE');
  expect(coverageOf(material).gaps.withoutProperty).not.toContain('PURE');
  expect(gaps.untested).toContain('PURE');
});

it('names every clause once, in reading order', () => {
  const ids = material.clauses.value.clauses.map(({ id }) => id);
  const page = coveragePage(material);
  const places = ids.map((id) => page.indexOf(`\n| ${id} | `));
  expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
});
