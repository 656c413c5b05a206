/** Anything that answers problems, behind one interface. */

import type { PrecisionName } from '../bounds/precision.ts';
import type { SubjectAnswer } from '../model/answer.ts';
import type { Code } from '../model/codes.ts';
import type { Conventions } from '../model/conventions.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Supports } from '../model/supports.ts';

/** What came of one question. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly answer: SubjectAnswer;
      readonly notes: readonly string[];
      /** True when the subject wrote into the problem it was given. */
      readonly changedProblem: boolean;
    }
  | { readonly kind: 'unsupported'; readonly reason: string }
  | {
      readonly kind: 'fault';
      readonly verdict: 'error' | 'timeout' | 'malformed' | 'not-run';
      readonly code: Code;
      readonly message: string;
    };

export interface Subject {
  readonly name: string;
  /** True for the implementations of this project. */
  readonly ours: boolean;
  readonly precision: PrecisionName;
  readonly supports: Supports;
  /** What it says it takes at kinks; absent: nothing is said. */
  readonly conventions?: Conventions;
  readonly ask: (problem: MlpProblem) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

/** What a subject says of itself before the first question. */
export interface Declaration {
  readonly name: string;
  readonly precision: PrecisionName;
  readonly supports: Supports;
  readonly conventions: Conventions;
}
