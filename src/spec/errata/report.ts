/** The errata as a page: counts, then one table per document. Pure: data in, Markdown out. */

import { documentNames } from '../concordance/concordance.ts';
import type { SourceDocument } from '../sources.ts';
import { type Effect, type ErrataDocument, type Erratum, effects } from './entry.ts';

const meanings: Readonly<Record<Effect, string>> = {
  number: 'followed to the letter, it gives a wrong number',
  crash: 'followed to the letter, it cannot be computed: shapes, names or entries are missing',
  ambiguity: 'it can be read in ways that compute different things',
  wording: 'it computes nothing wrong: words, letters, gaps, and claims about other things',
};

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(row)].join('\n');

/** The documents in their order, then what lies between them. */
const groups: readonly ErrataDocument[] = [...documentNames, 'several'];

type Titled = Pick<SourceDocument, 'name' | 'author' | 'title'>;

const titleOf = (document: ErrataDocument, documents: readonly Titled[]): string => {
  const found = documents.find(({ name }) => name === document);
  return found === undefined ? 'Between documents' : `${found.name}: ${found.author}, “${found.title}”`;
};

const labelOf = (document: ErrataDocument): string =>
  document === 'several' ? 'between documents' : document;

const placeOf = ({ document, places }: Erratum): string =>
  places
    .map(({ document: name, heading, lines }) => {
      const cited = lines.replaceAll(',', ', ');
      return document === 'several' ? `${name} ${cited}` : `${heading} (${cited})`;
    })
    .join('; ');

const valuesOf = ({ demonstration, see }: Erratum): string => {
  if (demonstration === undefined) return see.length === 0 ? '' : `see ${see.join(', ')}`;
  const outcomes = demonstration.outcomes.map(({ reading, value }) => `${reading}: **${value}**`);
  return `${demonstration.quantity} —<br>${outcomes.join('<br>')}`;
};

const clauseOf = ({ clause, noClause }: Erratum): string => clause ?? `none: ${noClause}`;

const section = (title: string, errata: readonly Erratum[]): string => {
  const heads = ['id', 'place', 'printed', 'right', 'effect', 'what counts here', 'clause', 'values'];
  const rows = errata.map((erratum) => [
    erratum.id,
    placeOf(erratum),
    erratum.printed,
    erratum.right,
    erratum.effect,
    erratum.resolution,
    clauseOf(erratum),
    valuesOf(erratum),
  ]);
  return `## ${title}\n\n${table(heads, rows)}`;
};

const countsOf = (label: string, errata: readonly Erratum[]): readonly string[] => [
  label,
  ...effects.map((effect) => String(errata.filter((erratum) => erratum.effect === effect).length)),
  String(errata.length),
  String(errata.filter(({ demonstration }) => demonstration !== undefined).length),
];

const counts = (errata: readonly Erratum[]): string =>
  table(
    ['document', ...effects, 'all', 'shown by a test'],
    [
      ...groups.map((document) =>
        countsOf(
          labelOf(document),
          errata.filter((erratum) => erratum.document === document),
        ),
      ),
      countsOf('all', errata),
    ],
  );

/** The whole page; ends with a line feed. */
export const errataReport = (errata: readonly Erratum[], documents: readonly Titled[]): string =>
  `${[
    '# Errata of the five documents',
    'Written by `npm run spec:errata` from `spec/errata/`. What is printed is paraphrased; lines are lines of the text versions of the documents.',
    effects.map((effect) => `- **${effect}**: ${meanings[effect]}`).join('\n'),
    counts(errata),
    'The values in the last column are computed by tests, `src/spec/errata/demonstrations-*.test.ts`, which follow each reading to the letter: numbers after ≈ are rounded to six digits, the others are exact.',
    ...groups.map((document) =>
      section(
        titleOf(document, documents),
        errata.filter((erratum) => erratum.document === document),
      ),
    ),
  ].join('\n\n')}\n`;
