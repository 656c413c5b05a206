import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import problemSchema from '#spec/schema/problem.schema.json' with { type: 'json' };
import { describeAll } from './defect.ts';
import { readProblem, readProblemText } from './read-problem.ts';
import { ajv, junk, placesIn, validProblem } from './test-hostile.ts';

const mutated = fc
  .tuple(validProblem, fc.array(fc.tuple(fc.nat(), junk, fc.boolean()), { minLength: 1, maxLength: 3 }))
  .map(([problem, changes]) => {
    const draft: unknown = structuredClone(problem);
    const places = placesIn(draft);
    for (const [pick, value, removes] of changes) {
      const place = places.at(pick % places.length);
      if (place === undefined) continue;
      if (removes) Reflect.deleteProperty(...place);
      else Reflect.set(...place, value);
    }
    return draft;
  });

const acceptsProblem = ajv.compile(problemSchema);

describe('readProblem', () => {
  test.prop([validProblem])('accepts every valid problem and survives a JSON round trip', (problem) => {
    const read = readProblem(problem);
    if (!read.ok) throw new Error(describeAll(read.defects));
    expect(read.problem).toEqual(problem);
    expect(readProblemText(JSON.stringify(read.problem), 'p.json')).toEqual(read);
  });

  test.prop([mutated], { numRuns: 1000 })(
    'says something of every mutated problem and never throws',
    (value) => {
      const read = readProblem(value);
      if (read.ok) expect(readProblemText(JSON.stringify(value), 'p.json')).toEqual(read);
      else expect(read.defects.length).toBeGreaterThan(0);
    },
  );

  test.prop([fc.oneof(junk, fc.object())])('refuses what is no problem at all and never throws', (value) => {
    expect(readProblem(value).ok).toBe(false);
  });

  test.prop([mutated], { numRuns: 1000 })('accepts nothing that the schema refuses', (value) => {
    if (readProblem(value).ok) expect(acceptsProblem(value)).toBe(true);
  });

  test.prop([validProblem, fc.nat()])(
    'one key more in any object is refused by schema and reader',
    (problem, pick) => {
      const draft = structuredClone(problem);
      const objects = [
        draft,
        ...placesIn(draft).map(([container, key]) => Reflect.get(container, key)),
      ].filter((value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value));
      Reflect.set(objects.at(pick % objects.length) ?? draft, 'unheard-of', 1);
      expect(acceptsProblem(draft)).toBe(false);
      expect(readProblem(draft).ok).toBe(false);
    },
  );
});
