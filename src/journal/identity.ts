/** Whether two logs are of the same run. */

import { show } from '../model/defect.ts';
import type { RunIdentity } from './log.ts';
import { LogRefused } from './refused.ts';
import { lineOf } from './text.ts';

const fields = ['suite', 'seed', 'runs', 'shrink', 'clauses', 'path', 'subjects'] as const;

/** Whether the samples were written does not make it another run. */
const identityOf = (run: RunIdentity): RunIdentity => ({
  ...run,
  subjects: run.subjects.map((subject) => ({ ...subject, recorded: true })),
});

const named = (value: unknown): string =>
  typeof value === 'object' && value !== null ? lineOf(value) : show(value);

/** Throws `LogRefused` naming the first field in which a log is not of the run expected. */
export const demandSameRun = (file: string, got: RunIdentity, expected: RunIdentity): void => {
  for (const field of fields) {
    const [is, should] = [identityOf(got)[field], identityOf(expected)[field]].map(named);
    if (is !== should) throw new LogRefused(`${file}: ${field}: expected ${should}, got ${is}`);
  }
};
