/** From answers that depend on the calls before them to what is kept between the calls. */

import { type PrecisionName, precision } from '../../bounds/precision.ts';
import type { Cause, Diagnosis } from '../../model/diagnosis.ts';
import { entriesOf, isForetold, isReproduced, isWrong } from '../fit.ts';
import { type Memory, memories, memoryIds } from './memories.ts';
import {
  type Asked,
  type KeptPart,
  keptParts,
  momentsOf,
  type Scope,
  type Step,
  scopes,
  stepsIn,
} from './moment.ts';
import { memoryCause } from './texts.ts';

/** Fewer answers than these are reproduced by chance, or by a constant that was read off them. */
const fewest = 3;

/** The parts that a memory is in; null where it does not reproduce every answer. */
const partsOf = (memory: Memory, steps: readonly Step[], name: PrecisionName): readonly KeptPart[] | null => {
  const format = precision(name);
  const foretold = steps.map((step) => memory.foretell(step, format));
  const found: KeptPart[] = [];
  for (const part of keptParts) {
    const entries = steps.map(({ now }, index) =>
      entriesOf(part, now.numbers, now.right, { ...now.right, ...foretold[index] }),
    );
    const isKept = entries.flat().every(isReproduced);
    if (!isKept && entries.flat().some(isWrong)) return null;
    if (isKept && entries.filter((each) => each.some(isForetold)).length > 1) found.push(part);
  }
  return found.length === 0 ? null : found;
};

const causesIn = (scope: Scope, steps: readonly Step[], name: PrecisionName): readonly Cause[] => {
  if (steps.length < fewest) return [];
  const all = memories(steps).flatMap((memory) => {
    const parts = partsOf(memory, steps, name);
    return parts === null ? [] : [memoryCause(memory, { parts, answers: steps.length, from: scope.states })];
  });
  return all.filter(({ id }, index) => all.findIndex((cause) => cause.id === id) === index);
};

interface Found {
  readonly causes: readonly Cause[];
  readonly answers: number;
}

/** What is kept between calls, from the answers to `sequenceQuestions`; undefined where it is nothing known. */
export const diagnoseSequence = (asked: readonly Asked[], name: PrecisionName): Diagnosis | undefined => {
  const moments = momentsOf(asked, precision(name));
  const found = scopes.map((scope): Found => {
    const steps = stepsIn(moments, scope);
    return { causes: causesIn(scope, steps, name), answers: steps.length };
  });
  const [best] = found
    .filter(({ causes }) => causes.length > 0)
    .toSorted((one, other) => other.answers - one.answers);
  return best && { ...best, leftOut: asked.length - moments.length, known: memoryIds.length };
};
