/** What a check needs besides the property. */

import type { Subject } from '../subjects/subject.ts';
import type { BasisOf } from './evaluate.ts';
import type { RunOptions, Universe } from './options.ts';
import type { Recorder } from './record.ts';

/** One subject in one run. */
export interface CheckContext {
  readonly subject: Subject;
  readonly options: RunOptions;
  readonly basisOf: BasisOf;
  readonly record: Recorder;
  /** What samples are drawn for. */
  readonly universe: Universe;
}
