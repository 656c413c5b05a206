import { expect, it } from 'vitest';
import type { Discrepancy, Verdict } from '../model/verdict.ts';
import { fingerprintOf } from './fingerprint.ts';
import { verdictOf } from './test-verdicts.ts';

const verdict = (discrepancy: Partial<Discrepancy>, others: Partial<Verdict> = {}): Verdict =>
  verdictOf('discrepant', {
    check: 'agreement-weights',
    code: 'WRONG-VALUE',
    counterexample: {
      problems: [],
      discrepancies: [
        {
          question: 0,
          path: ['gradients', 'weights', 1, 0, 2],
          got: 1,
          expected: 2,
          bound: 1e-16,
          ...discrepancy,
        },
      ],
      replay: 'agreement-weights:1',
      shrinks: 4,
    },
    ...others,
  });

it('names clause, check, code, part and the way in which it is wrong', () => {
  expect(fingerprintOf(verdict({}))).toBe(
    'GRAD-WEIGHT/agreement-weights/WRONG-VALUE/gradients.weights[*][*][*]/smaller',
  );
});

it.each([
  [{ got: Number.NaN }, 'not-finite'],
  [{ got: Number.NEGATIVE_INFINITY }, 'not-finite'],
  [{ got: 1, expected: 0 }, 'expected-zero'],
  [{ got: 0, expected: 2 }, 'zero'],
  [{ got: -2, expected: 2 }, 'opposite'],
  [{ got: -5, expected: 2 }, 'other-sign'],
  [{ got: 0.5, expected: 2 }, 'smaller'],
  [{ got: 8, expected: 2 }, 'larger'],
  [{ got: -8, expected: -2 }, 'larger'],
  [{ got: 2 * (1 + 1e-9), expected: 2 }, 'near'],
] as const)('%j is %s', (discrepancy, way) => {
  expect(fingerprintOf(verdict(discrepancy)).split('/').at(-1)).toBe(way);
});

it('does not change with the sample, the number of runs, rounding or the words of the subject', () => {
  const fingerprint = fingerprintOf(verdict({}));
  const { counterexample } = verdict({
    path: ['gradients', 'weights', 0, 7, 0],
    got: 3.0000001,
    expected: 6,
  });
  const other = verdict(
    {},
    { message: 'another', runs: 1000, judged: 5000, ...(counterexample && { counterexample }) },
  );
  expect(fingerprintOf(other)).toBe(fingerprint);
});

it('of a fault is its clause, check and code', () => {
  const { counterexample: _, ...fault } = verdict({}, { verdict: 'timeout', code: 'TIMEOUT' });
  expect(fingerprintOf(fault)).toBe('GRAD-WEIGHT/agreement-weights/TIMEOUT');
});
