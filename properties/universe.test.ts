import fc from 'fast-check';
import { expect, it } from 'vitest';
import { operationNames } from '../src/model/operations.ts';
import {
  activationNames,
  canAnswer,
  everything,
  lossNames,
  penaltyKinds,
  type Supports,
} from '../src/model/supports.ts';
import { properties } from './index.ts';

const some = <T>(names: readonly T[]): fc.Arbitrary<readonly T[]> =>
  fc.subarray([...names], { minLength: 1 });

const limit = fc.constantFrom(1, 2, 3, Number.POSITIVE_INFINITY);

/** Claims of every kind, narrow ones among them. */
const claims: fc.Arbitrary<Supports> = fc.record(
  {
    kinds: fc.constantFrom<Supports['kinds']>(['mlp'], ['mlp', 'graph'], ['graph']),
    ops: fc.subarray([...operationNames]),
    activations: fc.record({ hidden: fc.subarray([...activationNames]), output: some(activationNames) }),
    losses: some(lossNames),
    penalties: some(penaltyKinds),
    nullBiases: fc.boolean(),
    maxLayers: limit,
    maxWidth: limit,
    maxExamples: limit,
    fixedShape: fc.constantFrom([1, 1], [2, 3, 1], [3, 2, 2, 2]),
  },
  {
    requiredKeys: [
      'kinds',
      'ops',
      'activations',
      'losses',
      'penalties',
      'nullBiases',
      'maxLayers',
      'maxWidth',
      'maxExamples',
    ],
  },
);

it('no property asks outside what a subject claims, and every one comes to an end', () => {
  let asked = 0;
  fc.assert(
    fc.property(claims, (claimed) => {
      const supports = claimed.fixedShape ? { ...claimed, ...unlimited } : claimed;
      for (const property of properties) {
        if (!supports.kinds.includes(property.kind ?? 'mlp')) continue;
        const samples = property.samples(supports);
        if (samples === null) continue;
        for (const { questions } of fc.sample(samples, { numRuns: 2, seed: 1 })) {
          asked += questions.length;
          for (const question of questions) expect(canAnswer(supports, question), property.id).toBe(true);
        }
      }
    }),
    { numRuns: 150, seed: 20261122 },
  );
  expect(asked).toBeGreaterThan(2000);
});

it('every property has samples in the whole format', () => {
  const all: Supports = { ...everything, kinds: ['mlp', 'graph'], ops: operationNames };
  for (const property of properties) expect(property.samples(all), property.id).not.toBeNull();
});

/** A fixed shape leaves no room for limits. */
const unlimited = {
  maxLayers: Number.POSITIVE_INFINITY,
  maxWidth: Number.POSITIVE_INFINITY,
  maxExamples: Number.POSITIVE_INFINITY,
};
