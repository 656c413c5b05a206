import { fc, test } from '@fast-check/vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect } from 'vitest';
import answerSchema from '#spec/schema/answer.schema.json' with { type: 'json' };
import problemSchema from '#spec/schema/problem.schema.json' with { type: 'json' };
import { describeAll } from './defect.ts';
import type { Layer, LossName, MlpProblem } from './problem.ts';
import { readAnswer } from './read-answer.ts';
import { readProblem, readProblemText } from './read-problem.ts';
import { activationNames, lossNames } from './supports.ts';

const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((double) => (double === 0 ? 0 : double));

const vector = (length: number, entry = number) => fc.array(entry, { minLength: length, maxLength: length });

const matrix = (rows: number, columns: number, entry = number) =>
  fc.array(vector(columns, entry), { minLength: rows, maxLength: rows });

const layerOf = (
  inputs: number,
  units: number,
  name: (typeof activationNames)[number],
): fc.Arbitrary<Layer> => {
  const alpha = number.map(Math.abs);
  if (name === 'maxout') {
    return fc.integer({ min: 2, max: 3 }).chain((pieces) =>
      fc.record({
        weights: fc.array(matrix(units, inputs), { minLength: pieces, maxLength: pieces }),
        biases: fc.option(matrix(pieces, units), { nil: null }),
        activation: fc.constant({ name, pieces }),
      }),
    );
  }
  const dense = { weights: matrix(units, inputs), biases: fc.option(vector(units), { nil: null }) };
  if (name === 'linear') {
    return fc.record({
      ...dense,
      activation: fc.record({ name: fc.constant(name), alpha: number, beta: number }),
    });
  }
  if (name === 'leaky-relu' || name === 'elu') {
    return fc.record({ ...dense, activation: fc.record({ name: fc.constant(name), alpha }) });
  }
  return fc.record({ ...dense, activation: fc.constant({ name }) });
};

const lossesAfter = (last: (typeof activationNames)[number], outputs: number): readonly LossName[] =>
  lossNames.filter(
    (name) =>
      !(name === 'log-loss' && last !== 'sigmoid') &&
      !(name === 'cross-entropy' && last !== 'softmax') &&
      !(name === 'cross-entropy-logits' && last === 'softmax') &&
      !(name === 'hinge' && outputs < 2),
  );

const targetsOf = (loss: LossName, examples: number, outputs: number) => {
  if (loss === 'hinge') {
    const oneHot = fc
      .nat(outputs - 1)
      .map((hot) => Array.from({ length: outputs }, (_, index) => Number(index === hot)));
    return fc.array(oneHot, { minLength: examples, maxLength: examples });
  }
  if (loss === 'log-loss') return matrix(examples, outputs, fc.double({ min: 0, max: 1, noNaN: true }));
  const notNegative = loss === 'cross-entropy' || loss === 'cross-entropy-logits';
  return matrix(examples, outputs, notNegative ? number.map(Math.abs) : number);
};

const validProblem: fc.Arbitrary<MlpProblem> = fc
  .record({
    widths: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }),
    names: fc.array(fc.constantFrom(...activationNames), { minLength: 3, maxLength: 3 }),
    examples: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ widths, names, examples }) => {
    const [given = 1, ...units] = widths;
    const outputs = units.at(-1) ?? 1;
    const last = names.at(units.length - 1) ?? 'identity';
    const layers = units.map((own, l) => layerOf(widths.at(l) ?? 1, own, names.at(l) ?? 'identity'));
    return fc.constantFrom(...lossesAfter(last, outputs)).chain((loss) =>
      fc.record(
        {
          kind: fc.constant('mlp' as const),
          id: fc.string(),
          layers: fc.tuple(...layers),
          loss: fc.record({
            name: fc.constant(loss),
            scale: fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
          }),
          penalty: fc.record({
            name: fc.constant('l2' as const),
            lambda: number.map(Math.abs),
            biases: fc.boolean(),
          }),
          inputs: matrix(examples, given),
          targets: targetsOf(loss, examples, outputs),
        },
        { requiredKeys: ['kind', 'layers', 'loss', 'inputs', 'targets'] },
      ),
    );
  });

/** Every place in a value: the container and the key in it. */
const placesIn = (value: unknown): readonly (readonly [container: object, key: string])[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, child]) => [[value, key] as const, ...placesIn(child)]);

const throwing = (): object =>
  new Proxy([], {
    get: () => {
      throw new Error('read');
    },
    ownKeys: () => {
      throw new Error('listed');
    },
  });

const junk = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSparseArray: true,
    withTypedArray: true,
    withNullPrototype: true,
  }),
  fc.constantFrom(
    undefined,
    null,
    -0,
    Number.NaN,
    '',
    'sigmoid',
    [],
    [[]],
    [[[]]],
    {},
    { name: 'maxout', pieces: 2 },
  ),
  fc.constant(null).map(throwing),
);

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

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const acceptsProblem = ajv.compile(problemSchema);
const acceptsAnswer = ajv.compile(answerSchema);

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
