/** What is said of something that is kept between calls. */

import data from '#spec/diagnoses.json' with { type: 'json' };
import type { Cause } from '../../model/diagnosis.ts';
import type { Memory } from './memories.ts';
import { type KeptPart, keptParts } from './moment.ts';

const texts = new Map(data.sequences.map((text) => [text.id, text]));

/** How a memory shows. */
export interface Shown {
  /** The parts that it is in; the others are right. */
  readonly parts: readonly KeptPart[];
  /** Answers in a row. */
  readonly answers: number;
  /** What each follows from. */
  readonly from: string;
}

/** The texts of a memory, with its constant in them. @throws RangeError for an id without texts. */
export const memoryCause = (
  { id, constant = '' }: Pick<Memory, 'id' | 'constant'>,
  { parts, answers, from }: Shown,
): Cause => {
  const text = texts.get(id);
  if (text === undefined)
    throw new RangeError(`spec/diagnoses.json, sequences: expected an entry ${id}, got none`);
  const only = parts.length === keptParts.length ? '' : `, in the gradients of ${parts.join()} only`;
  return {
    id,
    sentence: `${text.sentence.replace('{}', constant)}${only}`,
    advice: text.advice,
    clause: text.clause,
    evidence: `foretells ${answers} answers in a row, each from ${from}, to within rounding`,
  };
};

/** Ids of sequences that have texts, in the order of the file. */
export const memoryTextIds: readonly string[] = data.sequences.map(({ id }) => id);
