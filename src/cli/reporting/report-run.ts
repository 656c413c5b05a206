/** What `backproof report` does: from logs to a report, without the subjects. */

import { fixtureCheckId } from '../../conformance/check-fixture.ts';
import { clauseGlob, type SamplePlace, samplePlace } from '../../conformance/selection.ts';
import type { Selection, Suite } from '../../conformance/verify.ts';
import { selected } from '../../conformance/verify.ts';
import type { HeaderLine } from '../../journal/log.ts';
import { type IndexedVerdict, mergeShards, missingShards, verdictsOf } from '../../journal/merge.ts';
import { notesIn } from '../../journal/notes.ts';
import { type Log, loadLog } from '../../journal/read-log.ts';
import { quote } from '../../model/defect.ts';
import type { Run } from '../../reports/run.ts';
import { UsageError } from '../failures.ts';
import { runOfLog } from '../record/run-of-log.ts';
import { loadSuite } from '../suite.ts';
import { suiteVersion } from '../version.ts';
import { openReporting } from './reporting.ts';
import type { ReportingOptions } from './reporting-options.ts';

export type ReportOptions = ReportingOptions;

/** A log of another version may speak of other checks. */
export const demandThisVersion = ({ file, header }: Pick<Log, 'file' | 'header'>): void => {
  const { version } = header.suite;
  if (version !== suiteVersion())
    throw new UsageError(
      `${file}: suite: expected version ${suiteVersion()}, got ${JSON.stringify(version)}`,
    );
};

const placeIn = (path: string): SamplePlace => {
  const place = samplePlace(path);
  if (place !== undefined) return place;
  throw new UsageError(`path: expected PROPERTY:PATH as a replay line prints it, got ${quote(path)}`);
};

/** The selection that a run was made with. Throws `UsageError`. */
export const selectionOf = ({ clauses, path }: HeaderLine): Selection => ({
  clause: clauseGlob(clauses),
  ...(path !== undefined && { replay: placeIn(path) }),
});

const checkIds = (suite: Suite, selection: Selection): readonly string[] => {
  const { fixtures, properties } = selected(suite, selection);
  return [...fixtures.map(fixtureCheckId), ...properties.map(({ id }) => id)];
};

interface Whole {
  readonly header: HeaderLine;
  readonly verdicts: readonly IndexedVerdict[];
  readonly interrupted: boolean;
}

const wholeOf = (logs: readonly [Log, ...Log[]], checks: readonly string[]): Whole => {
  const [first] = logs;
  if (logs.length === 1 && (first.header.shard === undefined || first.header.shard.of > 1))
    return { header: first.header, verdicts: verdictsOf(first), interrupted: !first.finished };
  const { shard: _, ...header } = first.header;
  return { header, verdicts: mergeShards(logs, checks), interrupted: false };
};

/** What is missing of the run that these are parts of; absent: nothing. */
export const missingParts = (
  logs: readonly { readonly header: Pick<HeaderLine, 'shard'> }[],
): Run['missing'] => {
  const shards = missingShards(logs);
  const of = logs[0]?.header.shard?.of;
  return shards.length === 0 || of === undefined ? undefined : { shards, of };
};

/** Renders one log as it is, several as the parts of one run; sets the exit code. */
export const runReport = async (files: readonly string[], options: ReportOptions): Promise<void> => {
  const logs: Log[] = [];
  for (const file of files) logs.push(await loadLog(file));
  const [first, ...others] = logs;
  if (first === undefined) throw new UsageError('expected a log, got none');
  logs.forEach(demandThisVersion);
  const selection = selectionOf(first.header);
  const suite = loadSuite(selection, first.header.clauses);
  const reporting = openReporting(options, suite, selection, files);
  const { header, verdicts, interrupted } = wholeOf([first, ...others], checkIds(suite, selection));
  const notes = notesIn(logs.flatMap(({ lines }) => lines.filter((line) => line.kind === 'notes')));
  const run = runOfLog(header, verdicts, interrupted, notes, missingParts([first, ...others]));
  process.exitCode = reporting.report(run, reporting.context(new Date()));
};
