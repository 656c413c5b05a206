/** Where the links of the pages go, and which of them go nowhere. */

import type { Defect } from '../../model/defect.ts';
import type { Page } from './layout.ts';

const attribute = (html: string, name: 'href' | 'id'): readonly string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value);

/** The targets of all links of a page, in order. */
export const linksOf = ({ html }: Page): readonly string[] => attribute(html, 'href');

const destination = (
  target: string,
  page: Page,
  pages: readonly Page[],
  hasFile: (path: string) => boolean,
): string | undefined => {
  if (/^[a-z]+:/i.test(target)) return 'a link into this site or this repository';
  const [file = '', anchor] = target.split('#');
  if (file.startsWith('../../'))
    return hasFile(file.slice('../../'.length)) ? undefined : 'a file of the repository';
  const to = file === '' ? page : pages.find((each) => each.file === file);
  if (to === undefined) return 'a page';
  return anchor === undefined || attribute(to.html, 'id').includes(anchor)
    ? undefined
    : `an anchor of ${to.file}`;
};

/** Every link that goes nowhere; `hasFile` knows paths from the root of the repository. */
export const linkDefects = (pages: readonly Page[], hasFile: (path: string) => boolean): readonly Defect[] =>
  pages.flatMap((page) =>
    linksOf(page).flatMap((target) => {
      const expected = destination(target, page, pages, hasFile);
      return expected === undefined ? [] : [{ path: page.file, expected, got: target }];
    }),
  );
