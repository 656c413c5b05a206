import { describe, expect, it } from 'vitest';
import type { SubjectAnswer } from '../model/answer.ts';
import type { Claim } from './claim.ts';
import { describeRepetition } from './describe.ts';
import type { Evidence } from './evidence.ts';
import { repetitionIn } from './repetition.ts';
import { evidence as evidenceWithin, weightsOf } from './test-evidence.ts';

// A bound for 10, no power of two away from it: 2^-49 is a unit in its last place.
const evidence = (answer: SubjectAnswer): Evidence => evidenceWithin(answer, 2 ** -49);

/** As the property on purity asks: the problem, another one, and the problem twice more. */
const claims: readonly Claim[] = [
  { kind: 'identical', left: 0, right: 2 },
  { kind: 'identical', left: 2, right: 3 },
];

const other = evidence(weightsOf(1, 1));

const asked = (...answers: readonly [SubjectAnswer, SubjectAnswer, SubjectAnswer]) =>
  repetitionIn(claims, [evidence(answers[0]), other, evidence(answers[1]), evidence(answers[2])]);

const right = weightsOf(10, 10);

describe('answers to one question', () => {
  it('that are the same say nothing', () => {
    expect(asked(right, right, right)).toBeUndefined();
  });

  it('may differ by what two right ones may, and no more', () => {
    const near = weightsOf(10, 10 + 2 ** -48);
    expect(asked(right, near, near)).toMatchObject({ way: 'within', left: 0, right: 2, bound: 2 ** -48 });
    const far = weightsOf(10, 10 + 3 * 2 ** -49);
    expect(asked(right, far, far)).toMatchObject({
      way: 'after-others',
      before: 10,
      after: far.gradients.weights[0]?.[0]?.[1],
    });
  });

  it('that are added up have a ratio, here of 2 after one other question', () => {
    const found = asked(right, weightsOf(20, 20), weightsOf(30, 30));
    expect(found).toMatchObject({ way: 'added-up', left: 0, right: 2, ratio: 2 });
    expect(found && describeRepetition(found, 3, 5)).toBe(
      'the first and the third answer to one problem differ: ratio 2; each is the one before plus the derivative; wrong in 3 of 5 problems',
    );
  });

  it('are added up where each is the one before and the derivative, whatever the other question added', () => {
    const found = asked(weightsOf(11, 14), weightsOf(24, 21), weightsOf(34, 31));
    expect(found).toMatchObject({ way: 'added-up', left: 0, right: 2, before: 11, after: 24 });
    expect(found && describeRepetition(found, 1, 1)).toBe(
      'the first and the third answer to one problem differ: weights[0][0][0] is 11, then 24; each is the one before plus the derivative',
    );
  });

  it('grow where something is added with every question', () => {
    expect(asked(weightsOf(10.25, 10), weightsOf(10.75, 10), weightsOf(11, 10))).toMatchObject({
      way: 'growing',
      before: 10.25,
      after: 10.75,
    });
  });

  it('grow where something is added whenever this question comes', () => {
    expect(asked(weightsOf(10, 10), weightsOf(10.5, 10), weightsOf(11, 10))).toMatchObject({
      way: 'growing',
    });
  });

  it('vary where one question asked twice in a row shows no rule', () => {
    const found = asked(weightsOf(10.25, 10), weightsOf(10.5, 10), weightsOf(10.1, 10));
    expect(found).toMatchObject({ way: 'varying', path: ['gradients', 'weights', 0, 0, 0] });
    // 0.25 / 2^-49 units in the last place of 10.25.
    expect(found && describeRepetition(found, 1, 1)).toBe(
      'weights[0][0][0] is 10.25, and 10.5 when the same question was asked again (140737488355328 ulp)',
    );
    expect(asked(right, right, weightsOf(10, 9))).toMatchObject({ way: 'varying', left: 2, right: 3 });
  });

  it('that are no numbers are another mistake', () => {
    expect(asked(weightsOf(Number.NaN, 10), right, right)).toBeUndefined();
  });

  it('vary where there are two of them and nothing between', () => {
    const twice: readonly Claim[] = [{ kind: 'identical', left: 0, right: 1 }];
    expect(repetitionIn(twice, [evidence(right), evidence(weightsOf(10, 11))])?.way).toBe('varying');
    expect(repetitionIn(twice, [evidence(right), evidence(weightsOf(20, 20))])?.way).toBe('added-up');
  });
});
