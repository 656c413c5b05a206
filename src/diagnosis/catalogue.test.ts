import { expect, it } from 'vitest';
import clauseIds from '#spec/clause-ids.json' with { type: 'json' };
import { precision } from '../bounds/precision.ts';
import { parts } from '../judge/claim.ts';
import { everything } from '../model/supports.ts';
import { misreadings } from './misreadings/catalogue.ts';
import { predicted } from './numbers.ts';
import { predict } from './reading/predict.ts';
import { separatingProblems } from './separating.ts';
import { causeOf, diagnosisIds } from './texts.ts';

const ids = [...new Set(misreadings.map(({ id }) => id))];

it('has one text for every mistake and no other', () => {
  expect(diagnosisIds.toSorted()).toEqual(ids.toSorted());
  expect(ids.length).toBeGreaterThan(200);
  expect(() => causeOf({ id: 'no-such-mistake' })).toThrow(
    'spec/diagnoses.json: expected an entry no-such-mistake, got none',
  );
});

it('says each in one sentence without a full stop, and names a clause that was issued', () => {
  for (const misreading of misreadings) {
    const { sentence, advice, clause } = causeOf(misreading);
    for (const text of [sentence, advice]) expect(text).toMatch(/^[^{}]*[^.{} ]$/);
    expect(sentence, misreading.id).toMatch(/^(you |your |the |at |below |nothing |of |where )/);
    expect(clauseIds.issued, misreading.id).toContain(clause);
  }
});

it('tells every two mistakes apart on the separating problems, and each from what is right', () => {
  const problems = separatingProblems(everything);
  expect(problems.length).toBeLessThanOrEqual(7);
  const readings = [{ id: 'right' }, ...misreadings].map((reading) => ({
    id: reading.id,
    balls: problems.flatMap((problem) => {
      const prediction = predicted(predict(problem, reading, precision('float64')));
      return parts.flatMap((part) => prediction[part].flat());
    }),
  }));
  const alike = readings.flatMap(({ id, balls }, index) =>
    readings.slice(index + 1).flatMap((other) => {
      const apart =
        other.id === id ||
        balls.some(({ value, radius }, entry) => {
          const ball = other.balls[entry];
          return ball !== undefined && Math.abs(value - ball.value) > radius + ball.radius;
        });
      return apart ? [] : [`${id} and ${other.id}`];
    }),
  );
  expect(alike).toEqual([]);
});
