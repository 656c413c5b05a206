/** What was not asked because it is of a kind that a subject does not claim. */

import type { ProblemKind } from '../model/any-kind.ts';
import { count } from './count.ts';
import { escapeLine } from './escape.ts';
import type { SubjectReport } from './report.ts';
import { paragraph } from './wrap.ts';

const partOf = (kind: ProblemKind, subjects: readonly SubjectReport[]): readonly string[] => {
  const without = subjects.filter(({ unasked }) => unasked.some((each) => each.kind === kind));
  const checks = without[0]?.unasked.find((each) => each.kind === kind)?.checks ?? 0;
  const names = without.map(({ subject }) => escapeLine(subject.name)).join(', ');
  return without.length === 0 ? [] : [`the ${count(checks, 'check')} of kind ${kind} of ${names}`];
};

/** A paragraph, or none where everybody claims networks alone, as whoever says nothing of kinds does. */
export const kindLines = (subjects: readonly SubjectReport[]): readonly string[] => {
  if (subjects.every(({ subject: { kinds } }) => kinds === undefined)) return [];
  const parts = [...partOf('mlp', subjects), ...partOf('graph', subjects)];
  return parts.length === 0
    ? []
    : paragraph(`not asked, as their \`kinds\` leave it out: ${parts.join('; ')}`, '  ');
};
