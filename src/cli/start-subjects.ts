/** From the words of the command line to running subjects. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultLimits, moduleSubject } from '../subjects/module.ts';
import { SubjectNotTestable } from '../subjects/not-testable.ts';
import { ownSubjects } from '../subjects/own.ts';
import type { Subject } from '../subjects/subject.ts';
import { UsageError } from './failures.ts';

/** The options that say who is judged, and under which limits. */
export interface SubjectOptions {
  readonly demo?: true;
  /** Milliseconds per problem. */
  readonly timeout: number;
}

const demoModule = fileURLToPath(import.meta.resolve('#fixtures/subjects/forgets-hidden-slope.mjs'));

/** Starts the demo, the module given, or ours. Throws `UsageError` and `SubjectNotTestable`. */
export const startSubjects = async (
  module: string | undefined,
  { demo, timeout }: SubjectOptions,
): Promise<readonly Subject[]> => {
  const limits = { ...defaultLimits, problemMilliseconds: timeout };
  if (demo && module !== undefined)
    throw new UsageError('--demo judges the network shipped with us: expected no MODULE');
  if (demo) return [await moduleSubject(demoModule, limits)];
  if (module === undefined) return ownSubjects();
  const file = resolve(module);
  if (!existsSync(file)) throw new SubjectNotTestable('START', `could not start ${module}: no such file`);
  return [await moduleSubject(file, limits)];
};
