/** How much of the suite a user's test run puts to a subject. */

export interface ConformanceOptions {
  /** What the samples are drawn from: a 32-bit integer; fixed where it is left out. */
  readonly seed?: number;
  /** Samples per property; 100 where it is left out. */
  readonly runs?: number;
  /** Only clauses of this id, `*` for any characters. */
  readonly clause?: string;
  /** Only one sample, as a replay line prints it. */
  readonly path?: string;
  /** Milliseconds for the test of one clause; 120,000 where it is left out. */
  readonly timeout?: number;
}
