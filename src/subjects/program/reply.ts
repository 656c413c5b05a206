/** What a program said to a question, as a reply. */

import type { Problem } from '../../model/any-kind.ts';
import { describeAll } from '../../model/defect.ts';
import { readAnyAnswer } from '../../model/read-any-answer.ts';
import type { Greeting } from '../declaration.ts';
import { cut, fault, malformed, quoted } from '../fault.ts';
import type { Reply } from '../subject.ts';
import { claimsExplicitly } from './claims.ts';
import { decodeAnswer } from './decode-tensors.ts';
import type { Content } from './incoming.ts';

const errorCodes = { unsupported: -32001, noSuchMethod: -32601, notParsed: -32700, notARequest: -32600 };

const answerOf = (result: unknown, problem: Problem, { base64 }: Greeting): Reply => {
  const { value, defects } = base64 ? decodeAnswer(result, problem) : { value: result, defects: [] };
  if (defects.length > 0) return fault('malformed', 'SHAPE', describeAll(defects));
  const read = readAnyAnswer(value, problem);
  return read.kind === 'malformed'
    ? malformed(read)
    : { kind: 'answer', answer: read.answer, notes: read.notes, changedProblem: false };
};

const refusal = (reason: string, problem: Problem, { explicit }: Greeting): Reply =>
  claimsExplicitly(explicit, problem)
    ? fault('error', 'CLAIM', `refused what its declaration lists as supported: ${quoted(reason)}`)
    : { kind: 'unsupported', reason: cut(reason) };

const failureOf = (
  { code, message }: Extract<Content, { kind: 'error' }>,
  problem: Problem,
  greeting: Greeting,
): Reply => {
  if (code === errorCodes.unsupported) return refusal(message, problem, greeting);
  if (code === errorCodes.noSuchMethod) return fault('error', 'THROWN', 'knows no method "gradient"');
  if (code === errorCodes.notParsed || code === errorCodes.notARequest) {
    // Requests are JSON by construction and as the schema has them, which a test holds.
    return fault('error', 'THROWN', `could not read a sound request (${code}): ${quoted(message)}`);
  }
  return fault('error', 'THROWN', `failed on this problem (${code}): ${quoted(message)}`);
};

/** Reads what was said to a question, however hostile; never throws. */
export const replyOf = (content: Content, problem: Problem, greeting: Greeting): Reply => {
  if (content.kind === 'broken') return content.fault;
  if (content.kind === 'error') return failureOf(content, problem, greeting);
  return answerOf(content.result, problem, greeting);
};
