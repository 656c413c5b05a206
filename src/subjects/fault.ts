/** Faults as replies, and the words they are told in. */

import type { Code } from '../model/codes.ts';
import { describeAll } from '../model/defect.ts';
import type { Malformed } from '../model/read-answer.ts';
import type { Reply } from './subject.ts';

export type Fault = Extract<Reply, { readonly kind: 'fault' }>;

export const fault = (verdict: Fault['verdict'], code: Code, message: string): Fault => ({
  kind: 'fault',
  verdict,
  code,
  message,
});

/** An answer that is not as the problem wants it. */
export const malformed = ({ code, defects, misshapen }: Malformed): Fault => ({
  ...fault('malformed', code, describeAll(defects)),
  ...(misshapen && { misshapen }),
});

/** `0.5 s` */
export const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

const units = ['B', 'KiB', 'MiB', 'GiB'];

/** `2.1 GiB` */
export const bytes = (count: number): string => {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(count) / 10)));
  return `${Number((count / 1024 ** step).toFixed(1))} ${units[step]}`;
};

const longest = 200;

/** A text of the subject's, cut where it is long: what is kept of it, and written down, stays small. */
export const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}...` : text);

/** The same in quotation marks. */
export const quoted = (text: string): string => JSON.stringify(cut(text));

/** Of every question after the last restart. */
export const restartedTooOften = (restarts: number): Fault =>
  fault('not-run', 'STOPPED', `not run: restarted ${restarts} time${restarts === 1 ? '' : 's'}`);
