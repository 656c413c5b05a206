/** Which known mistake a subject's answers show. */

/** One mistake that reproduces the answers. */
export interface Cause {
  /** Id in `spec/diagnoses.json`, or `factor`, `precision` or `graph-operation`. */
  readonly id: string;
  /** One sentence in the second person, without a full stop. */
  readonly sentence: string;
  /** What to do. */
  readonly advice: string;
  /** The clause that is broken. */
  readonly clause: string;
  /** What speaks for it, where that is not that it reproduces the answers. */
  readonly evidence?: string;
  /** Of `precision`: the one that the answers are as exact as. */
  readonly reached?: string;
}

/** What matching the answers against every known mistake came to. */
export interface Diagnosis {
  /** All that reproduce every answer, the likeliest first; empty: none of those known does. */
  readonly causes: readonly Cause[];
  /** Answers that the first cause reproduces; those that were matched, where there is none. */
  readonly answers: number;
  /** Answers left out because not all of their numbers are finite. */
  readonly leftOut: number;
  /** Mistakes that were tried. */
  readonly known: number;
  /** Where there are several causes: a problem on which the first two differ, in words. */
  readonly toldApartBy?: string;
}
