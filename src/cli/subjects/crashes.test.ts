import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { verify } from '../../conformance/verify.ts';
import { networkOf } from '../../model/any-kind.ts';
import type { Verdict } from '../../model/verdict.ts';
import { failureLines } from '../../reports/failure.ts';
import { loadSuite } from '../suite.ts';
import { startSubjects } from './start-subjects.ts';

const file = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/subjects/programs/${name}.mjs`, import.meta.url));

const selection = { clause: (id: string): boolean => id === 'GRAD-BIAS' };
const suite = { ...loadSuite(selection, '*'), fixtures: [] };

const verdictOn = async (name: string, restarts: number): Promise<Verdict> => {
  const limits = {
    timeout: 30_000,
    startTimeout: 30_000,
    memory: 2 ** 31,
    restarts,
    window: 64,
  };
  const { subjects } = await startSubjects({ modules: [], command: [process.execPath, file(name)] }, limits);
  const verdicts: Verdict[] = [];
  const options = { seed: 5, runs: 12, shrink: true };
  for await (const { verdict } of verify(suite, subjects, options, selection)) verdicts.push(verdict);
  await Promise.all(subjects.map((subject) => subject.close()));
  const [first] = verdicts;
  if (first === undefined) throw new Error('no verdict');
  return first;
};

const linesOf = (verdict: Verdict): string =>
  failureLines(verdict, { subjectArguments: '', seed: 5 }).join('\n');

it('a program that dies is shown with the smallest problem that kills it', async () => {
  const verdict = await verdictOn('dies-once', 1);
  expect(verdict).toMatchObject({ verdict: 'error', code: 'DIED', message: 'exited with status 9' });
  const [problem] = verdict.counterexample?.problems ?? [];
  const network = problem && networkOf(problem);
  expect(network?.inputs).toHaveLength(2);
  expect(network?.layers.map(({ weights }) => weights.length).every((units) => units === 1)).toBe(true);
  expect(network?.layers.length).toBeLessThanOrEqual(3);
  expect(linesOf(verdict)).toMatch(
    /smallest problem found \([1-]+, 2 examples; \d+ shrinks in \d+ questions\)/,
  );
});

it('a program that dies by what was asked before is said to', async () => {
  const verdict = await verdictOn('answers-once', 1);
  expect(verdict).toMatchObject({ verdict: 'error', code: 'DIED' });
  expect(verdict.message).toContain(
    '; asked again of a new process, the question was answered: it depends on chance, or on what was asked before',
  );
});
