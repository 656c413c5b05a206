/** Appending to a log: each line is handed to the system at once, so that a killed process loses none. */

import { appendFileSync, closeSync, openSync, truncateSync } from 'node:fs';
import { unwritable } from '../model/file-errors.ts';
import { lockLog } from './lock.ts';
import type { LogLine, NotesLine } from './log.ts';
import { LogRefused } from './refused.ts';
import { lineOf } from './text.ts';

export interface Journal {
  readonly file: string;
  readonly write: (line: LogLine) => void;
  /** Written at the end of each of its runs: of one that goes on as well. */
  readonly notes: (line: NotesLine) => void;
  /** Ends the log: without this line it is one of an interrupted run. */
  readonly finish: (environment: object) => void;
  readonly close: () => void;
}

/** What a log that is continued has already. */
export interface Written {
  readonly samples: number;
  readonly verdicts: number;
  /** Bytes up to the end of its last whole line. */
  readonly bytes: number;
  /** Texts of its last lines, which the run that goes on will tell again. */
  readonly again: readonly string[];
}

const nothingYet: Written = { samples: 0, verdicts: 0, bytes: 0, again: [] };

type Counts = Pick<Written, 'samples' | 'verdicts'>;

const counted = (line: LogLine, { samples, verdicts }: Counts): Counts => ({
  samples: samples + (line.kind === 'sample' ? 1 : 0),
  verdicts: verdicts + (line.kind === 'verdict' ? 1 : 0),
});

const refusing = <T>(file: string, act: () => T): T => {
  try {
    return act();
  } catch (error) {
    throw error instanceof LogRefused ? error : new LogRefused(unwritable(file, error));
  }
};

/** Takes a log for this process, before it is read to be gone on with; the function gives it back. Throws `LogRefused`. */
export const takeLog = (file: string): (() => void) => refusing(file, () => lockLog(file));

/**
 * Opens a new log, or one to go on with: lines that it has already are compared instead of written again.
 *
 * Throws `LogRefused` when one of them differs, as it does when answers or the suite are not the same, and
 * when nothing can be written.
 */
export const openJournal = (
  file: string,
  written: Written = nothingYet,
  release: () => void = takeLog(file),
): Journal => {
  const descriptor = refusing(file, () => {
    if (written.bytes > 0) truncateSync(file, written.bytes);
    return openSync(file, 'a');
  });
  const again = [...written.again];
  let counts: Counts = { samples: written.samples, verdicts: written.verdicts };
  const append = (line: LogLine): void => {
    refusing(file, () => appendFileSync(descriptor, `${lineOf(line)}\n`));
    counts = counted(line, counts);
  };
  return {
    file,
    write: (line) => {
      const known = again.shift();
      if (known === undefined) append(line);
      else if (known !== lineOf(line)) {
        throw new LogRefused(`${file}: expected the lines of this run, got others; it cannot be continued`);
      }
    },
    notes: append,
    finish: (environment) => append({ kind: 'footer', ...counts, environment }),
    close: () => {
      closeSync(descriptor);
      release();
    },
  };
};
