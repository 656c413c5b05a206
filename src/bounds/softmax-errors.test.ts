import { describe, expect, it } from 'vitest';
import { seeded } from '../soundness/trials/random.ts';
import { at } from './at.ts';
import { precision } from './precision.ts';
import { roundingOf } from './rounding.ts';
import { softmax, softmaxDeltaErrors, softmaxErrors } from './softmax-errors.ts';

const rounding = roundingOf(precision('float32'));

describe('softmax', () => {
  it('gives equal shares to equal arguments, and all to one that is far above', () => {
    expect(softmax([3, 3, 3, 3])).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(softmax([1000, 0])).toEqual([1, 0]);
  });
});

describe('softmaxErrors', () => {
  it('covers every probability and its logarithm while each argument moves by its own error', () => {
    const random = seeded(11);
    for (let trial = 0; trial < 3000; trial += 1) {
      const n = 1 + Math.floor(random() * 5);
      const values = Array.from({ length: n }, () => 20 * random() - 10);
      const errors = values.map(() => 2 ** (-24 * random()) * 4);
      const moved = values.map((z, j) => z + (2 * Math.floor(2 * random()) - 1) * at(errors, j));
      const [before, after] = [softmax(values), softmax(moved)];
      const { probabilities, logErrors } = softmaxErrors(
        { values, errors },
        before,
        rounding,
        rounding.slack,
      );
      before.forEach((p, i) => {
        expect(Math.abs(at(after, i) - p)).toBeLessThanOrEqual(at(probabilities.errors, i));
        expect(Math.abs(Math.log(at(after, i) / p))).toBeLessThanOrEqual(at(logErrors, i));
      });
    }
  });

  it('is not content with the error of one argument alone', () => {
    const z = { values: [0, 0], errors: [0, 1] };
    const { probabilities } = softmaxErrors(z, [0.5, 0.5], rounding, rounding.slack);
    expect(at(probabilities.errors, 0)).toBeGreaterThan(0.2);
  });

  it('caps an error where nothing is known, and says by how much', () => {
    const z = { values: [0, 0], errors: [30, 30] };
    const { probabilities, overshoot } = softmaxErrors(z, [0.5, 0.5], rounding, rounding.slack);
    expect(at(probabilities.errors, 0)).toBeGreaterThanOrEqual(1.5);
    expect(at(probabilities.errors, 0)).toBeLessThan(1.6);
    expect(overshoot).toBeGreaterThan(1e10);
  });

  it('caps above 1 by what the logarithm of a sum is off: exp(z - logsumexp(z)) may pass 1', () => {
    // In bfloat16 ln of a sum near 60 is rounded by up to 1/8, and so p = 1 may come out as e^(1/8).
    const bfloat16 = roundingOf(precision('bfloat16'));
    const z = { values: [60, 0], errors: [90, 90] };
    const { probabilities } = softmaxErrors(z, softmax(z.values), bfloat16, bfloat16.slack);
    expect(at(probabilities.errors, 1)).toBeGreaterThan(Math.exp(1 / 8));
    expect(at(probabilities.errors, 1)).toBeLessThan(20);
  });

  it('bounds nothing where an argument may overflow', () => {
    const z = { values: [0, 0], errors: [0, Number.POSITIVE_INFINITY] };
    const { probabilities, overshoot } = softmaxErrors(z, [0.5, 0.5], rounding, rounding.slack);
    expect(probabilities.errors).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(overshoot).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('softmaxDeltaErrors', () => {
  it('covers p (v - p v) while p and v move by their errors', () => {
    const random = seeded(5);
    const deltas = (p: readonly number[], v: readonly number[]) => {
      const mean = p.reduce((sum, share, j) => sum + share * at(v, j), 0);
      return p.map((share, i) => share * (at(v, i) - mean));
    };
    for (let trial = 0; trial < 2000; trial += 1) {
      const p = softmax(Array.from({ length: 3 }, () => 4 * random()));
      const v = p.map(() => 2 * random() - 1);
      const pErrors = p.map(() => 0.1 * random());
      const vErrors = p.map(() => 0.1 * random());
      const sign = () => 2 * random() - 1;
      const after = deltas(
        p.map((share, i) => share + sign() * at(pErrors, i)),
        v.map((adjoint, i) => adjoint + sign() * at(vErrors, i)),
      );
      const bounds = softmaxDeltaErrors(
        { values: p, errors: pErrors },
        { values: v, errors: vErrors },
        rounding.smallest,
        rounding,
        rounding.slack,
      );
      deltas(p, v).forEach((delta, i) => {
        expect(Math.abs(at(after, i) - delta)).toBeLessThanOrEqual(at(bounds, i));
      });
    }
  });
});
