/**
 * Judging an answer at kinks by the chain-rule set: is there one derivative per kink, between its two
 * sides, with which the formula gives this answer?
 */

import type { GraphPart, Part } from '../../judge/claim.ts';
import type { AnyAnswer } from '../../model/any-kind.ts';
import { type Conventions, notTheSame } from '../../model/conventions.ts';
import { type Attempts, attempts } from './attempts.ts';
import { commonTrials } from './common.ts';
import { type Entry, entriesOf } from './entries.ts';
import { byCorners, freeFit, tiedFit } from './fits.ts';
import { ownPoint } from './kink.ts';
import { countWrong, type Held, type Question } from './question.ts';
import { byConvention, tiedValue, withName } from './seen.ts';
import { inBox, outsideOf, type Settled, settledBy } from './settled.ts';

/** Conventions first, then any common value, then each kink by itself; what stays open is left to the box. */
const settle = (
  question: Question,
  declared: Conventions,
  tried: Attempts,
  entries: readonly Entry[],
): Settled | null => {
  const { kinks } = question;
  const trials = commonTrials(kinks, declared, tried);
  const common = byConvention(kinks, declared, trials);
  if (common !== null) return common;
  const tied = tiedFit(kinks, tried, entries);
  if (tied !== null) return withName(tied, kinks, declared, trials, (name) => tiedValue(name, tied));
  const corner = byCorners(kinks, tried, entries);
  if (corner === 'outside') return settledBy(tried.nearest(), kinks, { by: 'outside', seen: {} });
  const free = corner ?? freeFit(kinks, tried, entries);
  return free && withName(free, kinks, declared, trials, () => notTheSame);
};

/** What no fit explains or excludes: held against two boxes, around the own choice and around the middle. */
const boxed = (
  question: Question,
  answer: AnyAnswer,
  parts: readonly (Part | GraphPart)[],
  box: Held,
): Settled => {
  const middle = question.inTheMiddle();
  if (!question.isUsable(middle)) return inBox(box);
  if (countWrong(middle, question, answer, parts) > 0) return outsideOf(middle);
  // Only the second box knows that a gradient of a norm of 0 is in a ball.
  return question.kinks.length === 0 ? { ...inBox(middle), conventional: false } : inBox(box);
};

/**
 * What to hold these parts of the answer against.
 *
 * An answer that the box refuses is wrong whatever is taken at the kinks, and needs no fit.
 */
export const settleKinks = (
  question: Question,
  declared: Conventions,
  answer: AnyAnswer,
  parts: readonly (Part | GraphPart)[],
  box: Held,
): Settled => {
  const entries = entriesOf(answer, parts);
  if (entries.length === 0 && parts.length > 0) return { ...box, conventional: true, kinks: null };
  const finite = entries.every(({ got }) => Number.isFinite(got));
  if (!finite || parts.length === 0) return inBox(box);
  if (countWrong(box, question, answer, parts) > 0) return inBox(box);
  if (!question.isAnswered()) return inBox(box);
  if (question.kinks.length === 0) return boxed(question, answer, parts, box);
  const tried = attempts(question, answer, parts);
  // The choice that the documents print is the reference's own.
  tried.at(ownPoint(question.kinks));
  return settle(question, declared, tried, entries) ?? boxed(question, answer, parts, box);
};
