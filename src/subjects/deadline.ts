/** A deadline that is set anew thousands of times a second. */

import { whenQuiet } from './quiet.ts';

export interface Deadline {
  /** Counts from now. */
  readonly restart: () => void;
  readonly stop: () => void;
}

/** What a full pipe holds is read in fewer turns; a subject that writes without end is not waited for. */
const mostTurns = 500;

/**
 * Calls `missed` once `milliseconds` have passed since the last `restart`.
 *
 * The runner itself may have been busy all that time with the answer in the pipe, so what is there
 * (`progress` counts it) is read first: only then is the deadline missed.
 */
export const deadline = (milliseconds: number, progress: () => number, missed: () => void): Deadline => {
  let timer: NodeJS.Timeout | undefined;
  let since: number | undefined;
  const left = (): number =>
    since === undefined ? Number.POSITIVE_INFINITY : since + milliseconds - performance.now();
  const arm = (): void => {
    const rest = left();
    // The process that is waited for keeps the runner alive; the timer need not.
    timer = Number.isFinite(rest) ? setTimeout(look, Math.max(1, rest)).unref() : undefined;
  };
  const look = (): void => {
    if (left() > 0) {
      arm();
      return;
    }
    void whenQuiet(progress, mostTurns).then(() => {
      if (left() > 0) arm();
      else {
        timer = undefined;
        since = undefined;
        missed();
      }
    });
  };
  return {
    restart: () => {
      since = performance.now();
      if (timer === undefined) arm();
    },
    stop: () => {
      since = undefined;
    },
  };
};
