/** Pages that are tables of data: errata, concordance, codes, checks. */

import { codeEntry, codes } from '../../model/codes.ts';
import { documentNames, notationColumns, notations } from '../concordance/concordance.ts';
import { batchLayouts, kinkConventions, orientations, scalings } from '../concordance/conventions.ts';
import type { Erratum } from '../errata/entry.ts';
import { placeOfClause } from './chapter-pages.ts';
import { escapeHtml, link, sentence, table } from './html.ts';
import type { Content } from './layout.ts';
import type { SiteMaterial } from './material.ts';

const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;

const anchored = (id: string, shown: string): string =>
  `<span id="${escapeHtml(id)}">${escapeHtml(shown)}</span>`;

const placesOf = ({ places }: Erratum): string =>
  places
    .map(
      ({ document, heading, lines }) =>
        `${escapeHtml(document)}, “${escapeHtml(heading)}”, ${lines.replaceAll(',', ', ')}`,
    )
    .join('; ');

const valuesOf = ({ demonstration, see }: Erratum): string => {
  if (demonstration === undefined)
    return see.length === 0 ? '' : `see ${see.map((id) => link(`#${id}`, id)).join(', ')}`;
  const outcomes = demonstration.outcomes.map(
    ({ reading, value }) => `<li>${escapeHtml(reading)}: <strong>${escapeHtml(value)}</strong></li>`,
  );
  return `${sentence(demonstration.quantity)}<ul>${outcomes.join('')}</ul>`;
};

const errataRow = (each: Erratum, material: SiteMaterial): readonly string[] => [
  anchored(each.id, each.id),
  placesOf(each),
  sentence(each.printed),
  sentence(each.right),
  escapeHtml(each.effect),
  sentence(each.resolution),
  each.clause === null
    ? sentence(each.noClause ?? '')
    : link(placeOfClause(each.clause, material), each.clause),
  valuesOf(each),
];

const errataPage = (material: SiteMaterial): Content => {
  const heads = ['Id', 'Place', 'Printed', 'Right', 'Effect', 'What counts here', 'Clause', 'Values'];
  const sections = [...documentNames, 'several' as const].map((document) => {
    const title = document === 'several' ? 'Between documents' : document;
    const rows = material.errata.filter((each) => each.document === document);
    return `<h2>${title} (${rows.length})</h2>\n${table(
      `Errata: ${title}`,
      heads,
      rows.map((each) => errataRow(each, material)),
    )}`;
  });
  return {
    file: 'errata.html',
    title: 'Errata',
    broad: true,
    body: `<h1>Errata of the five documents</h1>
<p>What is printed is paraphrased; lines are lines of the text versions of the documents. Values are computed by tests that follow each reading to the letter.</p>
${sections.join('\n')}`,
  };
};

const cited = (places: readonly { readonly document: string; readonly lines: string }[]): string =>
  escapeHtml(places.map(({ document, lines }) => `${document} ${lines.replaceAll(',', ', ')}`).join('; '));

const conventionTables = (): string =>
  [
    `<h2>Scalings of the cost</h2>${table(
      'Scalings',
      ['Name', 'Formula', 'Places'],
      scalings.map(({ name, formula, places }) => [code(name), escapeHtml(formula), cited(places)]),
    )}`,
    `<h2>Choices at kinks</h2>${table(
      'Kinks',
      ['Name', 'What the chain rule allows', 'Ours', 'Elsewhere', 'Places'],
      kinkConventions.map(({ name, conforming, ours, elsewhere, places }) => [
        code(name),
        escapeHtml(conforming),
        escapeHtml(ours),
        escapeHtml(elsewhere ?? ''),
        cited(places),
      ]),
    )}`,
    `<h2>Orientations of weights</h2>${table(
      'Orientations',
      ['Name', 'Product', 'Places'],
      orientations.map(({ name, product, places }) => [code(name), escapeHtml(product), cited(places)]),
    )}`,
    `<h2>Layouts of a batch</h2>${table(
      'Layouts',
      ['Name', 'Shape', 'Places'],
      batchLayouts.map(({ name, shape, places }) => [code(name), escapeHtml(shape), cited(places)]),
    )}`,
  ].join('\n');

const concordancePage = (): Content => ({
  file: 'concordance.html',
  title: 'Concordance',
  broad: true,
  body: `<h1>Concordance of notations</h1>
<p>How each document writes what is written here. <code>backproof gradient FILE --convention NAME</code> prints an answer as a document would.</p>
${table(
  'Notations',
  [
    'Concept',
    'Here',
    ...notationColumns.map(
      ({ document, part }) => `${document}${part === 'all' ? '' : `: ${escapeHtml(part)}`}`,
    ),
  ],
  notations.map(({ concept, ours, documents }) => [
    escapeHtml(concept),
    escapeHtml(ours),
    ...notationColumns.map(({ id }) => escapeHtml(documents[id] ?? '–')),
  ]),
)}
${conventionTables()}`,
});

const codesPage = (): Content => ({
  file: 'codes.html',
  title: 'Codes',
  body: `<h1>Codes of verdicts</h1>
${codes
  .map(codeEntry)
  .map(
    (entry) =>
      `<h2 id="${entry.code}">${entry.code}</h2>\n<p>Verdict: ${escapeHtml(entry.verdict)}.</p>\n<p>${sentence(entry.sentence)}</p>\n<p>${sentence(entry.help)}</p>`,
  )
  .join('\n')}`,
});

const clauseLinks = (ids: readonly string[], material: SiteMaterial): string =>
  ids.map((id) => link(placeOfClause(id, material), id)).join(', ');

const checksPage = (material: SiteMaterial): Content => ({
  file: 'checks.html',
  title: 'Checks',
  broad: true,
  body: `<h1>Properties and worked examples</h1>
<h2>Properties (${material.properties.length})</h2>
<p>A property draws samples and claims something of their answers. ${link('../../properties/index.ts', 'properties/')} has them.</p>
${table(
  'Properties',
  ['Id', 'Statement', 'Clause'],
  material.properties.map(({ id, title, clause }) => [
    anchored(`property-${id}`, id),
    escapeHtml(title),
    clauseLinks([clause], material),
  ]),
)}
<h2>Worked examples (${material.examples.length})</h2>
<p>Their values come from outside: differences in exact or high-precision arithmetic.</p>
${table(
  'Worked examples',
  ['File', 'Title', 'Source', 'Clauses'],
  material.examples.map(({ id, title, source, clauses, file }) => [
    `<span id="fixture-${id}">${link(`../../${file}`, id)}</span>`,
    escapeHtml(title),
    `${escapeHtml(source.document)}, “${escapeHtml(source.heading)}”, ${source.lines.replaceAll(',', ', ')}`,
    clauseLinks(clauses, material),
  ]),
)}`,
});

/** All of them. */
export const tablePages = (material: SiteMaterial): readonly Content[] => [
  errataPage(material),
  concordancePage(),
  codesPage(),
  checksPage(material),
];
