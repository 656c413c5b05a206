/** What is said of a subject's answers. */

import type { Problem } from './any-kind.ts';
import type { Code } from './codes.ts';
import type { ConventionName } from './conventions.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Path } from './path.ts';
import type { VerdictKind } from './verdict-kind.ts';

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

/** How an answer to a problem at kinks was judged. */
export interface KinkJudgement {
  /**
   * `fitted`: by derivatives that explain it. `outside`: none that the chain rule allows does. `box`: by
   * bounds with the whole jump in them, because a fit was not needed, not possible, or stayed open.
   */
  readonly by: 'fitted' | 'box' | 'outside';
  /** What was taken under a convention's name, where the answer shows it. */
  readonly seen: { readonly [Name in ConventionName]?: string };
  /** A declared convention that the answer contradicts, as a sentence. */
  readonly contradiction?: string;
}

/** Problems at kinks, counted by how they were judged and by what was taken there. */
export interface KinkTally {
  readonly fitted: number;
  readonly box: number;
  readonly outside: number;
  /** Problems per convention and value seen. */
  readonly seen: { readonly [Name in ConventionName]?: Readonly<Record<string, number>> };
}

/**
 * How small an error would have been seen in one part of the answers, over all entries that were held
 * against an expected value. An entry's power is its bound divided by the size of its expected value.
 */
export interface PartPower {
  /** Entries whose expected value exceeds their bound: an answer of 0 there would have been refused. */
  readonly exercised: number;
  /** Entries whose expected value is within their bound, 0 among them. */
  readonly unexercised: number;
  /** Entries with an expected value other than 0, counted by the power of two that their power does not exceed. */
  readonly exponents: Readonly<Record<string, number>>;
  /** The smallest power of them; +Infinity where there are none. */
  readonly best: number;
}

/** Keyed by part: weights, biases, inputs, outputs, deltas, cost; of graphs gradients and value. */
export type Power = Readonly<Record<string, PartPower>>;

/** Two answers to one question that are not the same, at the first number that shows it. */
export interface Repetition {
  /** Indices of the two answers among those of the sample. */
  readonly left: number;
  readonly right: number;
  readonly path: Path;
  readonly before: number;
  readonly after: number;
  /** How far two right answers may be apart. */
  readonly bound: number;
  /**
   * `within` the bound; beyond it `added-up`, each answer the one before and the derivative, `growing` by
   * something else with every question, changed only `after-others` that were asked in between, or `varying`
   * as a random number does.
   */
  readonly way: 'within' | 'added-up' | 'growing' | 'after-others' | 'varying';
  /** The factor between the two, where all gradients in them have the same one. */
  readonly ratio?: number;
}

/** What a comparison looked at and what it found; discrepancies are capped, the count is not. */
export interface Findings {
  readonly judged: number;
  /** Numbers without a finite bound, that may have lost their digits, or that the witness had to skip: they support nothing. */
  readonly unbounded: number;
  /** Numbers that the answer, which is free to leave them out, does not have. */
  readonly absent: number;
  readonly wrong: number;
  /** Where numbers outside their bounds prove nothing, as a correct subject may have lost their digits: why. */
  readonly lost?: string;
  readonly discrepancies: readonly Discrepancy[];
  /** By part of the answer, how small an error would have been seen. */
  readonly power: Power;
  /** Where answers that are claimed to be identical are not. */
  readonly repetition?: Repetition;
}

/** A clause to look at, and why. */
export interface Location {
  readonly clause: string;
  readonly reason: string;
}

/** A counterexample after shrinking, with what is needed to see it again. */
export interface Counterexample {
  readonly problems: readonly Problem[];
  readonly discrepancies: readonly Discrepancy[];
  /** Where the first mistake must be, as far as the whole answer shows it. */
  readonly location?: Location;
  /** The known mistake that explains the answers, as far as they were matched. */
  readonly diagnosis?: Diagnosis;
  /** `PROPERTY:PATH` or `fixture:ID`, as `--path` takes it. */
  readonly replay: string;
  readonly shrinks: number;
  /** True where the same question, asked again, brought no such fault: it does not depend on this problem alone. */
  readonly unrepeated?: boolean;
  /** Questions asked on the way from the drawn problem to this one. */
  readonly questions?: number;
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
  /** Samples of which nothing could be concluded. */
  readonly inconclusive?: number;
  readonly power?: Power;
  /** Where any problem was at a kink. */
  readonly kinks?: KinkTally;
  /** Problems whose answers changed within what rounding allows, and the first of these changes. */
  readonly repetitions?: { readonly problems: number; readonly first: Repetition };
  readonly counterexample?: Counterexample;
}
