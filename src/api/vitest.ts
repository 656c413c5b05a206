/** `import { conformance } from 'backproof/vitest'`: a test per clause in the user's own vitest. */

import { afterAll, beforeAll, describe, test } from 'vitest';
import type { ProblemKind } from '../model/any-kind.ts';
import type { Subject } from '../subjects/subject.ts';
import { type ClauseCheck, clauseChecks } from './clause-checks.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { type ConformanceSubject, startSubject, subjectWords } from './start-subject.ts';

export type { ConformanceOptions } from './conformance-options.ts';
export type { ConformanceSubject } from './start-subject.ts';

const defaultTimeout = 120_000;

/** A failure is said by its own words: a stack would only show this file. */
const failure = (message: string): Error => Object.assign(new Error(message), { stack: '' });

const started = (subject: Subject | undefined): Subject => {
  if (subject === undefined) throw failure('the subject was not started');
  return subject;
};

/**
 * Adds a suite with one test per clause of the spec, which holds the subject against everything that the
 * clause says: networks, computational graphs or both, as the subject says in `supports.kinds`.
 *
 * A test fails with the sentence, the smallest problem and the replay line that `backproof verify` prints;
 * one of a clause that the subject does not support is skipped with the reason. Where nothing at all was
 * verified, the suite fails.
 */
export const conformance = <Kind extends ProblemKind = 'mlp'>(
  name: string,
  subject: ConformanceSubject<Kind>,
  options: ConformanceOptions = {},
): void => {
  const checks = clauseChecks(options);
  const words = subjectWords(subject);
  const timeout = options.timeout ?? defaultTimeout;
  describe(name, () => {
    let running: Subject | undefined;
    let asked = 0;
    let verified = 0;

    beforeAll(async () => {
      running = await startSubject(subject, name);
    }, timeout);

    afterAll(async () => {
      await running?.close();
      if (asked > 0 && verified === 0)
        throw failure(`nothing was verified of ${name}: no clause that was tested is supported`);
    });

    const verifyClause =
      ({ run }: ClauseCheck) =>
      async ({ skip }: { readonly skip: (reason: string) => never }) => {
        asked += 1;
        const outcome = await run(started(running), words);
        if (outcome.kind === 'skipped') return skip(outcome.reason);
        verified += 1;
        if (outcome.kind === 'failed') throw failure(outcome.text);
      };
    for (const check of checks) test(check.title, { timeout }, verifyClause(check));
  });
};
