/** Samples put to a subject: sent ahead of their verdicts, judged in the order in which they were sent. */

import type { Sample } from '../judge/property.ts';
import type { Reply, Subject } from '../subjects/subject.ts';
import { askAll, type BasisOf, type Evaluation, judgeReplies, type Prepared, prepare } from './evaluate.ts';

/** A sample with its index among those of its check. */
export interface Numbered {
  readonly run: number;
  readonly sample: Sample;
}

/** A sample that was put to a subject, and what came of it. */
export interface Put extends Numbered {
  readonly prepared: Prepared;
  /** One per question; none where the sample was skipped. */
  readonly replies: readonly Reply[];
  readonly evaluation: Evaluation;
}

/** Questions that may wait for their answers at one time. */
export const windowOfQuestions = 64;

interface Sent extends Numbered {
  readonly prepared: Prepared;
  readonly replies: Promise<Reply[]>;
}

/** Judging is synchronous: without a turn, answers, deadlines and ctrl-C would wait for the whole window. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const received = async ({ replies, ...sent }: Sent): Promise<Put> => {
  const all = await replies;
  return { ...sent, replies: all, evaluation: judgeReplies(sent.sample, sent.prepared, all) };
};

/** Puts one sample and waits for it. */
export const putOne = (subject: Subject, numbered: Numbered, basisOf: BasisOf): Promise<Put> => {
  const prepared = prepare(numbered.sample, basisOf);
  return received({ ...numbered, prepared, replies: askAll(subject, numbered.sample, prepared) });
};

/**
 * Puts samples one after another, running ahead by at most a window of questions; always sends in the order of
 * samples and questions. A consumer that stops early leaves questions behind, which the subject forgets.
 */
export async function* putAll(
  subject: Subject,
  samples: Iterable<Numbered>,
  basisOf: BasisOf,
): AsyncGenerator<Put> {
  const sent: Sent[] = [];
  let asked = 0;
  const next = async (first: Sent): Promise<Put> => {
    asked -= first.sample.questions.length;
    return received(first);
  };
  try {
    for (const numbered of samples) {
      await turn();
      const { length } = numbered.sample.questions;
      for (let [first] = sent; first && asked + length > windowOfQuestions; [first] = sent) {
        sent.shift();
        yield await next(first);
      }
      const prepared = prepare(numbered.sample, basisOf);
      sent.push({ ...numbered, prepared, replies: askAll(subject, numbered.sample, prepared) });
      asked += length;
    }
    for (let first = sent.shift(); first; first = sent.shift()) yield await next(first);
  } finally {
    if (sent.length > 0) subject.forget();
  }
}
