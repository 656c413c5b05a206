/** What is said of a subject beside its verdicts. */

import type { Code } from './codes.ts';

/** Something worth saying of a subject that changes no verdict. */
export interface Note {
  readonly code?: Code;
  readonly message: string;
  /** How often it was seen. */
  readonly times: number;
}
