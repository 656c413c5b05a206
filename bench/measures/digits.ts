/** The delta recursion at 64 digits: in the project's own arithmetic, and in decimal.js through mathjs. */

import { bigFloat } from '../../src/arithmetic/big-float.ts';
import { bigNumberArithmetic } from '../../src/arithmetic/bignumber.ts';
import { float64 } from '../../src/arithmetic/float64.ts';
import { gradient } from '../../src/gradients/delta-recursion/gradient.ts';
import { jobOf, problemOf, sizes } from '../job.ts';
import { ratios } from '../statistics.ts';
import { secondsEach } from './rounds.ts';

const digits = 64;
const own = bigFloat(Math.ceil(digits * Math.log2(10)));
const decimal = await bigNumberArithmetic(digits);

const measure = (name: string) => {
  const size = sizes.find((each) => each.name === name);
  if (size === undefined) throw new RangeError(`size: expected a known one, got ${name}`);
  const problem = problemOf(jobOf(size));
  const [inOwn = [], inDecimal = [], inDoubles = []] = secondsEach(
    [() => gradient(problem, own), () => gradient(problem, decimal), () => gradient(problem, float64)],
    5,
    0.15,
  );
  return { size: name, faster: ratios(inDecimal, inOwn), ofFloat64: ratios(inOwn, inDoubles) };
};

/** Single operations, to say where the ratio comes from. */
const operations = () => {
  const x = [own.of(0.37), own.of(1.7)] as const;
  const y = [decimal.of(0.37), decimal.of(1.7)] as const;
  const third = own.div(own.of(1), own.of(3));
  const other = decimal.div(decimal.of(1), decimal.of(3));
  const pairs: readonly (readonly [string, () => void, () => void])[] = [
    ['add', () => own.add(third, x[0]), () => decimal.add(other, y[0])],
    ['mul', () => own.mul(third, third), () => decimal.mul(other, other)],
    ['div', () => own.div(third, x[1]), () => decimal.div(other, y[1])],
    ['exp', () => own.exp(third), () => decimal.exp(other)],
  ];
  return pairs.map(([name, ours, theirs]) => {
    const [a = [], b = []] = secondsEach([ours, theirs], 3, 0.05);
    return { name, faster: ratios(b, a) };
  });
};

console.log(
  JSON.stringify({ digits, sizes: ['2-2-2', '3-4-1', '16-16-4'].map(measure), operations: operations() }),
);
