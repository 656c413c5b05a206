/** The pages of the chapters: their prose, with clauses, numbers and formulas put in. */

import type { Clause } from '../clauses.ts';
import { clauseBox } from './clause-box.ts';
import { link } from './html.ts';
import type { Content } from './layout.ts';
import { type Directives, htmlOf } from './markdown.ts';
import type { ChapterText, SiteMaterial } from './material.ts';
import { inlineMath } from './math.ts';
import { DirectiveError, expectedValue, lengthOf } from './values.ts';

const clauseNamed = (id: string, { clauses }: SiteMaterial): Clause => {
  const found = clauses.find((clause) => clause.id === id);
  if (found === undefined) throw new DirectiveError(`expected a clause, got "${id}"`);
  return found;
};

const boxOf = (id: string, material: SiteMaterial): string => {
  const { properties, examples, errata, mistakesOf } = material;
  return clauseBox(clauseNamed(id, material), {
    properties: properties.filter(({ clause }) => clause === id),
    fixtures: examples.filter(({ clauses }) => clauses.includes(id)),
    mistakes: mistakesOf(id),
    errata: errata.filter(({ clause }) => clause === id),
  });
};

/** The page on which a chapter stands: its text's name, as `01-notation.html`. */
const pageOfChapter = (chapter: string, { texts }: Pick<SiteMaterial, 'texts'>): string => {
  const text = texts.find(({ name }) => name.replace(/^\d+-/, '') === chapter);
  if (text === undefined)
    throw new DirectiveError(`expected a text for the chapter, got none for "${chapter}"`);
  return `${text.name}.html`;
};

/** Where a clause stands: `07-delta.html#DELTA-HIDDEN`. */
export const placeOfClause = (id: string, material: SiteMaterial): string =>
  `${pageOfChapter(clauseNamed(id, material).chapter, material)}#${id}`;

const numbers = ({
  clauses,
  properties,
  examples,
  errata,
}: SiteMaterial): Readonly<Record<string, number>> => ({
  clauses: clauses.length,
  properties: properties.length,
  fixtures: examples.length,
  errata: errata.length,
});

/** The directives of the chapters. */
export const directivesOf = (material: SiteMaterial): Directives => ({
  block: { clause: (id) => boxOf(id, material) },
  inline: {
    clause: (id) => link(placeOfClause(id, material), id),
    formula: (id) => inlineMath(clauseNamed(id, material).tex ?? ''),
    value: (words) => expectedValue(words, material.fixtures),
    count: (words) => lengthOf(words, material.fixtures),
    number: (name) => {
      const number = numbers(material)[name];
      if (number === undefined) throw new DirectiveError(`expected something that is counted, got "${name}"`);
      return String(number);
    },
  },
});

const titleOf = (text: ChapterText, { chapters }: SiteMaterial): string => {
  const id = text.name.replace(/^\d+-/, '');
  const chapter = chapters.find((each) => each.id === id);
  if (chapter === undefined) throw new DirectiveError(`expected a chapter, got the text "${text.name}"`);
  return chapter.title;
};

/** One page per chapter, in reading order. */
export const chapterPages = (material: SiteMaterial): readonly Content[] => {
  const directives = directivesOf(material);
  const heads = material.texts.map((text) => ({ file: `${text.name}.html`, title: titleOf(text, material) }));
  return material.texts.map((text, index) => {
    const [before, own, after] = [heads[index - 1], heads[index], heads[index + 1]];
    if (own === undefined) throw new RangeError(`no head for ${text.name}`);
    return {
      ...own,
      body: htmlOf(text.markdown, directives),
      ...(before && { before }),
      ...(after && { after }),
    };
  });
};
