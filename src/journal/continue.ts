/** What a log of an interrupted run has to give to the run that goes on. */

import { isFixtureCheck } from '../conformance/check-fixture.ts';
import { type LossesBefore, noLosses } from '../conformance/restart-budget.ts';
import type { HeaderLine, NotesLine, SampleLine, VerdictLine } from './log.ts';
import { lossesOfCheck } from './losses.ts';
import { type ReadLine, readLog } from './read-log.ts';
import { type Recorded, recorder } from './recorded.ts';
import { LogRefused } from './refused.ts';
import type { Written } from './write.ts';

export interface Unfinished {
  readonly header: HeaderLine;
  readonly verdicts: readonly VerdictLine[];
  /** Replies to the questions of the check that was not finished. */
  readonly recorded: Recorded;
  readonly notes: readonly NotesLine[];
  /** Processes lost so far, by the index of the subject. */
  readonly losses: ReadonlyMap<number, LossesBefore>;
  readonly written: Written;
}

/** Adds what the samples of one check cost to the losses of its subject. */
const count = (losses: Map<number, LossesBefore>, open: readonly ReadLine[]): void => {
  const samples = open.flatMap(({ line }): readonly SampleLine[] => (line.kind === 'sample' ? [line] : []));
  const [first] = samples;
  if (first === undefined) return;
  const before = losses.get(first.subject) ?? noLosses;
  const among = isFixtureCheck(first.check) ? 'examples' : 'properties';
  losses.set(first.subject, { ...before, [among]: before[among] + lossesOfCheck(samples) });
};

/** Only the lines after the last verdict are kept: what stands before them is settled. */
const gather = async (file: string) => {
  const verdicts: VerdictLine[] = [];
  const notes: NotesLine[] = [];
  const losses = new Map<number, LossesBefore>();
  let open: ReadLine[] = [];
  let [header, bytes, samples, isFinished]: [HeaderLine | undefined, number, number, boolean] = [
    undefined,
    0,
    0,
    false,
  ];
  for await (const read of readLog(file)) {
    const { line, end } = read;
    bytes = end;
    if (line.kind === 'header') header = line;
    if (line.kind === 'notes') notes.push(line);
    if (line.kind === 'footer') isFinished = true;
    if (line.kind === 'sample') {
      samples += 1;
      open.push(read);
    }
    if (line.kind === 'verdict') {
      verdicts.push(line);
      count(losses, open);
      open = [];
    }
  }
  count(losses, open);
  return { header, verdicts, notes, losses, open, bytes, samples, isFinished };
};

/** Reads a log to go on with. Throws `LogRefused`, also when the run was finished. */
export const readUnfinished = async (file: string): Promise<Unfinished> => {
  const { header, verdicts, notes, losses, open, bytes, samples, isFinished } = await gather(file);
  if (header === undefined) throw new LogRefused(`${file}: expected a run log, got no complete line`);
  if (isFinished) throw new LogRefused(`${file}: expected the log of an interrupted run, got a finished one`);
  const { add, recorded } = recorder();
  for (const { line } of open) if (line.kind === 'sample') add(line);
  return {
    header,
    verdicts,
    recorded,
    notes,
    losses,
    written: { samples, verdicts: verdicts.length, bytes, again: open.map(({ text }) => text) },
  };
};
