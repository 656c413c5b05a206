/** Which question a process was at when it was lost. */

import type { Fault } from './fault.ts';
import type { Asked } from './flight.ts';
import type { Reply } from './subject.ts';

export interface Blame {
  /**
   * A process was lost with these questions unanswered, oldest first. Settles the one that it was at and
   * returns those to put again. Where its answers came in another order than the questions, nobody knows
   * which one it was: all of them are put again, one at a time, until one fails.
   */
  readonly lost: (reason: Fault, unanswered: readonly Asked[], inOrder: boolean) => readonly Asked[];
  /** True while questions are put one at a time. */
  readonly oneAtATime: () => boolean;
  /** A reply as it is settled: a loss that none of the questions explains goes to the last of them. */
  readonly settled: (reply: Reply) => Reply;
  /** A loss that belongs to no question yet, once: the next question gets it, so that none is forgotten. */
  readonly takePending: () => Fault | undefined;
  /** The questions that were to be put again are given up. */
  readonly forget: () => void;
}

const unexplainedFault = ({ message, ...rest }: Fault): Fault => ({
  ...rest,
  message: `${message}; asked again one at a time, every question was answered`,
});

export const blaming = (): Blame => {
  let pending: Fault | undefined;
  /** Questions still to be put one at a time, to find the one that `unexplained` belongs to. */
  let alone = 0;
  let unexplained: Fault | undefined;

  /** With the processes that were lost before it could be said which question is to blame. */
  const counted = (reason: Fault): Fault => ({ ...reason, losses: 1 + (unexplained?.losses ?? 0) });

  const blame = (asked: Asked, reason: Fault): void => {
    if (alone > 0) alone -= 1;
    asked.settle(counted(reason));
    unexplained = undefined;
  };

  return {
    oneAtATime: () => alone > 0,
    lost: (reason, unanswered, inOrder) => {
      const [first, ...others] = unanswered;
      const certain = inOrder || unanswered.length === 1;
      const again = (certain ? others : unanswered).filter(({ forgotten }) => !forgotten);
      if (first === undefined) pending = counted(reason);
      else if (certain) blame(first, reason);
      else if (again.length > 0) {
        alone = again.length;
        unexplained = counted(reason);
      }
      return again;
    },
    settled: (reply) => {
      if (alone > 0) alone -= 1;
      if (alone > 0 || unexplained === undefined) return reply;
      const reason = unexplainedFault(unexplained);
      unexplained = undefined;
      return reason;
    },
    takePending: () => {
      const reason = pending;
      pending = undefined;
      return reason;
    },
    forget: () => {
      pending = unexplained ?? pending;
      unexplained = undefined;
      alone = 0;
    },
  };
};
