import { expect, it } from 'vitest';
import type { Cause, Diagnosis } from '../model/diagnosis.ts';
import type { Verdict } from '../model/verdict.ts';
import { diagnosisLines } from './diagnosis-lines.ts';
import { failureLines } from './failure.ts';

const cause: Cause = {
  id: 'divided-by-examples-twice',
  sentence: 'you divide by the number of examples twice',
  advice: 'divide once',
  clause: 'LOSS-SCALE',
};

const diagnosis: Diagnosis = { causes: [cause], answers: 40, leftOut: 0, known: 237 };

it('says the cause with its evidence, and what to do', () => {
  expect(diagnosisLines(diagnosis)).toEqual([
    '    you divide by the number of examples twice: reproduces all 40 answers to within rounding',
    '      [LOSS-SCALE]',
    '    what to do: divide once',
  ]);
  expect(diagnosisLines({ ...diagnosis, answers: 1, leftOut: 2 })[0]).toBe(
    '    you divide by the number of examples twice: reproduces the answer to within rounding (2 answers',
  );
});

it('says what speaks for a cause that reproduces nothing', () => {
  const named = { ...cause, evidence: 'tanh is in all 4 wrong answers' };
  expect(diagnosisLines({ ...diagnosis, causes: [named] })[0]).toBe(
    '    you divide by the number of examples twice: tanh is in all 4 wrong answers [LOSS-SCALE]',
  );
});

it('names the other candidates, and what would tell them apart', () => {
  const other = { ...cause, sentence: 'you average' };
  const lines = diagnosisLines({ ...diagnosis, causes: [cause, other], toldApartBy: 'a network of tanh' });
  expect(lines.slice(-1)).toEqual(['    also possible: you average; told apart by a network of tanh']);
  const many = diagnosisLines({ ...diagnosis, causes: [cause, other, other, other, other, other] });
  expect(many.at(-1)).toBe('    also possible: you average; or you average; or you average; or 2 more');
});

it('says when no known mistake explains the answers', () => {
  expect(diagnosisLines({ ...diagnosis, causes: [] })).toEqual([
    '    cause: none of the 237 known mistakes gives these answers',
  ]);
});

it('keeps to 100 columns and shows no control characters', () => {
  const long = { ...cause, sentence: `you ${'do this and '.repeat(30)}\u001b[2Jthat` };
  const lines = diagnosisLines({ ...diagnosis, causes: [long, long] });
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
  expect(lines.join('')).not.toContain('\u001b');
});

it('stands after the first sentence of a failure, and leaves a failure without one as it is', () => {
  const verdict: Verdict = {
    check: 'agreement-weights',
    clause: 'GRAD-WEIGHT',
    title: 'a title',
    verdict: 'discrepant',
    message: 'weights[0][0][0] is 0.5 x the derivative',
    runs: 1,
    skipped: {},
    judged: 1,
    unbounded: 0,
    absent: 0,
    counterexample: { problems: [], discrepancies: [], replay: 'agreement-weights:0', shrinks: 0 },
  };
  const replay = { subjectArguments: './net.mjs', seed: 1 };
  const found = verdict.counterexample && { ...verdict.counterexample, diagnosis };
  const plain = failureLines(verdict, replay);
  const lines = failureLines({ ...verdict, ...(found && { counterexample: found }) }, replay);
  expect(lines).toEqual([plain[0], ...diagnosisLines(diagnosis), ...plain.slice(1)]);
});
