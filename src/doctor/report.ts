/** First contact as text for a person, and as data. */

import { exitCodes } from '../judge/exit-code.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Note } from '../model/note.ts';
import { formatPath } from '../model/path.ts';
import { adviceFor } from '../reports/advice.ts';
import { diagnosisSentences } from '../reports/diagnosis-lines.ts';
import { clip, escapeLine } from '../reports/escape.ts';
import { jsonText } from '../reports/json.ts';
import type { FirstContact } from './contact.ts';

/** What is known of the subject besides. */
export interface Patient {
  /** What it calls itself; absent where it never said, and the sentence names it as the command line does. */
  readonly name?: string;
  /** The words after `backproof verify` that name it. */
  readonly words: string;
  readonly precision?: string;
  readonly notes: readonly Note[];
  /** The last lines of its stderr. */
  readonly stderr: string;
  /** The line that it was greeted with; absent for a module, which is not greeted. */
  readonly greeting?: string;
}

const exits = {
  fine: exitCodes.conforms,
  'gradient-wrong': exitCodes.discrepant,
  'adapter-broken': exitCodes.notTestable,
  'nothing-verified': exitCodes.nothingVerified,
} as const;

export const exitOf = ({ kind }: FirstContact): number => exits[kind];

/** The first defect of several; each stands on a line of its own. */
const firstOf = (sentence: string): string => {
  const [first = '', ...others] = sentence.split('\n');
  return others.length === 0 ? first : `${first} (and ${others.length} more)`;
};

const headOf = (contact: FirstContact, { name = '', precision = 'float64' }: Patient): string => {
  if (contact.kind === 'fine') {
    const { judged, problems } = contact;
    const asked = problems === 1 ? 'a first problem' : `${problems} first problems`;
    return `FINE: ${name} answers, in the right shapes, and all ${judged} numbers of ${asked} are right in ${precision}.`;
  }
  if (contact.kind === 'gradient-wrong') {
    return `GRADIENT WRONG: ${name} speaks as it should, but ${contact.sentence} [${contact.code}]`;
  }
  const who = name === '' ? '' : `${name}: `;
  return contact.kind === 'adapter-broken'
    ? `ADAPTER BROKEN: ${who}${firstOf(contact.sentence)} [${contact.code}]`
    : `NOTHING VERIFIED: ${who}${contact.sentence}`;
};

const nextOf = (contact: FirstContact, { words }: Patient): string => {
  if (contact.kind === 'adapter-broken')
    return adviceFor(contact.code, contact.sentence, contact.problem?.kind);
  if (contact.kind === 'nothing-verified') return 'widen what it says that it supports';
  return contact.kind === 'fine'
    ? `backproof verify ${words}`
    : `backproof verify ${words} finds the smallest problem that shows it`;
};

/** JSON has no NaN, and would show null. */
const named = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

const shownCharacters = 600;

const greetingAnswer = '{"jsonrpc":"2.0","id":0,"result":{"protocol":1,"implementation":{"name":"my-net"}}}';

const expectedOf = (contact: Extract<FirstContact, { kind: 'adapter-broken' }>): string => {
  const { problem } = contact;
  if (problem === undefined) return greetingAnswer;
  if (problem.kind === 'graph')
    return `numbers in the shapes of ${JSON.stringify({ value: 1, gradients: problem.inputs })}`;
  const { layers } = problem;
  const gradients = {
    weights: layers.map(({ weights }) => weights),
    biases: layers.map(({ biases }) => biases),
  };
  return `numbers in the shapes of {"gradients":${JSON.stringify(gradients)}}`;
};

type Row = readonly [word: string, text: string];

const mistakeRows = (diagnosis: Diagnosis): readonly Row[] =>
  diagnosis.causes.length === 0
    ? [['mistake', `none of the ${diagnosis.known} known mistakes gives these answers`]]
    : diagnosisSentences(diagnosis).map((sentence, place) => [place === 0 ? 'mistake' : '', sentence]);

/** Rows of the report: a word and what stands behind it. */
const rowsOf = (contact: FirstContact, patient: Patient): readonly Row[] => {
  if (contact.kind === 'nothing-verified' || contact.kind === 'fine') return [];
  const sent = contact.problem === undefined ? patient.greeting : JSON.stringify(contact.problem);
  const asked: readonly Row[] = sent === undefined ? [] : [['sent', sent.trim()]];
  if (contact.kind === 'adapter-broken') {
    // A module is not greeted, so there is nothing that it should have answered.
    return sent === undefined ? [] : [...asked, ['expected', expectedOf(contact)]];
  }
  const { answer, discrepancy, location, diagnosis } = contact;
  return [
    ...asked,
    ['came', JSON.stringify(answer, named)],
    ...(discrepancy === undefined
      ? []
      : ([
          ['at', formatPath(discrepancy.path)],
          ['got', String(discrepancy.got)],
          ['expected', `${discrepancy.expected}, bound ${discrepancy.bound}`],
        ] as const)),
    ...(diagnosis === undefined ? [] : mistakeRows(diagnosis)),
    ...(location === undefined ? [] : ([['look at', `${location.clause}: ${location.reason}`]] as const)),
  ];
};

const column = 10;

const row = ([word, text]: Row): string =>
  `  ${word.padEnd(column)}${escapeLine(clip(text, shownCharacters))}`;

const noteRow = ({ message, times }: Note): Row => [
  'note',
  times > 1 ? `${message} (${times} times)` : message,
];

const stderrLines = 6;

const stderrRows = (contact: FirstContact, { stderr }: Patient): readonly Row[] =>
  contact.kind === 'adapter-broken'
    ? stderr
        .trimEnd()
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(-stderrLines)
        .map((line) => ['stderr', line] as const)
    : [];

/** The whole report; its first line is the one sentence. */
export const doctorText = (contact: FirstContact, patient: Patient): string =>
  [
    escapeLine(headOf(contact, patient)),
    ...rowsOf(contact, patient).map(row),
    ...stderrRows(contact, patient).map(row),
    ...patient.notes.map(noteRow).map(row),
    row(['next', nextOf(contact, patient)]),
    '',
  ].join('\n');

/** The same as JSON. */
export const doctorJson = (contact: FirstContact, patient: Patient): string =>
  jsonText({
    subject: patient.name,
    ...contact,
    sentence: headOf(contact, patient),
    notes: patient.notes,
    stderr: patient.stderr,
    next: nextOf(contact, patient),
    exit: exitOf(contact),
  });
