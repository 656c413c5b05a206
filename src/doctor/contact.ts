/** What came of a subject's first problems. */

import type { AnyAnswer, Problem } from '../model/any-kind.ts';
import type { Code } from '../model/codes.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Discrepancy, Location } from '../model/verdict.ts';

/** Wrong numbers in an answer that can be read. */
export interface WrongGradient {
  readonly kind: 'gradient-wrong';
  readonly code: Code;
  readonly sentence: string;
  readonly problem: Problem;
  readonly answer: AnyAnswer;
  readonly discrepancy?: Discrepancy;
  readonly location?: Location;
  /** The known mistakes that give this answer and a few more. */
  readonly diagnosis?: Diagnosis;
}

/** What came of the first problems. */
export type FirstContact =
  | {
      readonly kind: 'fine';
      /** The last one that was put. */
      readonly problem: Problem;
      readonly problems: number;
      readonly judged: number;
    }
  | WrongGradient
  | {
      readonly kind: 'adapter-broken';
      readonly code: Code;
      readonly sentence: string;
      /** Absent where nothing was asked yet. */
      readonly problem?: Problem;
    }
  | { readonly kind: 'nothing-verified'; readonly sentence: string };
