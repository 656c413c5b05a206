import { describe, expect, it } from 'vitest';
import { gradientFixtures } from '../../problems/fixtures.ts';
import { chapterPages, directivesOf } from './chapter-pages.ts';
import { htmlOf, noDirectives } from './markdown.ts';
import { gatherSiteMaterial } from './material.ts';
import { DirectiveError, expectedValue, lengthOf } from './values.ts';

const material = gatherSiteMaterial();
const fixtures = gradientFixtures();

/** What a person wrote: without code, outputs and directives. */
const proseOf = (markdown: string): string =>
  markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/:?:\w+\{[^}]*\}/g, '');

describe.each(material.texts.map((text, index) => [text.name, text, index] as const))(
  '%s',
  (name, text, index) => {
    const chapter = material.chapters[index];

    it('stands in its place and has the title of its chapter', () => {
      expect(name).toBe(`${String(index + 1).padStart(2, '0')}-${chapter?.id}`);
      expect(text.markdown.split('\n')[0]).toBe(`# ${chapter?.title}`);
    });

    it('leads through every clause of its chapter once', () => {
      const shown = [...text.markdown.matchAll(/^::clause\{([^}]*)\}$/gm)].map(([, id]) => id);
      const own = material.clauses.filter((clause) => clause.chapter === chapter?.id).map(({ id }) => id);
      expect(shown.toSorted()).toEqual(own.toSorted());
    });

    it('explains more than it lists, and types no number that is computed', () => {
      const prose = proseOf(text.markdown);
      expect(prose.split(/\s+/).length).toBeGreaterThan(40);
      expect(prose).not.toMatch(/\d\.\d|[=≈]/);
    });
  },
);

it('every chapter has a text', () => {
  expect(material.texts.length).toBe(material.chapters.length);
  expect(chapterPages(material).length).toBe(material.chapters.length);
});

describe('a directive', () => {
  it('takes a value from a worked example and rounds it', () => {
    // Khalid, line 708, prints 0.2984.
    expect(expectedValue('khalid-2-2-2 cost 4', fixtures)).toBe('0.2984');
    expect(expectedValue('khalid-2-2-2 gradients.weights[1][1][0] 3', fixtures)).toBe('-0.0226');
    expect(lengthOf('khalid-3-4-3-1-batch inputs', fixtures)).toBe('three');
  });

  it('that names nothing is refused', () => {
    expect(() => expectedValue('khalid-2-2-3 cost', fixtures)).toThrow(
      new DirectiveError('expected a worked example, got "khalid-2-2-3"'),
    );
    expect(() => expectedValue('khalid-2-2-2 costs 4', fixtures)).toThrow(
      new DirectiveError('expected a worked example, a path and digits, got "khalid-2-2-2 costs 4"'),
    );
    expect(() => lengthOf('khalid-2-2-2 loss', fixtures)).toThrow(
      new DirectiveError('expected a list in a problem, got "khalid-2-2-2 loss"'),
    );
    expect(() => htmlOf('::clause{DELTA-HIDEN}\n', directivesOf(material))).toThrow(
      'expected a clause, got "DELTA-HIDEN"',
    );
    expect(() => htmlOf('A :valeu{x}.', directivesOf(material))).toThrow(
      'expected a directive, one of clause, formula, value, count, number, got :valeu{x}',
    );
    expect(() => htmlOf('$\\frac{1}{$', noDirectives)).toThrow();
  });

  it('of a clause is its box or a link to it', () => {
    expect(htmlOf('::clause{BATCH-SUM}\n', directivesOf(material))).toContain(
      '<section class="clause" id="BATCH-SUM">',
    );
    expect(htmlOf('See :clause{BATCH-SUM}.', directivesOf(material))).toBe(
      '<p>See <a href="08-gradients.html#BATCH-SUM">BATCH-SUM</a>.</p>\n',
    );
  });
});

it('HTML in Markdown is shown, not obeyed', () => {
  expect(htmlOf('<script>alert(1)</script>', noDirectives)).not.toContain('<script>');
  expect(htmlOf('a <b onclick="x">c</b>', noDirectives)).toContain('&lt;b onclick=');
});
