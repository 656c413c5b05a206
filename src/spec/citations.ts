/** Citations, held against what is recorded of the documents. */

import { type Defect, quote } from '../model/defect.ts';
import { withNearest } from '../model/nearest.ts';
import { linesOf, rangesOf } from './line-ranges.ts';
import { blankLines, headingOver, nameOf, type SourceDocument } from './sources.ts';

/** A place in a document: `lines` as in `66-70,78`. */
export interface Citation {
  readonly document: string;
  readonly heading: string;
  readonly lines: string;
}

/**
 * How many of the cited lines have to stand under the heading that is named. `lines alone` asks only that the
 * document has them: what is missing from a document can be cited as blank lines under a title that is lost.
 */
export type Demand = 'every line' | 'some line' | 'lines alone';

/** The first and last line of every run of neighbours. */
const endsOf = (lines: readonly number[]): readonly number[] => {
  const cited = new Set(lines);
  return lines.filter((line) => !cited.has(line - 1) || !cited.has(line + 1));
};

const lineDefects = (
  lines: readonly number[],
  path: string,
  document: SourceDocument,
  demand: Demand,
): readonly Defect[] => {
  const blank = new Set(demand === 'lines alone' ? [] : blankLines(document));
  const defect = (expected: string, wrong: readonly number[]): readonly Defect[] =>
    wrong.length === 0 ? [] : [{ path: `${path}.lines`, expected, got: `line ${rangesOf(wrong)}` }];
  const outside = lines.filter((line) => line > document.lines);
  if (outside.length > 0) return defect(`lines up to ${document.lines} of ${document.name}`, outside);
  return defect(
    'ranges that begin and end with text',
    endsOf(lines).filter((line) => blank.has(line)),
  );
};

const headingDefects = (
  lines: readonly number[],
  { heading }: Citation,
  path: string,
  document: SourceDocument,
  demand: Demand,
): readonly Defect[] => {
  if (demand === 'lines alone') return [];
  const names = [...new Set(document.headings.map(nameOf))];
  if (!names.includes(heading))
    return [
      {
        path: `${path}.heading`,
        expected: `a heading of ${document.name}`,
        got: withNearest(heading, names),
      },
    ];
  const astray = lines.filter((line) => headingOver(document, line) !== heading);
  const wrong = demand === 'every line' ? astray.length > 0 : astray.length === lines.length;
  return wrong
    ? [
        {
          path: `${path}.lines`,
          expected: `${demand} under ${quote(heading)}`,
          got: `line ${rangesOf(astray)}`,
        },
      ]
    : [];
};

/** Everything that is wrong with a citation; `path` is where it stands. */
export const citationDefects = (
  citation: Citation,
  path: string,
  documents: readonly SourceDocument[],
  demand: Demand,
): readonly Defect[] => {
  const document = documents.find(({ name }) => name === citation.document);
  const lines = linesOf(citation.lines);
  if (document === undefined) {
    const names = documents.map(({ name }) => name);
    return [{ path: `${path}.document`, expected: 'a document', got: withNearest(citation.document, names) }];
  }
  if (lines === undefined)
    return [{ path: `${path}.lines`, expected: 'rising lines as in 66-70,78', got: quote(citation.lines) }];
  return [
    ...lineDefects(lines, path, document, demand),
    ...headingDefects(lines, citation, path, document, demand),
  ];
};

/** The lines of some citations, for each document. */
export const linesCited = (citations: Iterable<Citation>): ReadonlyMap<string, ReadonlySet<number>> => {
  const cited = new Map<string, Set<number>>();
  for (const { document, lines } of citations) {
    const known = cited.get(document) ?? new Set<number>();
    for (const line of linesOf(lines) ?? []) known.add(line);
    cited.set(document, known);
  }
  return cited;
};
