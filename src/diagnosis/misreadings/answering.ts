/** A misreading of the finished answer. */

import type { Misreading } from './misreading.ts';

type Answers = NonNullable<Misreading['answers']>;

/** The answer as the reading makes it, changed; `constant`: the number that the change has in it. */
export const answering = (id: string, answers: Answers, constant?: string): Misreading => ({
  id,
  ...(constant !== undefined && { constant }),
  answers,
});
