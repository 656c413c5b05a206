import { Command, CommanderError } from 'commander';
import { expect, it } from 'vitest';
import { addReportingOptions, chosenReporters, type ReportingOptions } from './reporting-options.ts';

const parse = (...words: readonly string[]): ReportingOptions => {
  const command = addReportingOptions(new Command().exitOverride().configureOutput({ writeErr: () => {} }));
  return command.parse(words, { from: 'user' }).opts<ReportingOptions>();
};

const refusal = (...words: readonly string[]): string => {
  try {
    parse(...words);
    return '';
  } catch (error) {
    return error instanceof CommanderError ? error.message : String(error);
  }
};

it.each([
  [[], [{ name: 'console' }]],
  [['--json'], [{ name: 'json' }]],
  [['--reporter', 'markdown'], [{ name: 'markdown' }]],
  [
    ['--reporter', 'junit=a=b.xml'],
    [{ name: 'console' }, { name: 'junit', file: 'a=b.xml' }],
  ],
  [
    ['--reporter', 'sarif=s.json', '--reporter', 'github'],
    [{ name: 'sarif', file: 's.json' }, { name: 'github' }],
  ],
  [
    ['--reporter', 'junit=j.xml', '--json'],
    [{ name: 'junit', file: 'j.xml' }, { name: 'json' }],
  ],
] as const)('%j chooses %j', (words, chosen) => {
  expect(chosenReporters(parse(...words))).toEqual(chosen);
});

it.each([
  [['--json', '--reporter', 'github'], 'github and json: give one of them a file, as in github=FILE'],
  [['--reporter', 'json', '--reporter', 'console'], 'expected one report on stdout, got json and console'],
] as const)('%j is refused: two reports on stdout', (words, sentence) => {
  expect(chosenReporters(parse(...words))).toEqual({ refused: expect.stringContaining(sentence) });
});

it.each([
  ['jnuit', 'got "jnuit"; did you mean "junit"?'],
  ['html=x.html', 'expected one of console, json, junit, markdown, github, sarif, got "html"'],
  ['=x', 'got ""'],
  ['__proto__', 'got "__proto__"'],
  ['json=', 'expected json=FILE, got "json="'],
])('--reporter %s is refused', (text, sentence) => {
  expect(refusal('--reporter', text)).toContain(sentence);
});

it('reads --known and --exit-zero', () => {
  expect(parse('--known', 'known.json', '--exit-zero')).toEqual({ known: 'known.json', exitZero: true });
});
