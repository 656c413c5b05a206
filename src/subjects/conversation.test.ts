import { describe, expect, it } from 'vitest';
import type { MlpProblem } from '../model/problem.ts';
import { converse } from './conversation.ts';
import { type Fault, fault } from './fault.ts';
import type { Question } from './flight.ts';
import type { Life, Listener } from './life.ts';
import { SubjectNotTestable } from './not-testable.ts';
import type { Reply } from './subject.ts';

const problem: MlpProblem = {
  kind: 'mlp',
  layers: [{ weights: [[1]], biases: null, activation: { name: 'identity' } }],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[1]],
  targets: [[1]],
};

/** A process that does nothing but what a test tells it to. */
interface FauxProcess {
  readonly listener: Listener;
  /** Batches as they were sent. */
  readonly sent: Question[][];
  readonly ended: () => boolean;
  readonly makeFull: (full: boolean) => void;
}

const died = fault('error', 'DIED', 'died');
const late = fault('timeout', 'TIMEOUT', 'late');

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const turns = async (): Promise<void> => {
  for (let count = 0; count < 12; count += 1) await turn();
};

const nameOf = (reply: Reply): string =>
  reply.kind === 'fault' ? `${reply.verdict} ${reply.message}` : reply.kind;

/** A conversation with faux processes; `failing` are the starts, counted from 0, that are refused. */
const talk = async (
  limits: Partial<Parameters<typeof converse>[0]['limits']> = {},
  failing: number[] = [],
) => {
  const processes: FauxProcess[] = [];
  let starts = 0;
  const start = (listener: Listener) => {
    const number = starts;
    starts += 1;
    let taken: Question[] = [];
    let full = false;
    let ended = false;
    const sent: Question[][] = [];
    const life: Life = {
      take: (question) => {
        taken.push(question);
      },
      flush: () => {
        sent.push(taken);
        taken = [];
      },
      full: () => full,
      progress: () => 0,
      late: () => late,
      end: () => {
        ended = true;
      },
      finish: async () => {
        ended = true;
        return undefined;
      },
    };
    processes.push({
      listener,
      sent,
      ended: () => ended,
      makeFull: (value) => {
        full = value;
      },
    });
    const ready = failing.includes(number)
      ? Promise.reject(new SubjectNotTestable('DIED', 'died before its greeting'))
      : Promise.resolve({ life, declaration: number });
    return { ready, end: life.end };
  };
  const tooLate: string[] = [];
  const conversation = await converse<number>({
    tooLate: ({ message }) => void tooLate.push(message),
    start,
    read: (value) => value as Reply,
    limits: { problemMilliseconds: 600_000, restarts: 3, window: 4, ...limits },
  });
  const replies: string[] = [];
  const ask = (count: number): void => {
    for (let asked = 0; asked < count; asked += 1) {
      const place = replies.length;
      replies.push('waiting');
      void conversation.ask(problem).then((reply) => {
        replies[place] = nameOf(reply);
      });
    }
  };
  const ids = (index: number): number[][] =>
    (processes[index]?.sent ?? []).map((batch) => batch.map(({ id }) => id));
  const answer = async (index: number, ...numbers: readonly number[]): Promise<void> => {
    for (const id of numbers) processes[index]?.listener.answered(id, { kind: 'unsupported', reason: '' });
    await turns();
  };
  const lose = async (index: number, reason: Fault = died): Promise<void> => {
    processes[index]?.listener.lost(reason);
    await turns();
  };
  return {
    ...conversation,
    tooLate,
    processes,
    replies,
    ids,
    answer,
    lose,
    askMany: async (count: number) => {
      ask(count);
      await turns();
    },
  };
};

describe('questions', () => {
  it('are sent in the order of the calls, together, and at most a window of them', async () => {
    const { askMany, ids, answer, replies } = await talk();
    await askMany(6);
    expect(ids(0)).toEqual([[1, 2, 3, 4]]);
    await answer(0, 1, 2);
    expect(ids(0)).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
    expect(replies).toEqual(['unsupported', 'unsupported', 'waiting', 'waiting', 'waiting', 'waiting']);
  });

  it('may be answered in any order', async () => {
    const { askMany, answer, replies } = await talk();
    await askMany(3);
    await answer(0, 3, 1, 2);
    expect(replies).toEqual(['unsupported', 'unsupported', 'unsupported']);
  });

  it('wait while the ones before them pile up, but one is always on its way', async () => {
    const { askMany, ids, processes, answer } = await talk();
    processes[0]?.makeFull(true);
    await askMany(3);
    expect(ids(0)).toEqual([[1]]);
    await answer(0, 1);
    expect(ids(0)).toEqual([[1], [2]]);
    processes[0]?.makeFull(false);
    processes[0]?.listener.drained();
    await turns();
    expect(ids(0)).toEqual([[1], [2], [3]]);
  });
});

describe('a lost process', () => {
  it('costs the oldest unanswered question, where all answers came in order', async () => {
    const { askMany, ids, answer, lose, replies, processes } = await talk();
    await askMany(4);
    await answer(0, 1);
    await lose(0);
    expect(processes[0]?.ended()).toBe(true);
    expect(replies).toEqual(['unsupported', 'error died', 'waiting', 'waiting']);
    expect(ids(1)).toEqual([[5, 6]]);
    await answer(1, 5, 6);
    expect(replies.slice(2)).toEqual(['unsupported', 'unsupported']);
  });

  it('leaves no question to blame where they did not: all are put again, one at a time', async () => {
    const { askMany, ids, answer, lose, replies } = await talk();
    await askMany(4);
    await answer(0, 2);
    await lose(0);
    expect(replies).toEqual(['waiting', 'unsupported', 'waiting', 'waiting']);
    expect(ids(1)).toEqual([[5]]);
    await answer(1, 5);
    expect(ids(1)).toEqual([[5], [6]]);
    await lose(1);
    expect(replies).toEqual(['unsupported', 'unsupported', 'error died', 'waiting']);
    await answer(2, 7);
    expect(replies[3]).toBe('unsupported');
  });

  it('is never forgotten: when no question fails alone, the last of them bears it', async () => {
    const { askMany, answer, lose, replies } = await talk();
    await askMany(3);
    await answer(0, 3);
    await lose(0);
    await answer(1, 4);
    await answer(1, 5);
    const said = 'error died; asked again one at a time, every question was answered';
    expect(replies).toEqual(['unsupported', said, 'unsupported']);
  });

  it('that nobody had asked anything fails the next question', async () => {
    const { askMany, lose, replies, ids } = await talk();
    await lose(0);
    await askMany(2);
    expect(replies).toEqual(['error died', 'waiting']);
    expect(ids(1)).toEqual([[1]]);
  });

  it('is not heard any more', async () => {
    const { askMany, answer, lose, replies } = await talk();
    await askMany(2);
    await lose(0);
    await lose(0);
    await answer(0, 2, 3);
    expect(replies).toEqual(['error died', 'waiting']);
    await answer(1, 3);
    expect(replies).toEqual(['error died', 'unsupported']);
  });

  it('is replaced so many times, and then nothing is run', async () => {
    const { askMany, lose, replies } = await talk({ restarts: 1 });
    await askMany(4);
    await lose(0);
    await lose(1);
    const rest = 'not-run not run: restarted 1 time';
    expect(replies).toEqual(['error died', 'error died', rest, rest]);
  });

  it('is replaced as often again once its restarts are renewed, the first time for nothing', async () => {
    const { askMany, lose, renewRestarts, replies } = await talk({ restarts: 1 });
    await askMany(3);
    await lose(0);
    await lose(1);
    expect(replies[2]).toBe('not-run not run: restarted 1 time');
    renewRestarts(0);
    await askMany(3);
    await lose(2);
    await lose(3);
    expect(replies.slice(3)).toEqual(['error died', 'error died', 'not-run not run: restarted 1 time']);
  });

  it('is not replaced where all restarts but those left were used before', async () => {
    const { askMany, lose, renewRestarts, replies } = await talk({ restarts: 2 });
    renewRestarts(2);
    await askMany(2);
    await lose(0);
    expect(replies).toEqual(['error died', 'not-run not run: restarted 2 times']);
    renewRestarts(3);
    await askMany(1);
    expect(replies[2]).toBe('not-run not run: restarted 2 times');
  });

  it('is replaced after the last restart as long as more are granted', async () => {
    const { askMany, lose, grantRestarts, replies } = await talk({ restarts: 0 });
    await askMany(1);
    await lose(0);
    grantRestarts(2);
    await askMany(1);
    await lose(1);
    await askMany(1);
    await lose(2);
    await askMany(1);
    expect(replies).toEqual(['error died', 'error died', 'error died', 'not-run not run: restarted 0 times']);
  });

  it('is not asked any more after the last restart, though one that was granted is alive', async () => {
    const { askMany, answer, lose, grantRestarts, replies } = await talk({ restarts: 0 });
    await askMany(1);
    await lose(0);
    grantRestarts(2);
    await askMany(1);
    await answer(1, 2);
    grantRestarts(0);
    await askMany(1);
    expect(replies).toEqual(['error died', 'unsupported', 'not-run not run: restarted 0 times']);
  });

  it('is replaced again where its successor does not come to a greeting', async () => {
    const { askMany, lose, replies, ids } = await talk({}, [1, 2]);
    await askMany(2);
    await lose(0);
    expect(ids(3)).toEqual([[3]]);
    expect(replies).toEqual(['error died', 'waiting']);
  });
});

describe('an answer to what was not asked', () => {
  it.each([
    [9, 'malformed answered question 9 when asked question 1'],
    [Number.NaN, 'malformed answered question NaN when asked question 1'],
  ])('%d costs the process', async (id, said) => {
    const { askMany, answer, replies } = await talk();
    await askMany(1);
    await answer(0, id);
    expect(replies).toEqual([said]);
  });

  it('is one given a second time, too', async () => {
    const { askMany, answer, replies } = await talk();
    await askMany(2);
    await answer(0, 1, 1);
    expect(replies).toEqual(['unsupported', 'malformed answered question 1 a second time']);
  });
});

describe('a deadline', () => {
  it('belongs to the oldest unanswered question', async () => {
    const { askMany, replies, ids } = await talk({ problemMilliseconds: 20, restarts: 1 });
    await askMany(2);
    while (replies.includes('waiting')) await turn();
    expect(replies).toEqual(['timeout late', 'timeout late']);
    expect(ids(1)).toEqual([[3]]);
  });
});

describe('what is forgotten', () => {
  it('is not run, and its answers are not missed', async () => {
    const { askMany, answer, forget, replies, ids } = await talk();
    await askMany(6);
    forget();
    await turns();
    const given = 'not-run not run: given up before it was answered';
    expect(replies).toEqual([given, given, given, given, given, given]);
    await askMany(1);
    await answer(0, 1, 2, 3, 4);
    expect(ids(0)).toEqual([[1, 2, 3, 4], [5]]);
    await answer(0, 5);
    expect(replies[6]).toBe('unsupported');
  });

  it('is not put again', async () => {
    const { askMany, forget, lose, ids, processes } = await talk();
    await askMany(3);
    forget();
    await lose(0);
    expect(processes).toHaveLength(1);
    await askMany(1);
    expect(ids(1)).toEqual([[4]]);
  });

  it('and a loss after the last answer is told at the end', async () => {
    const { askMany, answer, lose, close, tooLate } = await talk();
    await askMany(1);
    await answer(0, 1);
    await lose(0);
    expect(tooLate).toEqual([]);
    await close();
    expect(tooLate).toEqual(['died']);
  });

  it('and nothing is told of a loss that a question explains, nor of a subject that is closed early', async () => {
    const { askMany, lose, close, tooLate, replies } = await talk();
    await askMany(1);
    await lose(0);
    await askMany(1);
    await close();
    expect(replies[0]).toBe('error died');
    expect(tooLate).toEqual([]);
  });

  it('and what is asked of a closed subject is not run', async () => {
    const { askMany, close, replies, processes } = await talk();
    await askMany(1);
    await close();
    await askMany(1);
    expect(replies.every((reply) => reply.startsWith('not-run'))).toBe(true);
    expect(processes[0]?.ended()).toBe(true);
  });
});

describe('the first process', () => {
  it('gets a second chance where it dies before its greeting', async () => {
    expect((await talk({}, [0])).declaration).toBe(1);
    await expect(talk({}, [0, 1])).rejects.toThrow('died before its greeting');
  });
});
