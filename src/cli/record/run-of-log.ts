/** What reports are rendered from, out of what a log says. */

import { assumptions } from '../../bounds/assumptions.ts';
import type { IndexedNote, RunIdentity } from '../../journal/log.ts';
import type { IndexedVerdict } from '../../journal/merge.ts';
import type { Supports } from '../../model/supports.ts';
import type { Run } from '../../reports/run.ts';
import type { RunHeader } from './run-record.ts';

const namesApart = (subjects: RunIdentity['subjects']): readonly string[] =>
  subjects.map(({ name }, index) => {
    const before = subjects.slice(0, index).filter((each) => each.name === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });

const claimsMore = ({ kinds = ['mlp'] }: Partial<Supports>): boolean => kinds.join() !== 'mlp';

/** The run, subject by subject; two of one name are told apart by a number. */
export const runOfLog = (
  header: RunHeader,
  verdicts: readonly IndexedVerdict[],
  interrupted: boolean,
  notes: readonly IndexedNote[] = [],
  missing?: Run['missing'],
): Run => {
  const names = namesApart(header.subjects);
  return {
    suite: header.suite,
    seed: header.seed,
    runsPerProperty: header.path === undefined ? header.runs : 1,
    subjectArguments: header.subjectArguments,
    assumptions,
    subjects: header.subjects.map(({ name, ours, precision, supports, notTestable, file }, index) => ({
      name: names[index] ?? name,
      ours,
      precision,
      // Logs of subjects that answer networks alone say nothing of kinds.
      ...(claimsMore(supports) && { kinds: supports.kinds }),
      verdicts: verdicts.filter(({ subject }) => subject === index).map(({ verdict }) => verdict),
      notes: notes.filter(({ subject }) => subject === index).map(({ note }) => note),
      ...(notTestable && { notTestable }),
      ...(file !== undefined && { file }),
    })),
    ...(header.shard && { shard: header.shard }),
    ...(missing && { missing }),
    ...(interrupted && { interrupted }),
  };
};
