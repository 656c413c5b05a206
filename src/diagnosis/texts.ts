/** What is said of a known mistake. */

import data from '#spec/diagnoses.json' with { type: 'json' };
import type { Cause } from '../model/diagnosis.ts';
import type { Misreading } from './misreadings/misreading.ts';

const texts = new Map(data.diagnoses.map((text) => [text.id, text]));

/** The texts of a mistake, with its constant in them. @throws RangeError for an id without texts. */
export const causeOf = ({ id, constant }: Misreading): Cause => {
  const text = texts.get(id);
  if (text === undefined) throw new RangeError(`spec/diagnoses.json: expected an entry ${id}, got none`);
  const filled = (sentence: string): string => sentence.replace('{}', constant ?? '');
  return { id, sentence: filled(text.sentence), advice: filled(text.advice), clause: text.clause };
};

/** Ids that have texts, in the order of the file. */
export const diagnosisIds: readonly string[] = data.diagnoses.map(({ id }) => id);
