/** What an answer to a problem will be judged by. */

import type { GraphPart, Part } from '../judge/claim.ts';
import type { Evidence } from '../judge/evidence.ts';
import type { AnyAnswer } from '../model/any-kind.ts';

/** Prepared before the subject is asked; or why the problem cannot be put to it. */
export type Basis =
  | {
      readonly kind: 'basis';
      /** `agreeing`: the parts that are claimed to be the expected ones; at kinks they are fitted together. */
      readonly evidence: (answer: AnyAnswer, agreeing?: readonly (Part | GraphPart)[]) => Evidence;
      /** Why a correct subject may answer with something that is not finite; empty when it has no excuse. */
      readonly excuses: () => readonly string[];
    }
  | { readonly kind: 'skipped'; readonly reason: 'nobody else answers' };
