/** The questions of a whole run, drawn without anybody to answer them: for subjects that are not asked live. */

import type { Problem } from '../model/any-kind.ts';
import { canAnswer } from '../model/supports.ts';
import { fixtureCheckId } from './check-fixture.ts';
import { drawSamples } from './check-property.ts';
import type { RunOptions, Universe } from './options.ts';
import { optionsWithin, type Selection, type Suite, selected } from './verify.ts';

/** One question of a run. */
export interface Case {
  /** From 1, in the order in which a run asks. */
  readonly id: number;
  readonly check: string;
  readonly problem: Problem;
}

type Question = Omit<Case, 'id'>;

function* questionsOf(
  suite: Suite,
  selection: Selection,
  options: RunOptions,
  { supports, precision }: Universe,
): Generator<Question> {
  const { fixtures, properties } = selected(suite, selection);
  for (const fixture of fixtures) {
    const { problem } = fixture;
    if (canAnswer(supports, problem)) yield { check: fixtureCheckId(fixture), problem };
  }
  for (const property of properties) {
    const arbitrary = property.samples(supports, precision);
    if (arbitrary === null) continue;
    const draw = drawSamples(optionsWithin(property, options, selection));
    for (const { questions } of draw(arbitrary, supports, precision))
      for (const problem of questions) yield { check: property.id, problem };
  }
}

/** Every question of a run, in the order in which it asks a subject with no faults. */
export function* casesOf(...run: Parameters<typeof questionsOf>): Generator<Case> {
  let id = 0;
  for (const question of questionsOf(...run)) {
    id += 1;
    yield { id, ...question };
  }
}
