import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { describe as inWords } from '../../model/defect.ts';
import { linkDefects, linksOf } from './links.ts';
import { gatherSiteMaterial } from './material.ts';
import { pagesOf } from './pages.ts';

const root = new URL('../../../', import.meta.url);
const hasFile = (path: string): boolean => existsSync(new URL(path, root));

const material = gatherSiteMaterial();
const pages = pagesOf(material);
const each = pages.map((page) => [page.file, page] as const);

const pageNamed = (name: string) => {
  const found = pages.find(({ file }) => file === name);
  if (found === undefined) throw new Error(`no page ${name}`);
  return found;
};

it('has a page per chapter and the others', () => {
  expect(pages.length).toBe(material.chapters.length + 10);
  expect(new Set(pages.map(({ file }) => file)).size).toBe(pages.length);
});

describe('links', () => {
  it('all go somewhere', () => {
    expect(linkDefects(pages, hasFile).map(inWords)).toEqual([]);
    expect(pages.flatMap(linksOf).length).toBeGreaterThan(2000);
  });

  it('that go nowhere are named', () => {
    const page = (html: string) => ({ file: 'a.html', html });
    const found = (target: string) =>
      linkDefects([page(`<a href="${target}">x</a><p id="b">`)], hasFile).map(inWords);
    expect(found('#b')).toEqual([]);
    expect(found('#c')).toEqual(['a.html: expected an anchor of a.html, got #c']);
    expect(found('b.html')).toEqual(['a.html: expected a page, got b.html']);
    expect(found('../../fixtures/none.json')).toEqual([
      'a.html: expected a file of the repository, got ../../fixtures/none.json',
    ]);
    expect(found('https://example.org/')).toEqual([
      'a.html: expected a link into this site or this repository, got https://example.org/',
    ]);
  });

  it('lead from the contents to every page', () => {
    const reached = new Set(['index.html']);
    for (const file of reached)
      for (const target of linksOf(pageNamed(file))) {
        const [to = ''] = target.split('#');
        if (pages.some((page) => page.file === to)) reached.add(to);
      }
    expect(reached.size).toBe(pages.length);
  });
});

describe('every page', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
    // Advice for search engines.
    rules: { 'long-title': 'off' },
  });

  it.each(each)('%s is valid', async (file, { html }) => {
    const { results } = await validator.validateString(html, file);
    expect(
      results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
      ),
    ).toEqual([]);
  });

  it.each(each)('%s loads nothing and allows its own style and script by their hashes', (_, { html }) => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const own = [...html.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g)];
    expect(own.length).toBe(html.includes('id="words"') ? 2 : 1);
    for (const [, kind, text = ''] of own)
      expect(policy).toContain(`${kind}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    expect(html).not.toMatch(/ (?:src|style|on\w+)="|<link|@import|url\(/);
  });
});

it('a page that is not valid is seen', async () => {
  const validator = new HtmlValidate({ extends: ['html-validate:recommended'] });
  const { valid } = await validator.validateString('<p><div id="a"></div><b id="a">');
  expect(valid).toBe(false);
});

it('the clauses have MathML, and no TeX is left over', () => {
  const { html } = pageNamed('07-delta.html');
  expect(html).toContain('id="DELTA-HIDDEN"');
  expect(html).toMatch(/<math[^>]*display="block"/);
  expect(pages.some((page) => page.html.includes('\\frac') || page.html.includes('temml-error'))).toBe(false);
});
