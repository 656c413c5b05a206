/** What a contestant in this language exports as `enter`. */

import type { Job } from './job.ts';

export interface Contestant {
  /** Computes the cost of the job and its gradient for all parameters; they stay where they arise. */
  readonly run: () => void;
  /** The same gradient laid out like the job's parameters; not timed. */
  readonly gradient: () => Float64Array;
}

/** Prepares everything that does not depend on the parameters' values. */
export type Enter = (job: Job) => Contestant | Promise<Contestant>;
