/** What a subject may use before it is ended. */

export interface SubjectLimits {
  /** From the start of a process to the end of its greeting. */
  readonly startMilliseconds: number;
  /** From when a question is the oldest unanswered one to the end of its answer. */
  readonly problemMilliseconds: number;
  /** Of all processes of the subject together; watched on Linux only. */
  readonly memoryBytes: number;
  /** How often a process is started anew among the worked examples, and again among the properties. */
  readonly restarts: number;
  /** Questions sent and not yet answered. */
  readonly window: number;
  /** Longest line on stdout, its end included. */
  readonly lineBytes: number;
}

const mebibyte = 2 ** 20;

export const defaultLimits: SubjectLimits = {
  startMilliseconds: 10_000,
  problemMilliseconds: 5_000,
  memoryBytes: 2048 * mebibyte,
  restarts: 3,
  window: 64,
  lineBytes: 16 * mebibyte,
};
