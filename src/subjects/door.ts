/** What comes from a process goes first to whoever waits for its greeting, then to its listener. */

import { deadline } from './deadline.ts';
import type { Fault } from './fault.ts';
import type { Listener } from './life.ts';
import { SubjectNotTestable } from './not-testable.ts';

export interface Door<Greeting> {
  /** Settled by `greet` or `lost`, or when the deadline passes; rejects with `SubjectNotTestable`. */
  readonly greeting: Promise<Greeting>;
  readonly hasGreeted: () => boolean;
  readonly greet: (greeting: Greeting) => void;
  /** The fault refuses the subject before its greeting; afterwards the listener hears of it. */
  readonly lost: (fault: Fault) => void;
  /** Nothing is heard any more. */
  readonly shut: () => void;
}

export interface Expectation {
  /** What the user called the subject. */
  readonly name: string;
  readonly milliseconds: number;
  /** Changes whenever something is read from the process. */
  readonly progress: () => number;
  /** The fault of a greeting that did not come in time. */
  readonly late: () => Fault;
  readonly listener: Listener;
}

export const openDoor = <Greeting>(expected: Expectation): Door<Greeting> => {
  const { name, milliseconds, progress, late, listener } = expected;
  let isShut = false;
  let greeted = false;
  const watch = deadline(milliseconds, progress, () => lost(late()));
  let resolve: (greeting: Greeting) => void = () => {};
  let reject: (refusal: SubjectNotTestable) => void = () => {};
  const greeting = new Promise<Greeting>((yes, no) => {
    resolve = yes;
    reject = no;
  });

  const enter = (): void => {
    greeted = true;
    watch.stop();
  };

  const lost = (fault: Fault): void => {
    if (isShut) return;
    if (greeted) {
      listener.lost(fault);
      return;
    }
    enter();
    reject(new SubjectNotTestable(fault.code, `${name}: ${fault.message}`));
  };

  watch.restart();
  return {
    greeting,
    hasGreeted: () => greeted,
    greet: (said) => {
      enter();
      resolve(said);
    },
    lost,
    shut: () => {
      isShut = true;
      watch.stop();
    },
  };
};
