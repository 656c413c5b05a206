import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MlpProblem } from '../model/problem.ts';
import { converse } from './conversation.ts';
import { fault } from './fault.ts';
import type { Question } from './flight.ts';
import type { Life, Listener } from './life.ts';
import type { Reply } from './subject.ts';

const problemOf = (number: number): MlpProblem => ({
  kind: 'mlp',
  id: String(number),
  layers: [{ weights: [[1]], biases: null, activation: { name: 'identity' } }],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[1]],
  targets: [[1]],
});

const died = fault('error', 'DIED', 'died');

const turns = async (): Promise<void> => {
  for (let count = 0; count < 6; count += 1) await new Promise((resolve) => setImmediate(resolve));
};

type Event =
  | { readonly kind: 'ask'; readonly count: number }
  | { readonly kind: 'answer'; readonly nth: number }
  | { readonly kind: 'lose' };

/** What happens next: questions are asked, the nth unanswered one is answered, the process is lost. */
const events = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('ask' as const), count: fc.integer({ min: 1, max: 6 }) }),
    },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer' as const), nth: fc.nat({ max: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const) }) },
  ),
  { maxLength: 25 },
);

/** One process that is told what to do, and those before it. */
const fauxSubject = () => {
  let listener: Listener | undefined;
  let unanswered: Question[] = [];
  const life: Life = {
    take: (question) => {
      unanswered.push(question);
    },
    flush: () => {},
    full: () => false,
    progress: () => 0,
    late: () => died,
    end: () => {},
    finish: async () => {},
  };
  return {
    start: (own: Listener) => {
      listener = own;
      unanswered = [];
      return { ready: Promise.resolve({ life, declaration: null }), end: () => {} };
    },
    waiting: () => unanswered.length,
    /** Answers with the label of the problem, so that a mix-up shows. */
    answer: (nth: number): void => {
      const [question] = unanswered.splice(Math.min(nth, unanswered.length - 1), 1);
      if (question !== undefined) listener?.answered(question.id, question.problem.id);
    },
    lose: () => listener?.lost(died),
  };
};

const read = (value: unknown): Reply => ({ kind: 'unsupported', reason: String(value) });

it('every question gets one reply, its own, and no loss of a process is forgotten', async () => {
  let losses = 0;
  const oneRun = async (script: readonly Event[]) => {
    const subject = fauxSubject();
    const limits = { problemMilliseconds: 600_000, restarts: 1000, window: 4 };
    const { ask } = await converse({ start: subject.start, read, limits });
    const replies: Reply[][] = [];
    const askOne = (): void => {
      const own: Reply[] = [];
      replies.push(own);
      void ask(problemOf(replies.length - 1)).then((reply) => own.push(reply));
    };
    let lost = 0;
    for (const event of script) {
      if (event.kind === 'ask') for (let count = 0; count < event.count; count += 1) askOne();
      else if (event.kind === 'answer') subject.answer(event.nth);
      else {
        subject.lose();
        lost += 1;
      }
      await turns();
    }
    // A loss that nobody had asked anything goes to the next question.
    askOne();
    for (await turns(); subject.waiting() > 0; await turns()) subject.answer(0);
    expect(replies.map(({ length }) => length)).toEqual(replies.map(() => 1));
    const faults = replies.flat().filter(({ kind }) => kind === 'fault');
    for (const [number, [reply]] of replies.entries())
      if (reply?.kind !== 'fault') expect(reply).toEqual({ kind: 'unsupported', reason: String(number) });
    expect(faults.length).toBeLessThanOrEqual(lost);
    if (lost > 0) expect(faults.length).toBeGreaterThan(0);
    losses += lost;
  };
  await fc.assert(fc.asyncProperty(events, oneRun), { numRuns: 200, seed: 5 });
  expect(losses).toBeGreaterThan(100);
});
