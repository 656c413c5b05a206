/** What is said where no answer came: what came instead, and what to do about it. */

import { type Fault, fault, quoted, seconds } from '../fault.ts';

/** What there is of a program's stdout instead of an answer. */
export interface Instead {
  /** The first line since the last answer that was not a message. */
  readonly stray?: string;
  /** The beginning of a line that has no end yet, and its whole length. */
  readonly unfinished: string;
  readonly bytes: number;
  /** True once the program closed its stdout. */
  readonly closed: boolean;
}

const notFlushed = ', the program is alive; if it prints without flushing: print(..., flush=True)';

/** No answer within so many milliseconds; `everAnswered`: flushing is not what it lacks. */
export const lateFault = (
  { stray, bytes, closed }: Instead,
  milliseconds: number,
  everAnswered: boolean,
): Fault => {
  const late = `no answer in ${seconds(milliseconds)}`;
  if (stray !== undefined) {
    return fault('malformed', 'NOT-JSON', `${late}, only lines that are not messages: ${quoted(stray)}`);
  }
  if (bytes > 0) {
    return fault('timeout', 'TIMEOUT', `${late}; ${bytes} bytes of an unfinished line were read`);
  }
  if (closed) return fault('timeout', 'TIMEOUT', `${late}; it closed its stdout`);
  return fault('timeout', 'TIMEOUT', everAnswered ? late : `${late}${notFlushed}`);
};

/** A death, with what it left of a line; before its greeting, `command` is what to try by hand. */
export const deathFault = (reason: Fault, { bytes, unfinished }: Instead, command: string | null): Fault => {
  const [how = '', ...rest] = reason.message.split('; ');
  const parts = [
    command === null ? how : `${how} before answering`,
    ...rest,
    ...(bytes === 0 ? [] : [`ended with an unfinished line: ${quoted(unfinished)}`]),
    ...(command === null ? [] : [`try: ${command} </dev/null`]),
  ];
  return { ...reason, message: parts.join('; ') };
};

/** An answer after the last question. */
export const unasked = (id: number): Fault =>
  fault('malformed', 'WRONG-ID', `answered question ${id} when asked nothing`);

/** Output that has no line end when all is over. */
export const leftBehind = ({ bytes, unfinished }: Instead): Fault | undefined =>
  bytes === 0
    ? undefined
    : fault('malformed', 'NOT-JSON', `ended with an unfinished line: ${quoted(unfinished)}`);
