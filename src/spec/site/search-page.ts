/** The page that is searched: one line for everything that has a place. Without a script it is an index. */

import { codeEntry, codes } from '../../model/codes.ts';
import { placeOfClause } from './chapter-pages.ts';
import { link, sentence } from './html.ts';
import type { Content } from './layout.ts';
import type { SiteMaterial } from './material.ts';
import { searchScript } from './search.ts';

interface Entry {
  readonly to: string;
  readonly name: string;
  readonly text: string;
}

const entriesOf = (material: SiteMaterial): readonly Entry[] => [
  ...material.clauses.map(({ id, statement, formula }) => ({
    to: placeOfClause(id, material),
    name: id,
    text: `${statement} ${formula}`.trim(),
  })),
  ...codes
    .map(codeEntry)
    .map(({ code, sentence }) => ({ to: `codes.html#${code}`, name: code, text: sentence })),
  ...material.properties.map(({ id, title }) => ({
    to: `checks.html#property-${id}`,
    name: id,
    text: `Property: ${title}`,
  })),
  ...material.examples.map(({ id, title }) => ({
    to: `checks.html#fixture-${id}`,
    name: id,
    text: `Worked example: ${title}`,
  })),
  ...material.errata.map(({ id, printed }) => ({
    to: `errata.html#${id}`,
    name: id,
    text: `Erratum: ${printed}`,
  })),
];

/** The page. */
export const searchPage = (material: SiteMaterial): Content => ({
  file: 'search.html',
  title: 'Search',
  script: searchScript,
  body: `<h1>Search</h1>
<p class="search" id="search" hidden><label for="words">Words that an entry has</label> <input id="words" type="search" autocomplete="off"> <output id="found" for="words"></output></p>
<ul id="entries">
${entriesOf(material)
  .map(({ to, name, text }) => `<li>${link(to, name)}: ${sentence(text)}</li>`)
  .join('\n')}
</ul>`,
});
