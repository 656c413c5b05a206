import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errata } from '../spec/errata/errata.ts';

test('the errata that the code names as repaired are in the list', () => {
  const known = new Set(errata().map(({ id }) => id));
  const folder = new URL('./', import.meta.url);
  const named = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').match(/\bB(?:\d|X)-\d\d\b/g) ?? []);
  expect([...new Set(named)].filter((id) => !known.has(id))).toEqual([]);
  expect(new Set(named).size).toBeGreaterThanOrEqual(18);
});
