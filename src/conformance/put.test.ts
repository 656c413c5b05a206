import { expect, it } from 'vitest';
import { agreesWhole } from '../judge/claim.ts';
import type { Sample } from '../judge/property.ts';
import { networkOf } from '../model/any-kind.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Reply, Subject } from '../subjects/subject.ts';
import type { BasisOf } from './evaluate.ts';
import { basisFor, experts } from './evidence.ts';
import { putAll, windowOfQuestions } from './put.ts';
import { rightSubject } from './test-subjects.ts';

const problemOf = (input: number): MlpProblem => ({
  kind: 'mlp',
  layers: [{ weights: [[2]], biases: [1], activation: { name: 'identity' } }],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[input]],
  targets: [[0]],
});

const sampleOf = (first: number): Sample => ({
  questions: [problemOf(first), problemOf(first + 0.5)],
  claims: [...agreesWhole(0), ...agreesWhole(1)],
});

const samples = Array.from({ length: 100 }, (_, run) => ({ run, sample: sampleOf(run) }));

const judged = (subject: Subject): BasisOf => {
  const knowledge = experts();
  return (problem) => basisFor(subject, problem, knowledge);
};

/** Keeps every question until the test answers it. */
const patient = () => {
  const right = rightSubject();
  const asked: { readonly input: number; readonly answer: () => Promise<void> }[] = [];
  let forgotten = 0;
  const subject: Subject = {
    ...right,
    ask: (problem) =>
      new Promise<Reply>((resolve) => {
        asked.push({
          input: networkOf(problem).inputs[0]?.[0] ?? Number.NaN,
          answer: async () => resolve(await right.ask(problem)),
        });
      }),
    forget: () => {
      forgotten += 1;
    },
  };
  return { subject, asked, forgotten: () => forgotten };
};

it('asks ahead by a window, in order, and judges in that order whatever order the answers come in', async () => {
  const { subject, asked } = patient();
  const judgedRuns: number[] = [];
  const done = (async () => {
    for await (const { run, evaluation } of putAll(subject, samples, judged(subject))) {
      expect(evaluation).toMatchObject({ kind: 'judged', findings: { wrong: 0 } });
      judgedRuns.push(run);
    }
  })();
  let most = 0;
  for (let answered = 0; answered < 2 * samples.length; ) {
    await new Promise((resolve) => setImmediate(resolve));
    const open = asked.length - answered;
    most = Math.max(most, open);
    const isFull = open === windowOfQuestions || asked.length === 2 * samples.length;
    if (!isFull) continue;
    // The newest first.
    for (const { answer } of asked.slice(answered).reverse()) await answer();
    answered = asked.length;
  }
  await done;
  expect(most).toBe(windowOfQuestions);
  expect(asked.map(({ input }) => input)).toEqual(samples.flatMap(({ run }) => [run, run + 0.5]));
  expect(judgedRuns).toEqual(samples.map(({ run }) => run));
});

it('has the subject forget what a consumer that stops leaves behind', async () => {
  const { subject, asked, forgotten } = patient();
  const first = putAll(subject, samples, judged(subject));
  const next = first.next();
  for (let turns = 0; asked.length < windowOfQuestions; turns += 1) {
    if (turns > 10_000) throw new Error(`only ${asked.length} questions came`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const { answer } of asked.slice(0, 2)) await answer();
  await next;
  await first.return(undefined);
  expect(forgotten()).toBe(1);
});
