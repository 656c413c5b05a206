import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../conformance/cases.ts';
import { clauseGlob } from '../../conformance/selection.ts';
import { doublingSubject, rightSubject } from '../../conformance/test-subjects.ts';
import { verify } from '../../conformance/verify.ts';
import { networkAnswer } from '../../model/any-kind.ts';
import { canAnswer, everything } from '../../model/supports.ts';
import type { Verdict } from '../../model/verdict.ts';
import { readLine } from '../../subjects/program/incoming.ts';
import type { Subject } from '../../subjects/subject.ts';
import { loadSuite } from '../suite.ts';
import { type CasesIdentity, caseLines, regenerate } from './case-lines.ts';
import { judgedAnswers } from './judge-answers.ts';

const folder = mkdtempSync(join(tmpdir(), 'backproof-judge-'));
let files = 0;
const fileWith = (text: string): string => {
  files += 1;
  const file = join(folder, `${files}.ndjson`);
  writeFileSync(file, text);
  return file;
};

const identity: CasesIdentity = {
  seed: 5,
  runs: 4,
  clauses: 'BATCH-*',
  precision: 'float64',
  supports: everything,
};
const cases = regenerate(identity);
const casesFile = fileWith([...caseLines(identity, cases)].join(''));

const greeting = (more: object = {}): object => ({
  jsonrpc: '2.0',
  id: 0,
  result: { protocol: 1, implementation: { name: 'offline' }, ...more },
});

/** What a program with this subject's answers would have written. */
const answersOf = async (subject: Subject, asked: readonly Case[] = cases): Promise<object[]> =>
  Promise.all(
    asked.map(async ({ id, problem }) => {
      const reply = await subject.ask(problem);
      if (reply.kind === 'unsupported')
        return { jsonrpc: '2.0', id, error: { code: -32001, message: reply.reason } };
      if (reply.kind !== 'answer') throw new Error(`expected an answer, got ${reply.kind}`);
      const { cost, gradients, outputs, deltas } = networkAnswer(reply.answer);
      return { jsonrpc: '2.0', id, result: { cost, gradients, outputs, deltas } };
    }),
  );

const answersFile = (lines: readonly object[]): string =>
  fileWith(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

const judgeFiles = async (file: string, answers: string): Promise<readonly Verdict[]> => {
  const { subjects, options, selection, surroundings, header } = await judgedAnswers(file, answers);
  const all: Verdict[] = [];
  const run = verify(loadSuite(selection, header.clauses), subjects, options, selection, surroundings);
  for await (const { verdict } of run) all.push(verdict);
  return all;
};

const judge = (lines: readonly object[], file = casesFile) => judgeFiles(file, answersFile(lines));

const live = async (subject: Subject): Promise<readonly Verdict[]> => {
  const selection = { clause: clauseGlob('BATCH-*') };
  const all: Verdict[] = [];
  const options = { seed: 5, runs: 4, shrink: false };
  for await (const { verdict } of verify(loadSuite(selection, 'BATCH-*'), [subject], options, selection))
    all.push(verdict);
  return all;
};

it('the cases file is requests in the protocol, the last of them shutdown', () => {
  const lines = readFileSync(casesFile, 'utf8').trimEnd().split('\n');
  const messages = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(messages.map(({ id }) => id)).toEqual(messages.map((_, index) => index));
  expect(messages.map(({ method }) => method)).toEqual([
    'initialize',
    ...cases.map(() => 'gradient'),
    'shutdown',
  ]);
  expect(messages[0]).toMatchObject({
    params: { protocol: 1, cases: { seed: 5, runs: 4, clauses: 'BATCH-*' } },
  });
  expect(cases.length).toBeGreaterThan(20);
});

/** Live, a few more questions are asked to tell mistakes apart; a file has no answers to these. */
const undiagnosed = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.map(({ counterexample, ...verdict }) => {
    if (counterexample === undefined) return verdict;
    const { diagnosis: _, ...shown } = counterexample;
    return { ...verdict, counterexample: shown };
  });

describe('answers from a file get the verdicts that the same answers get live', () => {
  it.each([
    ['right', rightSubject],
    ['doubling', doublingSubject],
  ])('%s', async (_, subject) => {
    const answers = await answersOf(subject());
    // In any order, but for the greeting's id.
    const verdicts = await judge([greeting(), ...answers.reverse()]);
    expect(undiagnosed(verdicts)).toEqual(undiagnosed(await live(subject())));
    expect(verdicts.some(({ judged }) => judged > 0)).toBe(true);
  });
});

it('what the answers leave out is not run, and said', async () => {
  const answers = await answersOf(rightSubject());
  const verdicts = await judge([greeting(), ...answers.slice(0, 10)]);
  expect(verdicts.some(({ verdict }) => verdict === 'conforms')).toBe(true);
  expect(verdicts.find(({ check }) => check === 'batch-additivity')).toMatchObject({
    verdict: 'not-run',
    message: 'no answer was recorded',
    skipped: { 'no answer was recorded': 4 },
  });
});

it('what the subject refuses, or says it does not support, is unsupported', async () => {
  const supports = { activations: ['sigmoid'] };
  const answers = await answersOf(rightSubject());
  const refused = answers.map((answer, index) =>
    index % 2 === 0 ? answer : { jsonrpc: '2.0', id: index + 1, error: { code: -32001, message: 'no' } },
  );
  const [some, none] = [
    await judge([greeting({ supports }), ...answers]),
    await judge([greeting(), ...refused]),
  ];
  const reasons = (verdicts: readonly Verdict[]) =>
    new Set(verdicts.flatMap(({ skipped }) => Object.keys(skipped)));
  expect(reasons(some)).toContain('outside what the subject supports');
  expect(reasons(none)).toContain('unsupported: no');
});

describe('cases that were drawn for other claims than the subject makes', () => {
  const undrawn =
    'not run: no case lies inside what the subject claims; `backproof cases --supports FILE` prints some that do';
  const reasonsOf = (verdicts: readonly Verdict[]) =>
    Object.fromEntries(verdicts.map(({ check, verdict, message }) => [check, `${verdict}: ${message}`]));
  const few = { ...identity, clauses: 'ACT-*', runs: 1 };
  const wide = regenerate(few);
  const wideFile = fileWith([...caseLines(few, wide)].join(''));

  it('leave what is claimed and lies in none of them not run, and what is not claimed unsupported', async () => {
    const supports = {
      activations: ['sigmoid'],
      maxLayers: 1,
      maxExamples: 1,
      maxWidth: 1,
      losses: ['squared-error'],
    };
    const [first, ...others] = await answersOf(rightSubject(), wide);
    const reasons = reasonsOf(await judge([greeting({ supports }), first ?? {}, ...others], wideFile));
    expect(reasons['activation-sigmoid']).toBe(`not-run: ${undrawn}`);
    expect(reasons['activation-elu']).toBe('unsupported: outside what the subject supports');
  });

  it('leave it not run where they are narrower than the claims', async () => {
    const narrow = {
      ...few,
      supports: { ...everything, activations: { hidden: [], output: ['identity' as const] } },
    };
    const own = regenerate(narrow);
    const file = fileWith([...caseLines(narrow, own)].join(''));
    const reasons = reasonsOf(await judge([greeting(), ...(await answersOf(rightSubject(), own))], file));
    expect(reasons['activation-identity']).toContain('conforms');
    expect(reasons['activation-sigmoid']).toBe(`not-run: ${undrawn}`);
  });
});

it('cases for a part of the format stay inside it', () => {
  const supports = { ...everything, maxLayers: 2, losses: ['squared-error' as const] };
  const own = regenerate({ ...identity, clauses: 'GRAD-*', supports });
  expect(own.length).toBeGreaterThan(20);
  expect(own.every(({ problem }) => canAnswer(supports, problem))).toBe(true);
});

describe('files that do not fit are refused with the line', () => {
  const lines = readFileSync(casesFile, 'utf8').split('\n');
  const changed = (index: number, text: string): string =>
    fileWith(lines.map((line, at) => (at === index ? text : line)).join('\n'));

  it.each([
    [
      'a changed question',
      changed(3, lines[4] ?? ''),
      ':4: expected the cases file as `backproof cases` printed it',
    ],
    ['a missing end', fileWith(`${lines.slice(0, 5).join('\n')}\n`), ': expected more lines, got its end'],
    [
      'another version',
      changed(0, (lines[0] ?? '').replace('"version":"', '"version":"9.')),
      ':1: params.suite.version: expected "',
    ],
    [
      'another seed',
      changed(0, (lines[0] ?? '').replace('"seed":5', '"seed":6')),
      ':1: expected the cases file',
    ],
    [
      'another hash',
      changed(0, (lines[0] ?? '').replace(/"sha256":"./, '"sha256":"x')),
      ':1: expected the cases file',
    ],
    ['no cases file', fileWith('{"a":1}\n'), ':1: expected the first line of a file that'],
    [
      'the two the other way round',
      fileWith(`${JSON.stringify(greeting())}\n`),
      'got another one: the cases come first, the answers second',
    ],
    ['nothing', fileWith(''), ': expected a cases file, got its end'],
    ['no file', join(folder, 'none'), 'none: expected a file, got nothing there'],
  ])('%s', async (_, file, says) => {
    await expect(judge([greeting()], file)).rejects.toThrow(says);
  });

  it('an id that was not asked', async () => {
    const id = cases.length + 7;
    await expect(judge([greeting(), { jsonrpc: '2.0', id, result: {} }])).rejects.toThrow(
      `:2: id: expected one of the cases file, 0 to ${cases.length}, got ${id}`,
    );
  });

  it('no greeting, or one in another version of the protocol', async () => {
    const [first] = await answersOf(rightSubject(), cases.slice(0, 1));
    await expect(judge([first ?? {}])).rejects.toThrow('expected an answer to initialize (id 0), got none');
    await expect(judge([greeting({ protocol: 7 })])).rejects.toThrow('speaks protocol 7, expected 1');
  });
});

it('files that come back with a mark in front and other line ends are judged', async () => {
  const windows = (text: string): string => fileWith(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
  const answers = [greeting(), ...(await answersOf(rightSubject()))];
  const text = answers.map((line) => `${JSON.stringify(line)}\n`).join('');
  const verdicts = await judgeFiles(windows(readFileSync(casesFile, 'utf8')), windows(text));
  expect(verdicts).toEqual(await judge(answers));
});

it('a question answered twice is malformed, and a line that is no message is passed over', async () => {
  const answers = await answersOf(rightSubject());
  const text = [greeting(), ...answers, ...answers.slice(-1)].map((line) => JSON.stringify(line)).join('\n');
  const verdicts = await judgeFiles(casesFile, fileWith(`loading...\n${text}\n`));
  expect(readLine('loading...').kind).toBe('stray');
  expect(verdicts.filter(({ code }) => code === 'WRONG-ID')).toHaveLength(1);
});
