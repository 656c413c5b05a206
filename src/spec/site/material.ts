/** Everything the pages are made of, read once. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { properties } from '../../../properties/index.ts';
import type { Fixture } from '../../problems/fixture.ts';
import { loadFixtures } from '../../problems/fixtures.ts';
import { loadGraphFixtures } from '../../problems/graphs/graph-fixtures.ts';
import { type Chapter, readClauses } from '../clause-file.ts';
import type { Clause } from '../clauses.ts';
import type { Erratum } from '../errata/entry.ts';
import { errata } from '../errata/errata.ts';
import { misreadingsOf } from '../misreadings.ts';
import { textOf } from '../spec-file.ts';
import type { Linked } from './clause-box.ts';

/** A property as far as the pages show it. */
export interface ShownProperty extends Linked {
  readonly clause: string;
}

/** Prose of a chapter: `spec/chapters/01-notation.md`. */
export interface ChapterText {
  /** The file's name without `.md`. */
  readonly name: string;
  readonly markdown: string;
}

/** A worked example as far as the pages show it. */
export interface ShownExample extends Linked {
  /** From the root of the repository. */
  readonly file: string;
  readonly clauses: readonly string[];
  readonly source: { readonly document: string; readonly heading: string; readonly lines: string };
}

/** Everything that pages are made of. */
export interface SiteMaterial {
  readonly chapters: readonly Chapter[];
  readonly clauses: readonly Clause[];
  readonly properties: readonly ShownProperty[];
  /** Those that numbers of the prose are taken from. */
  readonly fixtures: readonly Fixture[];
  /** All, those of graphs among them. */
  readonly examples: readonly ShownExample[];
  readonly errata: readonly Erratum[];
  readonly mistakesOf: (clause: string) => readonly string[];
  readonly preface: string;
  /** In the order of their names. */
  readonly texts: readonly ChapterText[];
  /** Pages of Markdown that are shown as they are, by the name of the page. */
  readonly documents: Readonly<Record<string, { readonly title: string; readonly markdown: string }>>;
}

const root = new URL('../../../', import.meta.url);

const coverageText = (): string => {
  const file = new URL('reports/coverage.md', root);
  return existsSync(file)
    ? readFileSync(file, 'utf8')
    : '# Coverage\n\nNot written yet: `npm run spec:check -- --write`.\n';
};

const preface = '00-preface';

const chapterTexts = (): readonly ChapterText[] =>
  readdirSync(new URL('spec/chapters/', root))
    .filter((name) => name.endsWith('.md') && name !== `${preface}.md`)
    .toSorted()
    .map((name) => ({ name: name.slice(0, -'.md'.length), markdown: textOf(`spec/chapters/${name}`) }));

/** Reads the repository; throws where a file of the spec is broken. */
export const gatherSiteMaterial = (): SiteMaterial => {
  const { chapters, clauses } = readClauses(textOf('spec/clauses.json')).value;
  return {
    chapters,
    clauses,
    properties: properties.map(({ id, clause, title }) => ({ id, clause, title })),
    fixtures: loadFixtures(),
    examples: [
      ...loadFixtures().map((each) => ({ ...each, file: `fixtures/${each.id}.json` })),
      ...loadGraphFixtures().map((each) => ({ ...each, file: `fixtures/graphs/${each.id}.json` })),
    ],
    errata: errata(),
    mistakesOf: misreadingsOf,
    preface: textOf(`spec/chapters/${preface}.md`),
    texts: chapterTexts(),
    documents: {
      'bounds.html': { title: 'Rounding bounds', markdown: textOf('spec/bounds.md') },
      'protocol.html': { title: 'The protocol', markdown: textOf('spec/protocol.md') },
      'numerical-differentiation.html': {
        title: 'Numerical differentiation, proved',
        markdown: textOf('spec/numerical-differentiation.md'),
      },
      'coverage.html': { title: 'Coverage', markdown: coverageText() },
    },
  };
};
