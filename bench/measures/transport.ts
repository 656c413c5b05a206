/**
 * Small problems per second to a Node and to a Python program that always give the same answer: unjudged, each
 * with its line in a run log.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleLine } from '../../src/journal/sample-line.ts';
import { type Journal, openJournal } from '../../src/journal/write.ts';
import { SubjectNotTestable } from '../../src/subjects/not-testable.ts';
import { programSubject } from '../../src/subjects/program/program.ts';
import type { Subject } from '../../src/subjects/subject.ts';
import { processorSeconds } from '../timing.ts';

const problem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [0.15, 0.2],
        [0.25, 0.3],
      ],
      biases: [0.35, 0.35],
      activation: { name: 'sigmoid' },
    },
    { weights: [[0.4, 0.45]], biases: [0.6], activation: { name: 'sigmoid' } },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[0.05, 0.1]],
  targets: [[0.01]],
} as const;

const perRound = 30_000;

/** As many as are in flight: each asks its next question when it has its answer. */
const askers = 64;

const check = { id: 'echo', clause: 'ECHO', title: 'An echo' };

const evaluation = { kind: 'skipped', reason: 'judging is off' } as const;

/** Seconds by the clock and of our own processor time for so many answers. */
const round = async (
  subject: Subject,
  journal: Journal,
): Promise<{ readonly elapsed: number; readonly own: number }> => {
  const [began, used] = [performance.now(), processorSeconds()];
  let asked = 0;
  const asker = async (): Promise<void> => {
    while (asked < perRound) {
      asked += 1;
      const reply = await subject.ask(problem);
      if (reply.kind !== 'answer') throw new Error(`expected an answer, got ${JSON.stringify(reply)}`);
      const sample = { questions: [problem], claims: [] };
      const put = {
        run: asked,
        sample,
        prepared: { kind: 'bases', bases: [] },
        replies: [reply],
        evaluation,
      } as const;
      journal.write(sampleLine(0, check, 'drawn', put));
    }
  };
  await Promise.all(Array.from({ length: askers }, asker));
  return { elapsed: (performance.now() - began) / 1000, own: processorSeconds() - used };
};

/** Problems per second, and our processor time for one in microseconds; null where the program is absent. */
const measure = async (...words: readonly string[]) => {
  const subject = await programSubject({ words }).catch((error: unknown) => {
    if (error instanceof SubjectNotTestable && error.code === 'START') return null;
    throw error;
  });
  if (subject === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'backproof-bench-log-'));
  const journal = openJournal(join(folder, 'log.ndjson'));
  await round(subject, journal);
  const perSecond: number[] = [];
  const ownMicroseconds: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const { elapsed, own } = await round(subject, journal);
    perSecond.push(perRound / elapsed);
    ownMicroseconds.push((own / perRound) * 1e6);
  }
  await subject.close();
  journal.close();
  rmSync(folder, { recursive: true });
  return { perSecond, ownMicroseconds };
};

const beside = (file: string): string => join(import.meta.dirname, file);

console.log(
  JSON.stringify({
    node: await measure(process.execPath, beside('echo.js')),
    python: await measure('python3', beside('echo.py')),
  }),
);
