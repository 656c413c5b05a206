/** The Markdown whose code is run: README.md and everything below `spec/`. */

import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);

/** Paths from the root of the repository, sorted. */
export const markdownFiles = (): readonly string[] => [
  'README.md',
  ...readdirSync(new URL('spec/', root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `spec/${name.replaceAll('\\', '/')}`)
    .toSorted(),
];

/** The text of a file. */
export const markdownOf = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** Where a file lies. */
export const urlOf = (file: string): URL => new URL(file, root);
