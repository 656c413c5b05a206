/** What a foreign subject's answer to a problem at kinks is judged by: the chain-rule set. */

import type { GraphPart, Part } from '../../judge/claim.ts';
import type { Evidence } from '../../judge/evidence.ts';
import type { AnyAnswer } from '../../model/any-kind.ts';
import type { Conventions } from '../../model/conventions.ts';
import { settleKinks } from './judge-at-kinks.ts';
import type { Question } from './question.ts';

/** `plain`: what it would be judged by if nothing were fitted, the whole jumps in its bounds. */
export const evidenceAtKinks =
  (question: Question, declared: Conventions, plain: Omit<Evidence, 'answer'>) =>
  (answer: AnyAnswer, agreeing: readonly (Part | GraphPart)[]): Evidence => {
    const settled = settleKinks(question, declared, answer, agreeing, plain);
    return {
      ...plain,
      answer,
      reference: settled.reference,
      againstReference: settled.againstReference,
      ...(settled.kinks && { kinks: settled.kinks }),
      ...(settled.conventional ? {} : { unconventional: true }),
    };
  };
