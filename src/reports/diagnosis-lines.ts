/** A diagnosis as text: the likeliest cause with its evidence, then the others. */

import type { Diagnosis } from '../model/diagnosis.ts';
import { escapeControl } from './escape.ts';
import { paragraph } from './wrap.ts';

const indent = '    ';
const namedCauses = 3;

const folded = (text: string): readonly string[] => paragraph(escapeControl(text), indent);

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const evidence = ({ answers, leftOut }: Diagnosis): string => {
  const reproduced = answers === 1 ? 'the answer' : `all ${answers} answers`;
  const unread = leftOut === 0 ? '' : ` (${counted(leftOut, 'answer')} left out: not finite)`;
  return `reproduces ${reproduced} to within rounding${unread}`;
};

const others = ({ causes, toldApartBy }: Diagnosis): readonly string[] => {
  const rest = causes.slice(1);
  if (rest.length === 0) return [];
  const named = rest.slice(0, namedCauses).map(({ sentence }) => sentence);
  const more = rest.length > namedCauses ? [`${rest.length - namedCauses} more`] : [];
  const apart = toldApartBy === undefined ? '' : `; told apart by ${toldApartBy}`;
  return [`also possible: ${[...named, ...more].join('; or ')}${apart}`];
};

/** A sentence for the cause, one for what to do and one for the other candidates; none where there is no cause. */
export const diagnosisSentences = (diagnosis: Diagnosis): readonly string[] => {
  const [cause] = diagnosis.causes;
  return cause === undefined
    ? []
    : [
        `${cause.sentence}: ${cause.evidence ?? evidence(diagnosis)} [${cause.clause}]`,
        `what to do: ${cause.advice}`,
        ...others(diagnosis),
      ];
};

/** A paragraph for each sentence; a line that says it where there is no cause. */
export const diagnosisLines = (diagnosis: Diagnosis): readonly string[] =>
  diagnosis.causes.length === 0
    ? folded(`cause: none of the ${diagnosis.known} known mistakes gives these answers`)
    : diagnosisSentences(diagnosis).flatMap(folded);
