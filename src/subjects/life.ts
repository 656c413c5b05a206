/** One process of a subject, from its greeting to its end. */

import type { Fault } from './fault.ts';
import type { Question } from './flight.ts';

/** What a process that has greeted us says and does; nothing more comes after `lost`. */
export interface Listener {
  /** An answer to the question of this id, not looked into yet. */
  readonly answered: (id: number, value: unknown) => void;
  /** It died, or nothing it says can be believed any more. */
  readonly lost: (fault: Fault) => void;
  /** There is room for more questions. */
  readonly drained: () => void;
}

export interface Life {
  /** Takes a question; it is on its way with the next `flush`. */
  readonly take: (question: Question) => void;
  readonly flush: () => void;
  /** True while what was taken piles up. */
  readonly full: () => boolean;
  /** A number that changes whenever anything is read from it. */
  readonly progress: () => number;
  /** The fault of a question that was not answered in time; `answers` it has given, the greeting apart. */
  readonly late: (answers: number) => Fault;
  /** Ends it and everything it started, at once. */
  readonly end: () => void;
  /** Lets it finish, within two seconds; what went wrong meanwhile, where anything did. */
  readonly finish: () => Promise<Fault | undefined>;
}

/** A process between its start and its greeting. */
export interface Starting<D> {
  /** Rejects with `SubjectNotTestable`, and the process is ended. */
  readonly ready: Promise<{ readonly life: Life; readonly declaration: D }>;
  /** Ends it at once, greeted or not. */
  readonly end: () => void;
}

export type Start<D> = (listener: Listener) => Starting<D>;
