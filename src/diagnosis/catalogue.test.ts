import { expect, it } from 'vitest';
import clauseIds from '#spec/clause-ids.json' with { type: 'json' };
import { precision } from '../bounds/precision.ts';
import { parts } from '../judge/claim.ts';
import { everything } from '../model/supports.ts';
import { foretell } from './foretold.ts';
import { misreadings } from './misreadings/catalogue.ts';
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
  expect(problems.length).toBeLessThanOrEqual(8);
  const readings = [{ id: 'right' }, ...misreadings].map((reading) => ({
    id: reading.id,
    foretold: problems.map((problem) => {
      const { balls, shapes } = foretell(reading, problem, precision('float64'));
      return { numbers: parts.flatMap((part) => balls[part].flat()), shapes: JSON.stringify(shapes) };
    }),
  }));
  const alike = readings.flatMap(({ id, foretold }, index) =>
    readings.slice(index + 1).flatMap((other) => {
      const apart =
        other.id === id ||
        foretold.some(({ numbers, shapes }, place) => {
          const otherwise = other.foretold[place];
          if (shapes !== otherwise?.shapes) return true;
          return numbers.some(({ value, radius }, entry) => {
            const ball = otherwise.numbers[entry];
            return ball !== undefined && Math.abs(value - ball.value) > radius + ball.radius;
          });
        });
      return apart ? [] : [`${id} and ${other.id}`];
    }),
  );
  expect(alike).toEqual([]);
});
