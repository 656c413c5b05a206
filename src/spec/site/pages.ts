/** All pages of the site. Pure: material in, text out. */

import { chapterPages, directivesOf, placeOfClause } from './chapter-pages.ts';
import { link } from './html.ts';
import { type Content, framed, type Page } from './layout.ts';
import { htmlOf, noDirectives } from './markdown.ts';
import type { SiteMaterial } from './material.ts';
import { searchPage } from './search-page.ts';
import { tablePages } from './table-pages.ts';

const contentsPage = (chapters: readonly Content[], material: SiteMaterial): Content => {
  const items = chapters.map(({ file, title }) => {
    const id = file.replace(/^\d+-|\.html$/g, '');
    const clauses = material.clauses
      .filter(({ chapter }) => chapter === id)
      .map((clause) => link(placeOfClause(clause.id, material), clause.id));
    return `<li>${link(file, title)}<br>${clauses.join(', ')}</li>`;
  });
  return {
    file: 'index.html',
    title: 'Contents',
    body: `${htmlOf(material.preface, directivesOf(material))}
<h2>Chapters</h2>
<ol>
${items.join('\n')}
</ol>`,
  };
};

const documentPages = ({ documents }: SiteMaterial): readonly Content[] =>
  Object.entries(documents).map(([file, { title, markdown }]) => ({
    file,
    title,
    body: htmlOf(markdown, noDirectives),
    broad: file === 'coverage.html',
  }));

/** Every page by its file's name. */
export const pagesOf = (material: SiteMaterial): readonly Page[] => {
  const chapters = chapterPages(material);
  return [
    contentsPage(chapters, material),
    ...chapters,
    ...documentPages(material),
    ...tablePages(material),
    searchPage(material),
  ].map(framed);
};
