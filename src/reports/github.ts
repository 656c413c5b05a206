/** A run as workflow commands of GitHub, which shows them beside a change. */

import { clip, escapeLine } from './escape.ts';
import type { Finding } from './findings.ts';
import { missingLines } from './missing.ts';
import type { Report, SubjectReport } from './report.ts';
import { scoreLine } from './score-line.ts';

type Level = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
}

/** As many of each level as GitHub shows of one step; it drops the others without a word. */
const shownOfLevel = 10;

const longestMessage = 1000;

// Line ends, which need an escape too, are shown as visible text before.
const data = (text: string): string => escapeLine(text).replaceAll('%', '%25');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const command = ({ level, title, message }: Annotation): string =>
  `::${level} title=${property(title)}::${data(message)}`;

const failure = ({ lead, following }: Finding, name: string): Annotation => {
  const { clause, check, message, code } = lead;
  const others =
    following.length === 0 ? '' : `; ${following.length} more failed, perhaps for the same cause`;
  return {
    level: 'error',
    title: `${clause} (${name})`,
    message: `${check}: ${clip(message, longestMessage)}${code === undefined ? '' : ` [${code}]`}${others}`,
  };
};

const annotationsOf = ({
  subject,
  findings,
  known,
  unexercised,
  scores,
}: SubjectReport): readonly Annotation[] => {
  const { name, notTestable } = subject;
  return [
    ...(notTestable === undefined
      ? []
      : [
          {
            level: 'error',
            title: `not testable (${name})`,
            message: clip(notTestable.message, longestMessage),
          } as const,
        ]),
    ...findings.map((finding) => failure(finding, name)),
    ...known.map(({ verdict, entry }): Annotation => {
      const message = `${verdict.check}: ${clip(verdict.message, longestMessage)}; ${entry.reason} (${entry.link}), until ${entry.expires}`;
      return { level: 'warning', title: `known: ${verdict.clause} (${name})`, message };
    }),
    ...unexercised.map(
      (clause): Annotation => ({
        level: 'warning',
        title: `${clause} (${name})`,
        message: 'claimed and never exercised',
      }),
    ),
    { level: 'notice', title: `backproof (${name})`, message: scoreLine(scores) },
  ];
};

const ofLevel = (annotations: readonly Annotation[], level: Level): readonly Annotation[] => {
  const all = annotations.filter((each) => each.level === level);
  if (all.length <= shownOfLevel) return all;
  const shown = all.slice(0, shownOfLevel - 1);
  const message = `and ${all.length - shown.length} more of this level; the other reports have them all`;
  return [...shown, { level, title: 'backproof', message }];
};

/** At most ten commands of each level; the last of ten says how many more there are. */
export const githubReport = ({ run, subjects, known }: Report): string => {
  const annotations = [
    ...missingLines(run).map(
      (message): Annotation => ({ level: 'error', title: 'parts of the run are missing', message }),
    ),
    ...known.stale.map(
      ({ entry, sentence }): Annotation => ({
        level: 'error',
        title: `stale known discrepancy: ${entry.clause}`,
        message: sentence,
      }),
    ),
    ...subjects.flatMap(annotationsOf),
  ];
  const levels = ['error', 'warning', 'notice'] as const;
  return levels
    .flatMap((level) => ofLevel(annotations, level))
    .map((annotation) => `${command(annotation)}\n`)
    .join('');
};
