/** Complex numbers over float64, rectangular. A number without imaginary part is treated as float64 treats it. */

import type { Arithmetic } from './arithmetic.ts';

/** re + i im, both doubles. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

const mul = ({ re: a, im: b }: Complex, { re: c, im: d }: Complex): Complex => ({
  re: a * c - b * d,
  im: a * d + b * c,
});

/** The same number over i, so that real and imaginary part change places; exact. */
const turned = ({ re, im }: Complex): Complex => ({ re: im, im: -re });

/** Smith's algorithm: divides by the larger part of the divisor first, so that no square overflows. */
const div = (left: Complex, right: Complex): Complex => {
  if (Math.abs(right.re) < Math.abs(right.im)) return div(turned(left), turned(right));
  const ratio = right.im / right.re;
  const divisor = right.re + right.im * ratio;
  return { re: (left.re + left.im * ratio) / divisor, im: (left.im - left.re * ratio) / divisor };
};

const exp = ({ re, im }: Complex): Complex => {
  const modulus = Math.exp(re);
  return { re: modulus * Math.cos(im), im: modulus * Math.sin(im) };
};

/** e^a cos b - 1 = expm1(a) cos b - 2 sin^2(b / 2). */
const expm1 = ({ re, im }: Complex): Complex => ({
  re: Math.expm1(re) * Math.cos(im) - 2 * Math.sin(im / 2) ** 2,
  im: Math.exp(re) * Math.sin(im),
});

/** ln |z| by way of the larger part, so that it keeps its digits near 1; the argument from -pi to pi. */
const log = ({ re, im }: Complex): Complex => {
  const larger = Math.max(Math.abs(re), Math.abs(im));
  const smaller = Math.min(Math.abs(re), Math.abs(im));
  const beyond = larger === 0 ? 0 : Math.log1p((smaller / larger) ** 2) / 2;
  return { re: Math.log(larger) + beyond, im: Math.atan2(im, re) };
};

/** The root with real part >= 0; the larger part first, the other from it, so that nothing cancels. */
const sqrt = ({ re, im }: Complex): Complex => {
  if (re === 0 && im === 0) return { re: 0, im: 0 };
  const larger = Math.sqrt((Math.abs(re) + Math.hypot(re, im)) / 2);
  const smaller = Math.abs(im) / (2 * larger);
  return re >= 0
    ? { re: larger, im: im < 0 ? -smaller : smaller }
    : { re: smaller, im: im < 0 ? -larger : larger };
};

/** tanh(a + ib) with T = tanh a and t = tan b is (T (1 + t^2) + i t / cosh^2 a) / (1 + T^2 t^2). */
const tanh = ({ re, im }: Complex): Complex => {
  const [along, across] = [Math.tanh(re), Math.tan(im)];
  const divisor = 1 + (along * across) ** 2;
  return { re: (along * (1 + across ** 2)) / divisor, im: across / Math.cosh(re) ** 2 / divisor };
};

/**
 * a + ib, both parts float64; elementary functions by their principal values.
 *
 * Numbers compare by their real parts alone, which is what a branch at a kink goes by, and a number
 * becomes a double by dropping its imaginary part. Squares of parts above 2^511 overflow in a root.
 */
export const complexFloat64: Arithmetic<Complex> = {
  name: 'complex float64',
  of: (double) => ({ re: double, im: 0 }),
  toNumber: ({ re }) => re,
  add: (left, right) => ({ re: left.re + right.re, im: left.im + right.im }),
  sub: (left, right) => ({ re: left.re - right.re, im: left.im - right.im }),
  mul,
  div,
  neg: ({ re, im }) => ({ re: -re, im: -im }),
  compare: (left, right) => left.re - right.re,
  exp,
  expm1,
  log,
  sqrt,
  tanh,
};
