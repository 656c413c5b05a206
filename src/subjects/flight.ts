/** The questions that were sent and not answered yet, oldest first. */

import type { Problem } from '../model/any-kind.ts';
import type { Reply } from './subject.ts';

/** A question as it is sent. */
export interface Question {
  /** Never used twice in the life of a subject. */
  readonly id: number;
  readonly problem: Problem;
}

/** A question as it was asked, with the two ends it can come to. */
export interface Asked {
  readonly problem: Problem;
  readonly settle: (reply: Reply) => void;
  /** A defect of ours while it was asked or its answer was read. */
  readonly fail: (error: unknown) => void;
  /** Stands in the place of a question that nobody waits for any more. */
  readonly forgotten?: true;
}

/** A question that was taken out of the flight. */
export interface Landed {
  readonly asked: Asked;
  /** True when no other question had been waiting longer. */
  readonly oldest: boolean;
}

/** Keeps the order, so that it can be said which question a subject was at when it failed. */
export interface Flight {
  readonly size: () => number;
  /** Id of the question that waits longest. */
  readonly oldest: () => number | undefined;
  /** True for an id that was sent once, answered or not. */
  readonly knows: (id: number) => boolean;
  readonly add: (asked: Asked) => Question;
  readonly land: (id: number) => Landed | undefined;
  /** Takes out everything. `inOrder`: every answer so far was that of the oldest question. */
  readonly clear: () => { readonly unanswered: readonly Asked[]; readonly inOrder: boolean };
  /** Everything in flight stays there and is settled by `settle` now. */
  readonly forget: (settle: (asked: Asked) => void) => void;
}

const forgotten = ({ problem }: Asked): Asked => ({
  problem,
  settle: () => {},
  fail: () => {},
  forgotten: true,
});

export const emptyFlight = (): Flight => {
  const asked = new Map<number, Asked>();
  let last = 0;
  let inOrder = true;
  const oldest = (): number | undefined => asked.keys().next().value;
  return {
    size: () => asked.size,
    oldest,
    knows: (id) => Number.isInteger(id) && id >= 1 && id <= last,
    add: (one) => {
      last += 1;
      asked.set(last, one);
      return { id: last, problem: one.problem };
    },
    land: (id) => {
      const one = asked.get(id);
      if (one === undefined) return undefined;
      const wasOldest = id === oldest();
      inOrder &&= wasOldest;
      asked.delete(id);
      return { asked: one, oldest: wasOldest };
    },
    clear: () => {
      const state = { unanswered: [...asked.values()], inOrder };
      asked.clear();
      inOrder = true;
      return state;
    },
    forget: (settle) => {
      for (const [id, one] of asked) {
        settle(one);
        asked.set(id, forgotten(one));
      }
    },
  };
};
