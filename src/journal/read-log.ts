/** A log from its file; what a killed run left of its last line is passed over. */

import { createReadStream } from 'node:fs';
import { unreadable } from '../model/file-errors.ts';
import type { HeaderLine, LogLine } from './log.ts';
import { readLine } from './read-line.ts';
import { LogRefused } from './refused.ts';

/** A line with its text and the byte after it. */
export interface ReadLine {
  readonly line: LogLine;
  readonly text: string;
  readonly end: number;
}

/** A line of a file, and the byte after it. */
export interface TextLine {
  readonly text: string;
  readonly isWhole: boolean;
  readonly end: number;
}

/** Above every line that we write: a file without line ends must not fill the memory. */
const mostBytes = 2 ** 28;

/** The lines of a file; the last one may lack its end. Throws what reading throws, and `LogRefused`. */
export async function* linesOf(file: string): AsyncGenerator<TextLine> {
  let rest: Buffer[] = [];
  let waiting = 0;
  let end = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let stop = chunk.indexOf(10); stop !== -1; stop = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...rest, chunk.subarray(start, stop)]);
      end += line.length + 1;
      yield { text: line.toString('utf8'), isWhole: true, end };
      [rest, waiting] = [[], 0];
      start = stop + 1;
    }
    rest.push(chunk.subarray(start));
    waiting += chunk.length - start;
    if (waiting > mostBytes)
      throw new LogRefused(`${file}: expected lines of at most 256 MiB, got a longer one`);
  }
  if (waiting > 0) yield { text: Buffer.concat(rest).toString('utf8'), isWhole: false, end: end + waiting };
}

/** A failure to read as a refusal; any other error as it is. */
export const asRefusal = (file: string, error: unknown): unknown =>
  error instanceof Error && 'syscall' in error ? new LogRefused(unreadable(file, error)) : error;

/**
 * Looks at whole lines in their order: the header first, then lines of its subjects, the footer last and as many
 * lines before it as it says.
 */
const inOrder = () => {
  let isEnded = false;
  let subjects = 0;
  const counts = { sample: 0, verdict: 0 };
  return (line: LogLine, place: string, isFirst: boolean): void => {
    const refuse = (expected: string, got: string): never => {
      throw new LogRefused(`${place}: expected ${expected}, got ${got}`);
    };
    if (isFirst !== (line.kind === 'header')) refuse('the header first and once', `a ${line.kind}`);
    if (isEnded) refuse('nothing after the footer', `a ${line.kind}`);
    if (line.kind === 'header') subjects = line.subjects.length;
    if (line.kind === 'sample' || line.kind === 'verdict') {
      counts[line.kind] += 1;
      if (line.subject >= subjects) refuse(`one of ${subjects} subjects`, `number ${line.subject} from 0`);
    }
    if (line.kind !== 'footer') return;
    isEnded = true;
    const { samples, verdicts } = line;
    if (samples !== counts.sample) refuse(`${samples} samples before the footer`, String(counts.sample));
    if (verdicts !== counts.verdict) refuse(`${verdicts} verdicts before the footer`, String(counts.verdict));
  };
};

/** Line by line, the header first. Throws `LogRefused`. */
export async function* readLog(file: string): AsyncGenerator<ReadLine> {
  const demandOrder = inOrder();
  let number = 0;
  try {
    for await (const { text, isWhole, end } of linesOf(file)) {
      number += 1;
      if (!isWhole) return;
      const line = readLine(text, `${file}:${number}`);
      if (line === undefined) throw new LogRefused(`${file}:${number}: expected JSON, got something else`);
      demandOrder(line, `${file}:${number}`, number === 1);
      yield { line, text, end };
    }
  } catch (error) {
    throw asRefusal(file, error);
  }
}

/** A whole log in memory. */
export interface Log {
  readonly file: string;
  readonly header: HeaderLine;
  readonly lines: readonly Exclude<LogLine, HeaderLine>[];
  /** False where the run was interrupted. */
  readonly finished: boolean;
}

/** Reads everything. Throws `LogRefused`. */
export const loadLog = async (file: string): Promise<Log> => {
  const lines: Exclude<LogLine, HeaderLine>[] = [];
  let header: HeaderLine | undefined;
  for await (const { line } of readLog(file)) {
    if (line.kind === 'header') header = line;
    else lines.push(line);
  }
  if (header === undefined) throw new LogRefused(`${file}: expected a run log, got no complete line`);
  return { file, header, lines, finished: lines.at(-1)?.kind === 'footer' };
};
