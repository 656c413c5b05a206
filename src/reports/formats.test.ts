import { marked, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import type { KnownEntry } from '../judge/known.ts';
import { entryOf } from '../judge/known.ts';
import { renderRun } from './reporters.ts';
import type { Run } from './run.ts';
import { readJunit, runComplaints, sarifComplaints } from './test-readers.ts';
import { exampleContext, exampleRun, exampleSubject, halvedWeight } from './test-run.ts';

const listed: KnownEntry = {
  ...entryOf(halvedWeight, 'net'),
  link: 'https://example.org/issues/7',
  reason: 'the factor of the square',
  expires: '2026-12-31',
};

const stale: KnownEntry = { ...listed, clause: 'FORWARD-OUTPUT', check: 'agreement-outputs' };

const withKnown = { ...exampleContext, known: [listed, stale] };

const untestable: Run = {
  ...exampleRun,
  subjects: [
    exampleSubject,
    {
      name: 'absent',
      ours: false,
      precision: 'float64',
      verdicts: [],
      notTestable: { code: 'START', message: 'could not start net.py: no such file' },
    },
  ],
};

const runs: readonly (readonly [string, Run, typeof exampleContext])[] = [
  ['a run', exampleRun, exampleContext],
  ['a run with known discrepancies', exampleRun, withKnown],
  ['a run with a subject that did not start', untestable, exampleContext],
  ['a run of nothing', { ...exampleRun, subjects: [] }, exampleContext],
  ['a run of which parts are missing', { ...exampleRun, missing: { shards: [2, 3], of: 3 } }, exampleContext],
  [
    'a shard that was interrupted',
    { ...exampleRun, shard: { index: 1, of: 3 }, interrupted: true },
    exampleContext,
  ],
];

describe('json', () => {
  it.each(runs)('%s has the schema of spec/schema', (_, run, context) => {
    expect(runComplaints(JSON.parse(renderRun('json', run, context)))).toEqual([]);
  });

  it('is refused by the schema with a key more, a key less or a number that is none', () => {
    const report = JSON.parse(renderRun('json', exampleRun, exampleContext));
    const { seed: _, ...less } = report;
    expect(runComplaints(less)).toHaveLength(1);
    expect(runComplaints({ ...report, time: 1 })).toHaveLength(1);
    const [subject] = report.subjects;
    const wrong = { ...subject, scores: { ...subject.scores, checks: { conforms: '1' } } };
    expect(runComplaints({ ...report, subjects: [wrong] })).not.toEqual([]);
    const { known: __, ...unlisted } = subject.verdicts[1];
    expect(runComplaints({ ...report, subjects: [{ ...subject, verdicts: [unlisted] }] })).not.toEqual([]);
  });

  it('writes numbers that JSON lacks as texts', () => {
    const report = JSON.parse(renderRun('json', exampleRun, exampleContext));
    const [outputs, , bias] = report.subjects[0].verdicts;
    expect(outputs.power.outputs).toMatchObject({ median: 'Infinity', best: 'Infinity' });
    expect(bias.counterexample.discrepancies[0]).toMatchObject({ got: 'NaN', expected: 8 });
  });

  it('has scores, findings and the entry that would list a failure', () => {
    const report = JSON.parse(renderRun('json', exampleRun, exampleContext));
    expect(report).toMatchObject({
      exit: 1,
      subjects: [
        {
          // Of six checks one conforms and one is outside the subject's claims.
          scores: {
            mustClauses: { conforms: 1, claimed: 5, universe: 6 },
            checks: { conforms: 1, claimed: 5, universe: 6 },
          },
          unexercised: ['ACT-RELU'],
          findings: [
            { cause: 'DELTA-OUTPUT', check: 'agreement-weights', following: ['agreement-biases'] },
            { cause: 'TIMEOUT', check: 'hidden-layers', following: [] },
          ],
        },
      ],
    });
    expect(report.subjects[0].verdicts[1]).toMatchObject({
      known: false,
      knownEntry: {
        subject: 'net',
        code: 'WRONG-VALUE',
        fingerprint: 'GRAD-WEIGHT/agreement-weights/WRONG-VALUE/gradients.weights[*][*][*]/smaller',
        link: '',
      },
    });
  });
});

describe('junit', () => {
  it.each(runs)('%s is valid for Jenkins', (_, run, context) => {
    expect(readJunit(renderRun('junit', run, context)).name).toBe('testsuites');
  });

  it('is refused by the schema with an element out of place', () => {
    const xml = renderRun('junit', exampleRun, exampleContext);
    expect(() => readJunit(xml.replace('<properties>', '<failure/><properties>'))).toThrow();
    expect(() => readJunit(xml.replace('</testsuites>', ''))).toThrow();
  });

  it('has a suite per subject, a case per check, and what each verdict is to JUnit', () => {
    const { children } = readJunit(renderRun('junit', exampleRun, exampleContext));
    const [suite] = children;
    expect(children).toHaveLength(1);
    expect(suite?.attributes).toMatchObject({
      name: 'net',
      tests: '6',
      failures: '2',
      errors: '1',
      skipped: '2',
      timestamp: '2026-11-22T12:34:56',
    });
    const cases = (suite?.children ?? []).filter(({ name }) => name === 'testcase');
    expect(cases.map((each) => [each.attributes['classname'], each.children[0]?.name])).toEqual([
      ['FORWARD-OUTPUT', undefined],
      ['GRAD-WEIGHT', 'failure'],
      ['GRAD-BIAS', 'failure'],
      ['DELTA-HIDDEN', 'error'],
      ['BATCH-SUM', 'skipped'],
      ['ACT-RELU', 'skipped'],
    ]);
    expect(cases[1]?.children[0]?.attributes).toEqual({ type: 'WRONG-VALUE', message: halvedWeight.message });
    expect(cases[1]?.children[0]?.text).toContain('--path agreement-weights:0:1');
  });

  it('has both denominators of both scores as properties', () => {
    const [suite] = readJunit(renderRun('junit', exampleRun, exampleContext)).children;
    const properties = suite?.children[0]?.children ?? [];
    expect(
      Object.fromEntries(properties.map(({ attributes }) => [attributes['name'], attributes['value']])),
    ).toMatchObject({
      'mustClauses.conforms': '1',
      'mustClauses.claimed': '5',
      'mustClauses.universe': '6',
      'checks.conforms': '1',
      'checks.claimed': '5',
      'checks.universe': '6',
      seed: '7',
    });
  });

  it('skips a known failure and fails a stale entry', () => {
    const suites = readJunit(renderRun('junit', exampleRun, withKnown)).children;
    expect(suites.map(({ attributes }) => [attributes['name'], attributes['failures']])).toEqual([
      ['net', '1'],
      ['known discrepancies', '1'],
    ]);
    expect(suites[0]?.text).toContain('known: until 2026-12-31: the factor of the square');
    expect(suites[1]?.children[1]?.children[0]?.attributes['message']).toContain('passes now');
  });
});

describe('sarif', () => {
  it.each(runs)('%s has the official schema', (_, run, context) => {
    expect(sarifComplaints(JSON.parse(renderRun('sarif', run, context)))).toEqual([]);
  });

  it('is refused by the schema without a tool', () => {
    const log = JSON.parse(renderRun('sarif', exampleRun, exampleContext));
    const [{ tool: _, ...run }] = log.runs;
    expect(sarifComplaints({ ...log, runs: [run] })).not.toEqual([]);
  });

  it('has a rule per clause, a result per failure and a fingerprint for each', () => {
    const [run] = JSON.parse(renderRun('sarif', exampleRun, withKnown)).runs;
    expect(run.tool.driver.rules).toHaveLength(exampleContext.clauses.length);
    expect(run.results).toHaveLength(3);
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(run.results[0]).toMatchObject({
      ruleId: 'GRAD-WEIGHT',
      partialFingerprints: { 'backproof/v1': `net/${listed.fingerprint}` },
      suppressions: [{ kind: 'external', justification: expect.stringContaining('issues/7') }],
    });
    expect(run.results[1].suppressions).toBeUndefined();
    expect(run.invocations[0]).toMatchObject({ exitCode: 1, endTimeUtc: '2026-11-22T12:34:56.789Z' });
  });

  it('names a file only where it lies in the working folder', () => {
    const locationOf = (file: string) => {
      const run = { ...exampleRun, subjects: [{ ...exampleSubject, file }] };
      const [{ results }] = JSON.parse(renderRun('sarif', run, exampleContext)).runs;
      return results[0].locations[0].physicalLocation?.artifactLocation.uri;
    };
    expect(locationOf('./my nets/a#b.mjs')).toBe('my%20nets/a%23b.mjs');
    expect(locationOf('../net.mjs')).toBeUndefined();
    expect(locationOf('/etc/net.mjs')).toBeUndefined();
    expect(locationOf('C:\\net.mjs')).toBeUndefined();
  });
});

describe('github', () => {
  it('has a command per finding, and the scores', () => {
    expect(renderRun('github', exampleRun, exampleContext).trimEnd().split('\n')).toEqual([
      '::error title=GRAD-WEIGHT (net)::agreement-weights: weights[0][0][0] is 0.5 x the derivative; wrong in 10 of 10 problems [WRONG-VALUE]; 1 more failed, perhaps for the same cause',
      '::error title=DELTA-HIDDEN (net)::hidden-layers: no answer in 5 s [TIMEOUT]',
      '::warning title=ACT-RELU (net)::claimed and never exercised',
      '::notice title=backproof (net)::must clauses 1/5 claimed, 1/6 of all; checks 1/5 claimed, 1/6 of all',
    ]);
  });

  it('escapes what its commands need for themselves', () => {
    const subjects = [{ ...exampleSubject, name: 'a,b: 50%' }];
    const [line] = renderRun('github', { ...exampleRun, subjects }, exampleContext).split('\n');
    expect(line).toContain('title=GRAD-WEIGHT (a%2Cb%3A 50%25)::');
  });

  it('shows ten of each kind and counts the others', () => {
    const subjects = Array.from({ length: 12 }, (_, index) => ({ ...exampleSubject, name: `net ${index}` }));
    const lines = renderRun('github', { ...exampleRun, subjects }, exampleContext).split('\n');
    const errors = lines.filter((line) => line.startsWith('::error'));
    // Two findings of each of twelve subjects: nine are shown.
    expect(errors).toHaveLength(10);
    expect(errors.at(-1)).toContain('and 15 more of this level');
    expect(lines.filter((line) => line.startsWith('::warning'))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::notice'))).toHaveLength(10);
  });
});

describe('markdown', () => {
  const bytes = (text: string): number => new TextEncoder().encode(text).length;

  const tablesOf = (text: string): readonly Tokens.Table[] =>
    marked.lexer(text).filter((token): token is Tokens.Table => token.type === 'table');

  it('has a table of scores and a block per finding', () => {
    const text = renderRun('markdown', exampleRun, exampleContext);
    const tokens = marked.lexer(text);
    const [table] = tablesOf(text);
    expect(table?.rows[0]?.map((cell) => cell.text)).toEqual([
      '`net`',
      '1 / 5, 1 / 6',
      '1 / 5, 1 / 6',
      '2',
      '0',
    ]);
    expect(tokens.filter((token) => token.type === 'code')).toHaveLength(2);
  });

  it('has a matrix for several subjects', () => {
    const other = { ...exampleSubject, name: 'other' };
    const text = renderRun('markdown', { ...exampleRun, subjects: [exampleSubject, other] }, exampleContext);
    const tables = tablesOf(text);
    expect(tables[1]?.rows).toHaveLength(5);
    expect(tables[1]?.rows[0]?.map((cell) => cell.text)).toEqual(['GRAD-WEIGHT', '`X`', '`X`']);
  });

  it('leaves out whole details to stay within 60 KiB, and says so', () => {
    const long = { ...halvedWeight, message: 'é'.repeat(2000) };
    const subjects = Array.from({ length: 40 }, (_, index) => ({
      ...exampleSubject,
      name: `net ${index}`,
      verdicts: [long],
    }));
    const text = renderRun('markdown', { ...exampleRun, subjects }, exampleContext);
    expect(bytes(text)).toBeLessThanOrEqual(60 * 1024);
    expect(bytes(text)).toBeGreaterThan(50 * 1024);
    const [, dropped] = /^(\d+) details were left out to stay within 60 KiB/m.exec(text) ?? [];
    const blocks = marked.lexer(text).filter((token) => token.type === 'code');
    // Forty findings and the matrix: what is not shown is counted.
    const shown = blocks.length + (text.includes('### Clauses and subjects') ? 1 : 0);
    expect(Number(dropped) + shown).toBe(41);
  });
});
