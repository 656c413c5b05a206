/** What is judged without asking anybody. */

import type { RunOptions } from '../../conformance/options.ts';
import type { Selection, Surroundings } from '../../conformance/verify.ts';
import type { IndexedNote } from '../../journal/log.ts';
import type { Subject } from '../../subjects/subject.ts';
import type { RunHeader } from '../record/run-record.ts';

/** A run whose answers are there already. */
export interface RecordedRun {
  readonly header: RunHeader;
  /** As in the header, without those that could not be tested. */
  readonly subjects: readonly Subject[];
  readonly options: RunOptions;
  readonly selection: Selection;
  readonly surroundings: Surroundings;
  /** What was noted of the subjects when they answered. */
  readonly notes?: readonly IndexedNote[];
  /** True where the run came to no end; absent: it did. */
  readonly interrupted?: boolean;
}
