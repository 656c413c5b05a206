/** The processes of a subject, one after the other. */

import type { Fault } from './fault.ts';
import type { Life, Listener, Start, Starting } from './life.ts';
import { SubjectNotTestable } from './not-testable.ts';

export interface Lives<D> {
  /** The process that is alive and has greeted us. */
  readonly current: () => Life | null;
  /** Starts the first one, once more where it dies before its greeting. Rejects with `SubjectNotTestable`. */
  readonly first: () => Promise<D>;
  /** Starts the next one; does nothing while one is starting. Rejects with `SubjectNotTestable`. */
  readonly next: () => Promise<void>;
  readonly isStarting: () => boolean;
  /** Ends the current one, which is not heard any more. */
  readonly drop: () => void;
  /** Lets the current one finish, and ends one that is starting; what went wrong while it finished. */
  readonly close: () => Promise<Fault | undefined>;
}

/** What a process says is heard only as long as it is the current one: a dead one's exit fells no successor. */
export const livesOf = <D>(start: Start<D>, hear: Listener): Lives<D> => {
  let life: Life | null = null;
  let starting: Starting<D> | null = null;
  let generation = 0;

  const heardBy = (own: number): Listener => ({
    answered: (id, value) => {
      if (own === generation) hear.answered(id, value);
    },
    lost: (fault) => {
      if (own === generation) hear.lost(fault);
    },
    drained: () => {
      if (own === generation) hear.drained();
    },
  });

  const begin = async (): Promise<D> => {
    generation += 1;
    const own = generation;
    starting = start(heardBy(own));
    try {
      const greeted = await starting.ready;
      // Between its greeting and this line it may have been lost, or closed.
      if (own === generation) life = greeted.life;
      else greeted.life.end();
      return greeted.declaration;
    } finally {
      starting = null;
    }
  };

  return {
    current: () => life,
    isStarting: () => starting !== null,
    first: () =>
      begin().catch((error: unknown) => {
        if (error instanceof SubjectNotTestable && error.code === 'DIED') return begin();
        throw error;
      }),
    next: async () => {
      if (starting !== null) return;
      await begin();
    },
    drop: () => {
      generation += 1;
      life?.end();
      life = null;
    },
    close: async () => {
      generation += 1;
      starting?.end();
      const late = await life?.finish();
      life = null;
      return late;
    },
  };
};
