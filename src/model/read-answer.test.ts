import { describe, expect, test } from 'vitest';
import { describeAll } from './defect.ts';
import { readAnswer } from './read-answer.ts';
import { answer, first, problem, rows, said, second } from './test-answers.ts';

const complete = answer(
  { inputs: rows(2, 3) },
  { cost: 0.5, outputs: rows(2, 2), deltas: [rows(2, 5), rows(2, 2)] },
);

describe('readAnswer', () => {
  test('keeps every known part as it was sent', () => {
    expect(readAnswer(complete, problem)).toEqual({ kind: 'answer', answer: complete, notes: [] });
  });

  test('needs no more than the gradients of the parameters', () => {
    expect(said(answer())).toBe('answer');
  });

  test('ignores unknown keys with a note', () => {
    const value = answer({ bias: 1 }, { costt: 2, trace: {} });
    expect(readAnswer(value, problem)).toEqual({
      kind: 'answer',
      answer: answer(),
      notes: [
        'ignored the unknown key "costt"; did you mean "cost"?',
        'ignored the unknown key "trace"',
        'ignored the unknown key "bias"; did you mean "biases"?',
      ],
    });
  });

  test('takes the names of the non-finite numbers and such numbers for what they are', () => {
    const biases = [['NaN', 'Infinity', '-Infinity', Number.NaN, Number.POSITIVE_INFINITY], null];
    const read = readAnswer(answer({ biases }), problem);
    if (read.kind === 'malformed') throw new Error(describeAll(read.defects));
    expect(read.answer.gradients.biases[0]).toEqual([NaN, Infinity, -Infinity, NaN, Infinity]);
  });

  test('takes -0 for 0', () => {
    const read = readAnswer(answer({}, { cost: -0 }), problem);
    expect(read.kind === 'answer' && Object.is(read.answer.cost, 0)).toBe(true);
  });

  test('takes typed arrays as rows and keeps plain lists', () => {
    const weights = [first.map((row) => Float64Array.from(row)), second];
    const biases = [Float32Array.from([1, 2, 3, 4, 5]), null];
    expect(readAnswer(answer({ weights, biases }), problem)).toEqual({
      kind: 'answer',
      answer: answer(),
      notes: [],
    });
  });

  test('keeps a copy that later changes do not reach', () => {
    const biases = [[1, 2, 3, 4, 5], null];
    const read = readAnswer(answer({ biases }), problem);
    biases[0]?.fill(9);
    expect(read.kind === 'answer' && read.answer.gradients.biases[0]).toEqual([1, 2, 3, 4, 5]);
    expect(read.kind === 'answer' && Object.isFrozen(read.answer.gradients.biases)).toBe(true);
  });

  test('reads every element once, so that an answer cannot change under the check', () => {
    let reads = 0;
    const biases = [1, 2, 3, 4, 5];
    Object.defineProperty(biases, 4, { enumerable: true, get: () => (reads++ === 0 ? 5 : 'changed') });
    expect(readAnswer(answer({ biases: [biases, null] }), problem)).toMatchObject({ kind: 'answer' });
    expect(reads).toBe(1);
  });
});
