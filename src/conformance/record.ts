/** What is told of a run while it goes on. */

import type { Put } from './put.ts';
import type { Check } from './tally.ts';

/**
 * Why a sample was put: it was drawn, or it failed and is asked again, or something smaller is looked for, or
 * it tells apart the mistakes that may be behind the failure.
 */
export type Stage = 'drawn' | 'again' | 'shrinking' | 'separating';

/** True while a failure is followed: what fails then may stand for it. */
export const followsFailure = (stage: Stage): boolean => stage === 'again' || stage === 'shrinking';

/** Told of every sample that was put to one subject, in the order in which they are judged. */
export type Recorder = (check: Check, stage: Stage, put: Put) => void;

/** Tells nobody. */
export const unrecorded: Recorder = () => {};
