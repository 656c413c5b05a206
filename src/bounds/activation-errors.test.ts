import { describe, expect, it } from 'vitest';
import { type ElementWise, unitErrors } from './activation-errors.ts';
import { at } from './at.ts';
import { precision } from './precision.ts';
import { roundingOf } from './rounding.ts';

const rounding = roundingOf(precision('float32'));

const logistic = (z: number) => 1 / (1 + Math.exp(-z));

const functions: readonly {
  readonly activation: ElementWise;
  readonly g: (z: number) => number;
  readonly slope: (z: number) => number;
}[] = [
  { activation: { name: 'identity' }, g: (z) => z, slope: () => 1 },
  { activation: { name: 'linear', alpha: -0.75, beta: 2 }, g: (z) => 2 - 0.75 * z, slope: () => -0.75 },
  { activation: { name: 'sigmoid' }, g: logistic, slope: (z) => logistic(z) * logistic(-z) },
  { activation: { name: 'tanh' }, g: Math.tanh, slope: (z) => Math.cosh(z) ** -2 },
  { activation: { name: 'relu' }, g: (z) => Math.max(z, 0), slope: (z) => (z > 0 ? 1 : 0) },
  {
    activation: { name: 'leaky-relu', alpha: 1.5 },
    g: (z) => (z > 0 ? z : 1.5 * z),
    slope: (z) => (z > 0 ? 1 : 1.5),
  },
  {
    activation: { name: 'elu', alpha: 2 },
    g: (z) => (z > 0 ? z : 2 * Math.expm1(z)),
    slope: (z) => (z > 0 ? 1 : 2 * Math.exp(z)),
  },
];

const errorsAt = (activation: ElementWise, z: number, a: number, zError: number) =>
  at(unitErrors(activation, [{ z, a, zError, decided: false, spread: 0 }], rounding, rounding.slack), 0);

describe.each(functions)('$activation.name', ({ activation, g, slope }) => {
  it('covers a and its derivative everywhere within the error of z', () => {
    // Multiples of 2^-24, so that z moved by a multiple of zError / 16 is exact.
    for (const z of [-90, -8, -1, -(2 ** -7), 0, 2 ** -20, 0.25, 2, 15])
      for (const zError of [0, 2 ** -20, 2 ** -10, 2 ** -5, 0.5, 4, 200]) {
        const errors = errorsAt(activation, z, g(z), zError);
        for (let step = -16; step <= 16; step += 1) {
          const moved = z + (step / 16) * zError;
          expect(Math.abs(g(moved) - g(z))).toBeLessThanOrEqual(errors.error);
          expect(Math.abs(slope(moved) - errors.slope)).toBeLessThanOrEqual(errors.slopeError);
        }
      }
  });

  it('bounds nothing where z may overflow', () => {
    const { error, slopeError } = errorsAt(activation, 1, g(1), Number.POSITIVE_INFINITY);
    expect([error, slopeError]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });
});

describe('unitErrors', () => {
  const kinked: readonly ElementWise[] = [
    { name: 'relu' },
    { name: 'leaky-relu', alpha: 0.25 },
    { name: 'elu', alpha: 0.5 },
  ];

  it.each(kinked)('finds $name uncertain up to the error of z, and certain beyond it', (activation) => {
    expect(errorsAt(activation, 0, 0, 0).uncertain).toBe(true);
    expect(errorsAt(activation, 1e-3, 1e-3, 1e-3).uncertain).toBe(true);
    expect(errorsAt(activation, 2e-3, 2e-3, 1e-3).uncertain).toBe(false);
    expect(errorsAt(activation, -2e-3, -1e-3, 1e-3).uncertain).toBe(false);
  });

  it('puts the whole jump into the error of an uncertain slope, and nothing into a certain one', () => {
    expect(errorsAt({ name: 'relu' }, 0, 0, 1e-6).slopeError).toBe(1);
    expect(errorsAt({ name: 'leaky-relu', alpha: 0.25 }, 1e-7, 1e-7, 1e-6).slopeError).toBe(0.75);
    expect(errorsAt({ name: 'relu' }, -1, 0, 1e-6)).toMatchObject({ error: 0, slope: 0, slopeError: 0 });
  });

  it('knows no kink where both slopes are 1', () => {
    expect(errorsAt({ name: 'leaky-relu', alpha: 1 }, 0, 0, 1e-6).uncertain).toBe(false);
    expect(errorsAt({ name: 'elu', alpha: 1 }, 0, 0, 1e-6).uncertain).toBe(false);
  });

  it('is uncertain where alpha z underflows, for a slope taken from the sign of a', () => {
    const alpha = 2 ** -100;
    expect(errorsAt({ name: 'leaky-relu', alpha }, -(2 ** -40), -(2 ** -140), 0).uncertain).toBe(true);
    expect(errorsAt({ name: 'leaky-relu', alpha }, -1, -alpha, 0).uncertain).toBe(false);
  });

  it('says how far a cap cut an error', () => {
    expect(errorsAt({ name: 'sigmoid' }, 0, 0.5, 40).overshoot).toBe(10);
    expect(errorsAt({ name: 'tanh' }, 0, 0, 40).overshoot).toBe(20);
    expect(errorsAt({ name: 'sigmoid' }, 0, 0.5, 1).overshoot).toBe(1);
  });
});
