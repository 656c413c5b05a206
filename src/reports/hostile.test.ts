import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { clip, escapeLine } from './escape.ts';
import { reporterNames } from './reporter-names.ts';
import { renderRun } from './reporters.ts';
import type { Run } from './run.ts';
import { type ReadElement, readJunit, runComplaints, sarifComplaints } from './test-readers.ts';
import { exampleContext, exampleRun, exampleSubject } from './test-run.ts';

const megabyte = 1 << 20;

const texts: Readonly<Record<string, string>> = {
  'control characters': '\u0000\u0001\u0008\u000b\u001f\u007f\u0085\u009b31m',
  'terminal escapes': '\u001b[2J\u001b]0;owned\u0007\u001b[31mred',
  'the end of a CDATA section': ']]> <![CDATA[',
  'a comment': '--> <!-- <!DOCTYPE x [<!ENTITY e "x">]> &e;',
  'a script': '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'bars and backslashes': 'a | b \\| c \\\\| d \\\\\\| \\',
  backticks: '` `` ``` ```` ~~~ `',
  'a fence': '\n```\n# heading\n```text\n',
  'line ends': 'one\ntwo\r\nthree\u2028four\u2029five\u000csix\u0085seven',
  'workflow commands': '::error title=x::owned\n::stop-commands::x\n  ::set-output name=a::b\n##[error]owned',
  'percent escapes': '%0A::error::owned%0D%25,title=x:y',
  'right to left': '\u202egnp.exe\u2066\u2069\u200f\u061c',
  'invisible marks': 'a\u200bb\ufeffc\u00add\u{e0041}e',
  'lone surrogates': '\ud800 \udc00 \udfff\ud800',
  'what is no character': '\ufffe\uffff',
  'links and mentions':
    '@octocat #1 https://evil.example www.evil.example a@b.example [x](http://e) ![i](http://e)',
  'markup of Markdown': '# a\n- b\n1. c\n> d\n**e** _f_ ~~g~~ [^1]\n\n---\n    code',
  'keys of objects': '__proto__',
  'nothing but blanks': ' \t ',
  'nothing at all': '',
  'a megabyte': '&'.repeat(megabyte),
  'a megabyte of backticks': '`'.repeat(megabyte),
  'a megabyte of escapes': '\u001b'.repeat(megabyte),
  'a million lines': '\n'.repeat(megabyte),
};

/** Every text that a subject has a say in. */
const runWith = (text: string): Run => ({
  ...exampleRun,
  subjects: [
    {
      ...exampleSubject,
      name: text,
      notes: [{ message: text, times: 2 }],
      verdicts: exampleSubject.verdicts.map((verdict) => ({
        ...verdict,
        message: text,
        skipped: { ...verdict.skipped, [`unsupported: ${text}`]: 1 },
      })),
    },
    { ...exampleSubject, name: `${text}2`, verdicts: [], notTestable: { code: 'START', message: text } },
  ],
});

const known = exampleSubject.verdicts.map(({ clause, check }) => ({
  clause,
  check,
  code: 'TIMEOUT',
  fingerprint: 'DELTA-HIDDEN/hidden-layers/TIMEOUT',
  link: 'https://example.org/issues/7',
  reason: 'slow',
  expires: '2026-12-31',
}));

const context = { ...exampleContext, known };

const render = (name: (typeof reporterNames)[number], text: string): string =>
  renderRun(name, runWith(text), context);

/** Ranges of code units that must not be there: all that are not seen but the line end and the tab. */
const ranges = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
  [0xfffe, 0xffff],
] as const;

const unseenIn = (text: string): readonly string[] =>
  [...new Set(text)].filter((character) => {
    const unit = character.charCodeAt(0);
    return ranges.some(([first, last]) => first <= unit && unit <= last);
  });

const cases = Object.entries(texts);
const harmless = 'harmless';

describe.each(reporterNames)('%s', (name) => {
  it.each(cases)('shows %s, and obeys nothing', (_, text) => {
    const report = render(name, text);
    expect(unseenIn(report)).toEqual([]);
    // Half a surrogate pair would come back as another character.
    expect(Buffer.from(report).toString()).toBe(report);
    expect(report.length).toBeLessThan(300_000);
  });

  it.each(cases)('gives a log no command in %s that is not its own', (_, text) => {
    const lines = render(name, text).split('\n');
    const commands = lines.filter((line) => /^\s*::|##\[/.test(line));
    expect(commands).toHaveLength(name === 'github' ? lines.length - 1 : 0);
  });
});

it.each(cases)('the JSON of %s has its schema, and the text as it was', (_, text) => {
  const report = JSON.parse(render('json', text));
  expect(runComplaints(report)).toEqual([]);
  expect(report.subjects[0].name).toBe(clip(text, 100));
  expect(report.subjects[0].verdicts[1].message).toBe(clip(text, 2000));
  expect(Object.keys(Object.prototype)).toEqual([]);
});

const countElements = ({ children }: ReadElement): number =>
  children.reduce((sum, child) => sum + countElements(child), 1);

it.each(cases)('the XML of %s is valid and has no element more', (_, text) => {
  const root = readJunit(render('junit', text));
  expect(countElements(root)).toBe(countElements(readJunit(render('junit', harmless))));
  expect(root.children[0]?.attributes['name']).toBe(escapeLine(clip(text, 100)));
});

it.each(cases)('the SARIF of %s has its schema and no result more', (_, text) => {
  const log = JSON.parse(render('sarif', text));
  expect(sarifComplaints(log)).toEqual([]);
  expect(log.runs[0].results).toHaveLength(3);
});

/** As GitHub's runner reads a line: command, properties and message, each unescaped. */
const readCommand = (line: string) => {
  const [, command = '', properties = '', message = ''] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? [];
  const plain = (text: string): string =>
    text
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%25', '%');
  const read = properties.split(',').map((each) => each.split('='));
  return {
    command,
    keys: read.map(([key]) => key),
    title: plain(read[0]?.slice(1).join('=') ?? ''),
    message,
  };
};

it.each(cases)('the workflow commands of %s are the same commands', (_, text) => {
  const lines = render('github', text).trimEnd().split('\n').map(readCommand);
  const expected = render('github', harmless).trimEnd().split('\n').map(readCommand);
  expect(lines.map(({ command }) => command)).toEqual(expected.map(({ command }) => command));
  for (const { keys } of lines) expect(keys).toEqual(['title']);
  expect(lines.some(({ title }) => title === escapeLine(`GRAD-WEIGHT (${clip(text, 100)})`))).toBe(true);
});

const tokensOf = (text: string): readonly Token[] => {
  const found: Token[] = [];
  marked.walkTokens(marked.lexer(text), (token) => {
    found.push(token);
  });
  return found;
};

/** Headings, tables with their cells, lists and blocks: what the text of a subject must not add to. */
const structureOf = (text: string): readonly string[] =>
  tokensOf(text)
    .filter(({ type }) => !['text', 'space', 'escape'].includes(type))
    .map((token) => (token.type === 'table' ? `table of ${token['header'].length}` : token.type));

it.each(cases)('the Markdown of %s has the same structure, and no link, mention or HTML', (_, text) => {
  const report = render('markdown', text);
  expect(structureOf(report)).toEqual(structureOf(render('markdown', harmless)));
  const outsideCode = tokensOf(report)
    .filter((token) => token.type === 'text' && !('tokens' in token && token.tokens !== undefined))
    .map(({ raw }) => raw);
  expect(outsideCode.length).toBeGreaterThan(10);
  expect(outsideCode.filter((each) => /[@<>#]|https?:|www\./.test(each))).toEqual([]);
  expect(new TextEncoder().encode(report).length).toBeLessThanOrEqual(60 * 1024);
});
