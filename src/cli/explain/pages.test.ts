import { describe, expect, it } from 'vitest';
import { pageMarkdown, pageText } from '../../reports/explain/page.ts';
import { clause, knownWords, lookUp } from '../../spec/clauses.ts';
import { pageOf } from './page.ts';
import { explain } from './test-explain.ts';

describe('every clause and every code has a page', () => {
  it.each(knownWords)('%s', (word) => {
    const entry = lookUp(word);
    if (entry === undefined) throw new Error(word);
    const { page, data } = pageOf(entry);
    const text = pageText(page);
    expect(text.startsWith(`${word}: a ${entry.kind}`)).toBe(true);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const said = text.replace(/\s+/g, ' ');
    const facts = 'clause' in data ? [data.clause.statement, ...data.mistakes] : [data.sentence, data.help];
    for (const fact of facts) expect(said).toContain(fact);
    if ('clause' in data) expect(data.mistakes.length).toBeGreaterThan(0);
    expect(pageMarkdown(page).startsWith(`# ${word}: a ${entry.kind}`)).toBe(true);
  });

  it('a clause names its formula, sources, worked examples and properties', () => {
    const { stdout } = explain(['delta-hidden']);
    expect(stdout.startsWith('DELTA-HIDDEN: a clause (must), chapter delta\n\nStatement\n')).toBe(true);
    expect(stdout).toContain(`\nFormula\n  ${clause('DELTA-HIDDEN').formula}\n`);
    expect(stdout).toContain('\n  - Lee, "Second Term", lines 217, 225\n');
    expect(stdout).toContain('\n  - Lee, "Backward Pass", line 257\n');
    expect(stdout).toMatch(/\nWorked examples \(\d+\)\n(.*\n)* {2}- khalid-2-2-2: 2-2-2 sigmoid network/);
    expect(stdout).toMatch(/\nProperties \(\d+\)\n {2}- agreement-deltas: /);
    expect(stdout).toContain("\n  - the slope g'(z[l]) is left out\n");
  });

  it('a page is data as well', () => {
    const page = JSON.parse(explain(['DELTA-HIDDEN', '--json']).stdout);
    expect(page.clause.id).toBe('DELTA-HIDDEN');
    expect(page.fixtures.map(({ id }: { id: string }) => id)).toContain('khalid-2-2-2');
    expect(JSON.parse(explain(['WRONG-VALUE', '--json']).stdout)).toMatchObject({
      code: 'WRONG-VALUE',
      verdict: 'discrepant',
    });
  });

  it('a page in Markdown shows what it says, not what Markdown makes of it', () => {
    const { page } = pageOf({ kind: 'clause', clause: clause('PENALTY-L2') });
    expect(pageMarkdown({ ...page, title: '<b> *x* [y] `z`' })).toContain(
      '# \\<b\\> \\*x\\* \\[y\\] \\`z\\`\n',
    );
    expect(pageMarkdown(page)).toContain('```text\ndJ/dw gets 2 lambda w\n```');
  });
});
