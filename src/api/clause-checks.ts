/** The suite by clauses, each as something that can be run by itself. */

import { properties } from '../../properties/index.ts';
import { clauseGlob, defaultRuns, defaultSeed, samplePlace } from '../conformance/selection.ts';
import { type Selection, type Suite, selected, verify } from '../conformance/verify.ts';
import { isWrong } from '../judge/exit-code.ts';
import type { Verdict } from '../model/verdict.ts';
import { checkedFixtures } from '../problems/checked-fixtures.ts';
import { clauses } from '../spec/clauses.ts';
import type { Subject } from '../subjects/subject.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { failureText } from './failure-text.ts';

/** What came of one clause. */
export type ClauseOutcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly text: string };

/** All checks of one clause. */
export interface ClauseCheck {
  readonly title: string;
  /** `words` name the subject after `backproof verify`; undefined where only this process has it. */
  readonly run: (subject: Subject, words: string | undefined) => Promise<ClauseOutcome>;
}

const reasonOf = ({ verdict, message }: Verdict): string => `${verdict}: ${message}`;

const outcomeOf = (
  verdicts: readonly Verdict[],
  textOf: (wrong: readonly Verdict[]) => string,
): ClauseOutcome => {
  const wrong = verdicts.filter((verdict) => isWrong(verdict) || verdict.verdict === 'not-run');
  if (wrong.length > 0) return { kind: 'failed', text: textOf(wrong) };
  if (verdicts.some(({ verdict }) => verdict === 'conforms')) return { kind: 'passed' };
  return { kind: 'skipped', reason: [...new Set(verdicts.map(reasonOf))].join('; ') };
};

const replayOf = (path: string | undefined): Pick<Selection, 'replay'> => {
  if (path === undefined) return {};
  const replay = samplePlace(path);
  if (replay === undefined) {
    throw new RangeError(
      `path: expected PROPERTY:PATH as a replay line prints it, got ${JSON.stringify(path)}`,
    );
  }
  return { replay };
};

/** What tests this clause in the first place; a worked example stands under the first of its clauses. */
const suiteOf = (id: string, { replay }: Pick<Selection, 'replay'>): Suite => {
  const suite = {
    properties: properties.filter(({ clause }) => clause === id),
    fixtures: checkedFixtures().filter(({ clauses: [first] }) => first === id),
  };
  return replay === undefined ? suite : selected(suite, { clause: () => true, replay });
};

const size = ({ properties: some, fixtures }: Suite): number => some.length + fixtures.length;

const checkOf = (suite: Suite, options: ConformanceOptions): ClauseCheck['run'] => {
  const { seed = defaultSeed, runs = defaultRuns } = options;
  const selection = { clause: () => true, ...replayOf(options.path) };
  return async (subject, words) => {
    const verdicts: Verdict[] = [];
    for await (const { verdict } of verify(suite, [subject], { seed, runs, shrink: true }, selection)) {
      verdicts.push(verdict);
    }
    return outcomeOf(verdicts, (wrong) => failureText(wrong, { seed, words }));
  };
};

/** One per clause that anything in the suite tests, in the order of the spec. Throws RangeError. */
export const clauseChecks = (options: ConformanceOptions): readonly ClauseCheck[] => {
  const wanted = clauseGlob(options.clause ?? '*');
  const replay = replayOf(options.path);
  const checks = clauses.flatMap(({ id, statement }) => {
    const suite = wanted(id) ? suiteOf(id, replay) : { properties: [], fixtures: [] };
    return size(suite) === 0
      ? []
      : [{ title: `${id}: ${statement.replace(/\.$/, '')}`, run: checkOf(suite, options) }];
  });
  if (checks.length > 0) return checks;
  throw new RangeError('clause, path: expected to select something that is tested, got nothing');
};
