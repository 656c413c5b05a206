/** What is said of a subject's answers. */

import type { Code } from './codes.ts';
import type { Path } from './path.ts';
import type { MlpProblem } from './problem.ts';

/** Verdicts in the order of precedence: the worst of several stands for all of them. */
export const verdictKinds = [
  'discrepant',
  'error',
  'timeout',
  'malformed',
  'conforms',
  'inconclusive',
  'unsupported',
  'not-run',
] as const;

export type VerdictKind = (typeof verdictKinds)[number];

/** One number outside its bound. */
export interface Discrepancy {
  /** Index of the question among those of the property's sample. */
  readonly question: number;
  readonly path: Path;
  readonly got: number;
  readonly expected: number;
  /** The derived bound that |got - expected| exceeded. */
  readonly bound: number;
  /** What the expected value stands for, when it is not the derivative itself. */
  readonly relation?: string;
}

/** What a comparison looked at and what it found; discrepancies are capped, the count is not. */
export interface Findings {
  readonly judged: number;
  /** Numbers without a finite bound, or that the witness had to skip: they support nothing. */
  readonly unbounded: number;
  /** Numbers that the answer, which is free to leave them out, does not have. */
  readonly absent: number;
  readonly wrong: number;
  readonly discrepancies: readonly Discrepancy[];
}

/** A clause to look at, and why. */
export interface Location {
  readonly clause: string;
  readonly reason: string;
}

/** A counterexample after shrinking, with what is needed to see it again. */
export interface Counterexample {
  readonly problems: readonly MlpProblem[];
  readonly discrepancies: readonly Discrepancy[];
  /** Where the first mistake must be, as far as the whole answer shows it. */
  readonly location?: Location;
  /** `PROPERTY:PATH` or `fixture:ID`, as `--path` takes it. */
  readonly replay: string;
  readonly shrinks: number;
}

/** The verdict of one subject on one property or fixture. */
export interface Verdict {
  readonly clause: string;
  /** Id of the property, or `fixture:ID`. */
  readonly check: string;
  readonly title: string;
  readonly verdict: VerdictKind;
  readonly code?: Code;
  readonly message: string;
  /** Samples that were put to the subject. */
  readonly runs: number;
  /** Samples that were not, counted by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Numbers compared, without a finite bound, and absent from the answers. */
  readonly judged: number;
  readonly unbounded: number;
  readonly absent: number;
  readonly counterexample?: Counterexample;
}
