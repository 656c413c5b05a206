/** Any valid problem, and values that no reader should trust. */

import { fc } from '@fast-check/vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Layer, LossName, MlpProblem } from './problem.ts';
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

/** Any problem that is read without a defect. */
export const validProblem: fc.Arbitrary<MlpProblem> = fc
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
export const placesIn = (value: unknown): readonly (readonly [container: object, key: string])[] =>
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

/** What is no problem and no answer, of any form. */
export const junk = fc.oneof(
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

/** A validator of JSON Schemas that is none of ours. */
export const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
