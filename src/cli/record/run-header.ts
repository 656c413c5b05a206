/** What the first line of a log says: the run, its subjects, and those that could not be tested. */

import type { LoggedSubject } from '../../journal/log.ts';
import { everything } from '../../model/supports.ts';
import type { Subject } from '../../subjects/subject.ts';
import type { NotTestable } from '../subjects/start-subjects.ts';
import { type SubjectWords, subjectArguments } from '../subjects/subject-words.ts';
import type { VerifyOptions } from '../verify/options.ts';
import { suiteVersion } from '../version.ts';
import type { RunHeader } from './run-record.ts';

const testable = (
  { name, implementation, ours, file, files, precision, accumulation, supports, conventions }: Subject,
  { out, shard }: VerifyOptions,
): LoggedSubject => ({
  name,
  ...(implementation && { implementation }),
  ours,
  ...(file !== undefined && { file }),
  ...(files && { files }),
  // Ours can be asked again at any time: their samples are written where a log is what was asked for.
  recorded: !ours || out !== undefined || shard !== undefined,
  precision,
  ...(accumulation && { accumulation }),
  supports,
  ...(conventions && { conventions }),
});

const untestable = ({ name, code, message }: NotTestable): LoggedSubject => ({
  name,
  ours: false,
  recorded: false,
  notTestable: { code, message },
  precision: 'float64',
  supports: everything,
});

/** Subjects that could not be tested come last: an index among those that were asked is one among all. */
export const headerOf = (
  words: SubjectWords,
  options: VerifyOptions,
  subjects: readonly Subject[],
  notTestable: readonly NotTestable[],
): RunHeader => {
  const { seed, runs, shrink, clause = '*', path, shard } = options;
  return {
    suite: { name: 'backproof', version: suiteVersion() },
    seed,
    runs,
    shrink,
    clauses: clause,
    ...(path && { path: path.path === '' ? path.check : `${path.check}:${path.path}` }),
    ...(shard && { shard }),
    subjectArguments: subjectArguments(words, options),
    restarts: options.restarts,
    subjects: [...subjects.map((subject) => testable(subject, options)), ...notTestable.map(untestable)],
  };
};
