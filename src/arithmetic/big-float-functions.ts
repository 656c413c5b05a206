/**
 * exp, expm1, log, sqrt and tanh of numbers m * 2^e.
 *
 * Each works in fixed point, P = bits + 20, in units of which its result has at least 2^(P-2): the
 * counted losses, less than 2^14 units for any length up to 10,000 bits, stay below 2^-(bits+4) of it.
 * Rounding adds 2^-(bits+3), so that the relative error of every function is below 2^-bits.
 */

import { type Binary, bitLength, difference, magnitudeOf, negated, one, topOf, zero } from './binary.ts';
import { logarithmOf, outsideDomain, squareRootOf } from './domain.ts';
import { nearestDouble } from './doubles.ts';
import { floorSqrt } from './floor-sqrt.ts';
import type { Round } from './rounding.ts';
import { artanhSeries, expm1Series, ln2 } from './series.ts';

/** How precisely to work, and what was computed once for it. */
interface Working {
  /** P. */
  readonly bits: number;
  /** How often expm1Series halves: about as many doublings as there are terms. */
  readonly halvings: number;
  /** In units of 2^-(P + 44): k ln 2 is off by less than two units of 2^-P for |k| < 2^43. */
  readonly ln2: bigint;
}

const ln2Guard = 44;

const workingFor = (bits: number): Working => {
  const working = bits + 20;
  return { bits: working, halvings: Math.round(0.7 * Math.sqrt(working)), ln2: ln2(working + ln2Guard) };
};

/** The largest integer at most value * 2^q. */
const inUnits = ({ mantissa, exponent }: Binary, q: number): bigint => {
  const shift = exponent + q;
  return shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
};

/** k ln 2 in units of 2^-P. */
const timesLn2 = (k: number, working: Working): bigint => (BigInt(k) * working.ln2) >> BigInt(ln2Guard);

const doubled = ({ mantissa, exponent }: Binary): Binary => ({ mantissa, exponent: exponent + 1 });

/** e^x with x = k ln 2 + r and |r| < 0.35: 2^k (1 + expm1 r). Needs |x| < 2^39. */
const power = (x: Binary, working: Working): Binary => {
  const { bits: q, halvings } = working;
  const k = Math.round(nearestDouble(x) * Math.LOG2E);
  const r = inUnits(x, q) - timesLn2(k, working);
  return { mantissa: (1n << BigInt(q)) + expm1Series(r, q, halvings), exponent: k - q };
};

/** From here on e^x leaves the range of exponents, or sinks below it. */
const isHuge = (x: Binary): boolean => topOf(x) > 39;

const exp = (x: Binary, working: Working): Binary => {
  if (!x.mantissa) return one;
  if (!isHuge(x)) return power(x, working);
  if (x.mantissa < 0n) return zero;
  throw outsideDomain('exp', 'an argument below 2^39', nearestDouble(x));
};

/** x below this is e^x - 1 and tanh x to the last bit: they differ from it by less than x^2. */
const isTiny = (x: Binary, { bits }: Working): boolean => !x.mantissa || topOf(x) < -bits;

/** e^x - 1 for |x| < 1/2, in units that shrink with x: nothing is subtracted, so nothing cancels. */
const nearZero = (x: Binary, { bits, halvings }: Working): Binary => {
  const top = topOf(x);
  const q = bits - top;
  return { mantissa: expm1Series(inUnits(x, q), q, Math.max(0, halvings + top)), exponent: -q };
};

const expm1 = (x: Binary, working: Working): Binary => {
  if (isTiny(x, working)) return x;
  const top = topOf(x);
  if (top < 0) return nearZero(x, working);
  // Where e^x is this small or this large the other of the two terms is below the last bit.
  const far = top > 39 || Math.abs(nearestDouble(x)) > working.bits;
  if (far) return x.mantissa < 0n ? negated(one) : exp(x, working);
  // e^x is at least 1.6 or at most 0.61: the difference loses less than two bits.
  return difference(power(x, working), one);
};

/**
 * -E / (E + 2) with E = e^-2|x| - 1, and the sign of x. E + 2 is at least 1: nothing cancels, and the
 * relative error of E at most doubles.
 */
const tanh = (x: Binary, working: Working): Binary => {
  if (isTiny(x, working)) return x;
  const { mantissa, exponent } = expm1(doubled(x.mantissa > 0n ? negated(x) : x), working);
  // The exponent of what expm1 returns for an argument below 0 is at most 0.
  const unit = BigInt(-exponent);
  const ratio = (-mantissa << unit) / (mantissa + (2n << unit));
  return { mantissa: x.mantissa < 0n ? -ratio : ratio, exponent };
};

/**
 * ln f 2^k = k ln 2 + 2 artanh((f - 1) / (f + 1)), f between sqrt(1/2) and sqrt 2.
 *
 * With k = 0 the units shrink with f - 1, which is known exactly; with any other k the sum is at least
 * half of ln 2 in size, and nothing cancels beyond that.
 */
const log = ({ mantissa, exponent }: Binary, working: Working): Binary => {
  if (mantissa <= 0n) throw logarithmOf(nearestDouble({ mantissa, exponent }));
  const length = bitLength(mantissa);
  const isBelow = (2n * mantissa * mantissa) >> BigInt(2 * length) === 0n;
  const places = isBelow ? length - 1 : length;
  const k = exponent + places;
  const above = mantissa - (1n << BigInt(places));
  const total = mantissa + (1n << BigInt(places));
  const top = k === 0 ? bitLength(above) - bitLength(total) + 1 : 0;
  const q = working.bits - top;
  const half = artanhSeries((magnitudeOf(above) << BigInt(q)) / total, q);
  const ofF = 2n * (above < 0n ? -half : half);
  return { mantissa: k === 0 ? ofF : ofF + timesLn2(k, working), exponent: -q };
};

/** The integer square root of a mantissa lengthened to 2 P bits, so that the root has P. */
const sqrt = (x: Binary, { bits }: Working): Binary => {
  if (x.mantissa < 0n) throw squareRootOf(nearestDouble(x));
  const needed = Math.max(0, 2 * bits - bitLength(x.mantissa));
  const shift = (x.exponent - needed) % 2 === 0 ? needed : needed + 1;
  return { mantissa: floorSqrt(x.mantissa << BigInt(shift)), exponent: (x.exponent - shift) / 2 };
};

type Elementary = 'exp' | 'expm1' | 'log' | 'sqrt' | 'tanh';

/** The elementary functions with relative error below 2^-bits; RangeError outside of their domains. */
export const elementary = (bits: number, round: Round): Record<Elementary, (x: Binary) => Binary> => {
  const working = workingFor(bits);
  const rounded = (f: (x: Binary, working: Working) => Binary) => (x: Binary) => {
    const { mantissa, exponent } = f(x, working);
    return round(mantissa, exponent);
  };
  return {
    exp: rounded(exp),
    expm1: rounded(expm1),
    log: rounded(log),
    sqrt: rounded(sqrt),
    tanh: rounded(tanh),
  };
};
