import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import answerSchema from '#spec/schema/answer.schema.json' with { type: 'json' };
import type { MlpProblem } from './problem.ts';
import { readAnswer } from './read-answer.ts';
import { ajv, junk, placesIn, validProblem } from './test-hostile.ts';

const acceptsAnswer = ajv.compile(answerSchema);

/** An answer of the problem's shapes: the problem's own numbers stand in for gradients. */
const shapedAnswer = ({ layers, inputs, targets }: MlpProblem) => ({
  cost: 1,
  gradients: {
    weights: layers.map((layer) => layer.weights),
    biases: layers.map((layer) => layer.biases),
    inputs,
  },
  outputs: targets,
});

describe('readAnswer', () => {
  test.prop([validProblem])('accepts every answer of the right shapes, as the schema does', (problem) => {
    const answer = shapedAnswer(problem);
    expect(readAnswer(answer, problem)).toEqual({ kind: 'answer', answer, notes: [] });
    expect(acceptsAnswer(answer)).toBe(true);
  });

  test.prop([validProblem, fc.nat(), junk, fc.boolean()], { numRuns: 1000 })(
    'never throws, and accepts no JSON that the schema refuses',
    (problem, pick, value, removes) => {
      const draft = structuredClone(shapedAnswer(problem));
      const places = placesIn(draft);
      const place = places.at(pick % places.length);
      if (place !== undefined) removes ? Reflect.deleteProperty(...place) : Reflect.set(...place, value);
      const read = readAnswer(draft, problem);
      if (read.kind === 'malformed') expect(read.defects.length).toBeGreaterThan(0);
      else if (JSON.stringify(read.answer) === JSON.stringify(draft)) expect(acceptsAnswer(draft)).toBe(true);
    },
  );

  test.prop([validProblem, junk])('never throws on what is no answer at all', (problem, value) => {
    expect(readAnswer(value, problem).kind).toBe('malformed');
  });
});
