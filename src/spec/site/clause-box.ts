/** A clause as it stands in its chapter: statement, formula, and everything that holds it. */

import type { Clause } from '../clauses.ts';
import type { Erratum } from '../errata/entry.ts';
import { escapeHtml, link, sentence } from './html.ts';
import { displayMath } from './math.ts';

/** A check that can be linked to. */
export interface Linked {
  readonly id: string;
  readonly title: string;
}

/** What refers to a clause. */
export interface ClauseContext {
  readonly properties: readonly Linked[];
  readonly fixtures: readonly Linked[];
  readonly mistakes: readonly string[];
  readonly errata: readonly Erratum[];
}

const sourceText = ({ document, heading, lines }: Clause['sources'][number]): string =>
  document === 'backproof'
    ? link(`../../${heading}`, heading)
    : `${escapeHtml(document)}, “${escapeHtml(heading)}”, ${lines.replaceAll(',', ', ')}`;

const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

const row = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `<dt>${title}</dt><dd>${list(items)}</dd>`;

const checkLink =
  (kind: string) =>
  ({ id, title }: Linked): string =>
    `${link(`checks.html#${kind}-${id}`, id)}: ${sentence(title)}`;

/** The section of a clause; its id is the clause's. */
export const clauseBox = (
  { id, level, statement, tex, sources }: Clause,
  { properties, fixtures, mistakes, errata }: ClauseContext,
): string => `<section class="clause" id="${id}">
<h2><a href="#${id}">${id}</a> <span class="level">${level}</span></h2>
<p>${sentence(statement)}</p>
${tex === undefined ? '' : `<div class="formula">${displayMath(tex)}</div>`}
<dl>${[
  row('Properties', properties.map(checkLink('property'))),
  row('Worked examples', fixtures.map(checkLink('fixture'))),
  row('Mistakes that break it', mistakes.map(sentence)),
  row(
    'Errata',
    errata.map((each) => `${link(`errata.html#${each.id}`, each.id)}: ${sentence(each.printed)}`),
  ),
  row('Sources', sources.map(sourceText)),
].join('')}</dl>
</section>
`;
