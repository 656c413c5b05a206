/**
 * Questions to a subject whose processes may die: a window of them in flight, a deadline for each, and a
 * new process when one is lost.
 */

import type { Problem } from '../model/any-kind.ts';
import { show } from '../model/defect.ts';
import { blaming } from './blame.ts';
import { deadline } from './deadline.ts';
import { type Fault, fault, restartedTooOften } from './fault.ts';
import { type Asked, emptyFlight, type Flight } from './flight.ts';
import type { Life, Start } from './life.ts';
import type { SubjectLimits } from './limits.ts';
import { livesOf } from './lives.ts';
import { SubjectNotTestable } from './not-testable.ts';
import type { Reply, Subject } from './subject.ts';

export interface Talk<D> {
  readonly start: Start<D>;
  /** An answer as it came, read for the problem it answers. */
  readonly read: (value: unknown, problem: Problem, declaration: D) => Reply;
  readonly limits: Pick<SubjectLimits, 'problemMilliseconds' | 'restarts' | 'window'>;
  /** Told of a fault that came after the last question was answered, and so belongs to none. */
  readonly tooLate?: (fault: Fault) => void;
}

export interface Conversation<D> extends Pick<Subject, 'ask' | 'forget' | 'close'> {
  readonly grantRestarts: (count: number) => void;
  readonly renewRestarts: (used: number) => void;
  /** What the first process said of the subject. */
  readonly declaration: D;
}

const wrongId = (id: number, flight: Flight): Fault => {
  if (flight.knows(id)) return fault('malformed', 'WRONG-ID', `answered question ${id} a second time`);
  const asked = flight.oldest();
  const when = asked === undefined ? 'nothing' : `question ${asked}`;
  return fault('malformed', 'WRONG-ID', `answered question ${show(id)} when asked ${when}`);
};

const givenUp = fault('not-run', 'STOPPED', 'not run: given up before it was answered');

/**
 * Starts the subject and keeps it answering.
 *
 * A process that is lost takes with it the question it was at; the others are put again, in their order,
 * to the next process, and after the last restart they are not run. Rejects with `SubjectNotTestable`.
 */
export const converse = async <D>({
  start,
  read,
  limits,
  tooLate = () => {},
}: Talk<D>): Promise<Conversation<D>> => {
  const waiting: Asked[] = [];
  const flight = emptyFlight();
  const blame = blaming();
  let answers = 0;
  let scheduled = false;
  let closed = false;
  let granted = 0;
  /** Processes that were lost and not granted. */
  let counted = 0;

  // Once per turn of the event loop: questions that are asked together are sent together.
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(act);
  };

  const lost = (reason: Fault): void => {
    if (granted > 0) granted -= 1;
    else counted += 1;
    const { unanswered, inOrder } = flight.clear();
    lives.drop();
    watch.stop();
    waiting.unshift(...blame.lost(reason, unanswered, inOrder));
    schedule();
  };

  const settle = ({ problem, settle, fail, forgotten }: Asked, value: unknown): void => {
    try {
      if (!forgotten) settle(blame.settled(read(value, problem, declaration)));
    } catch (error) {
      fail(error);
    }
  };

  const answered = (id: number, value: unknown): void => {
    const landed = flight.land(id);
    if (landed === undefined) {
      lost(wrongId(id, flight));
      return;
    }
    answers += 1;
    if (flight.size() === 0) watch.stop();
    else if (landed.oldest) watch.restart();
    settle(landed.asked, value);
    if (waiting.length > 0) schedule();
  };

  const lives = livesOf(start, { answered, lost, drained: schedule });

  const watch = deadline(
    limits.problemMilliseconds,
    () => lives.current()?.progress() ?? 0,
    () => {
      const late = lives.current()?.late(answers);
      if (late !== undefined) lost(late);
    },
  );

  const giveUpWaiting = (reason: Fault): void => {
    for (const asked of waiting.splice(0)) asked.settle(reason);
  };

  const revive = async (): Promise<void> => {
    try {
      await lives.next();
    } catch (error) {
      // One that does not come to its greeting is lost as well; what is not the subject's fault is ours.
      if (error instanceof SubjectNotTestable) counted += 1;
      else for (const { fail } of waiting.splice(0)) fail(error);
    }
    schedule();
  };

  const send = (life: Life): void => {
    const room = blame.oneAtATime() ? 1 : limits.window;
    const onTheWay = flight.size();
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      if (flight.size() >= room || (flight.size() > 0 && life.full())) break;
      waiting.shift();
      if (flight.size() === 0) watch.restart();
      life.take(flight.add(next));
    }
    if (flight.size() > onTheWay) life.flush();
  };

  const act = (): void => {
    scheduled = false;
    if (closed || waiting.length === 0 || lives.isStarting()) return;
    const pending = blame.takePending();
    if (pending !== undefined) waiting.shift()?.settle(pending);
    // Also where a process is alive: one that was granted, or that of a run that was gone on with.
    if (counted > limits.restarts && granted === 0) giveUpWaiting(restartedTooOften(limits.restarts));
    const life = lives.current();
    if (life !== null) send(life);
    else if (waiting.length > 0) void revive();
  };

  const forget = (): void => {
    giveUpWaiting(givenUp);
    flight.forget((asked) => asked.settle(givenUp));
    blame.forget();
  };

  const declaration = await lives.first();

  return {
    declaration,
    ask: (problem) =>
      new Promise((settle, fail) => {
        if (closed) {
          settle(givenUp);
          return;
        }
        waiting.push({ problem, settle, fail });
        schedule();
      }),
    forget,
    grantRestarts: (count) => {
      granted = count;
    },
    renewRestarts: (used) => {
      counted = used;
    },
    close: async () => {
      const isDone = flight.size() + waiting.length === 0;
      closed = true;
      forget();
      watch.stop();
      const pending = blame.takePending();
      const last = await lives.close();
      const late = pending ?? last;
      if (late !== undefined && isDone) tooLate(late);
    },
  };
};
