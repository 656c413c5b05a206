import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BigNumber, bigNumberArithmetic } from './bignumber.ts';
import { finiteDouble, judgeOf, relativeError } from './test-operands.ts';

const digits = 64;
const arithmetic = await bigNumberArithmetic(digits);

/** Half a unit in the last of 64 digits, doubled for mathjs's promise of one unit. */
const lastDigit = '1e-63';

const agrees = (got: BigNumber, expected: BigNumber): boolean => {
  const error = relativeError(got, expected);
  return error.isFinite() && error.lessThanOrEqualTo(lastDigit);
};

describe('doubles in decimals', () => {
  it.each([
    [0.1, '0.1000000000000000055511151231257827021181583404541015625'],
    [2 ** -60, '8.67361737988403547205962240695953369140625e-19'],
    [-0.375, '-0.375'],
    [2 ** 70, '1.180591620717411303424e+21'],
  ])('%d is %s', (double, text) => {
    expect(arithmetic.of(double).toString()).toBe(text);
  });

  it('2^-1074 and the largest have all of their digits', () => {
    const smallest = arithmetic.of(2 ** -1074);
    expect(smallest.precision()).toBe(751);
    expect(smallest.toString()).toMatch(/^4\.940656458412465441765687928682213723650598.*e-324$/);
    expect(arithmetic.of(Number.MAX_VALUE).toFixed()).toBe(BigInt(Number.MAX_VALUE).toString());
  });

  it('come back', () => {
    fc.assert(
      fc.property(finiteDouble, (double) => Object.is(arithmetic.toNumber(arithmetic.of(double)), double)),
      { numRuns: 2000 },
    );
  });
});

describe('elementary functions at 64 digits', () => {
  // mpmath 1.3 at 120 digits, of the doubles.
  it.each([
    ['exp', 0.1, '1.10517091807564763094663882345877965774166341637421962084148346131070925705'],
    ['exp', -700.25, '7.67872381311087221164988744437894445969253446360107274025114643895818138776e-305'],
    ['expm1', 1e-300, '1.00000000000000002505909183520875968569614680770370524992534231990046604318e-300'],
    ['expm1', -1e-10, '-9.99999999950000036433863978521146847797934661222584841753427361396258205822e-11'],
    ['expm1', 0.3, '0.349858807576003088997301031688634032141752797513780197770300157852722446025'],
    ['expm1', -40, '-0.999999999999999995751645744708411004670765217141341982120434445833553711949'],
    ['tanh', 1e-200, '9.99999999999999982100262399082759596054411789289747099615053598246562490947e-201'],
    ['tanh', 0.2, '0.197375320224904011407877792245263340279730986861255793233927677321870518394'],
    ['tanh', -3, '-0.995054753686730451331880185255488475097813854700282491823878815130664702783'],
    ['tanh', 90, '1.0'],
    ['log', 0.1, '-2.30258509299404562850684022342653872716347359387638277683520000207135033398'],
    ['log', 1 + 2 ** -52, '2.22044604925031283432823045461548792598233180790111470255693426654403462711e-16'],
    [
      'log',
      1 - 2 ** -53,
      '-1.11022302462515660205338988848237217180973272006529009577798707340512938872e-16',
    ],
    ['log', 5e-324, '-744.440071921381262314107298446081634113087144302914142925610330195904749995'],
    ['sqrt', 2, '1.41421356237309504880168872420969807856967187537694807317667973799073247846'],
  ] as const)('%s(%d) is %s', (name, double, expected) => {
    const { read } = judgeOf(100);
    const got = arithmetic[name](arithmetic.of(double));
    expect(agrees(read(got.toString()), read(expected))).toBe(true);
  });

  it('expm1 and tanh are those of mathjs with digits to spare', () => {
    const { math, read } = judgeOf(200);
    fc.assert(
      fc.property(fc.double({ min: -60, max: 60, noNaN: true }), (double) => {
        const x = arithmetic.of(double);
        const wide = read(x.toString());
        fc.pre(!x.isZero() && x.e > -100);
        expect(agrees(read(arithmetic.expm1(x).toString()), math.expm1(wide))).toBe(true);
        expect(agrees(read(arithmetic.tanh(x).toString()), math.tanh(wide))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('have 64 digits at most', () => {
    const { of, exp, expm1, tanh, log, sqrt, div } = arithmetic;
    for (const f of [exp, expm1, tanh, log, sqrt]) expect(f(of(0.3)).precision()).toBeLessThanOrEqual(digits);
    expect(div(of(1), of(3)).toString()).toBe(`0.${'3'.repeat(digits)}`);
  });

  it('saturate and underflow, but do not overflow', () => {
    const { of, exp, tanh, expm1 } = arithmetic;
    expect(tanh(of(-1e300)).toString()).toBe('-1');
    expect(expm1(of(-1e300)).toString()).toBe('-1');
    expect(exp(of(-1e300)).toString()).toBe('0');
    expect(() => exp(of(1e300))).toThrow(new RangeError('result: expected a finite number, got Infinity'));
    expect(() => expm1(of(1e300))).toThrow(RangeError);
  });
});

describe('working precisions', () => {
  it('of two arithmetics are independent', async () => {
    const wider = await bigNumberArithmetic(90);
    expect(wider.div(wider.of(1), wider.of(3)).precision()).toBe(90);
    expect(arithmetic.div(arithmetic.of(1), arithmetic.of(3)).precision()).toBe(digits);
  });

  it.each([0, 2.5, Number.NaN])('of %d digits do not exist', async (wrong) => {
    await expect(bigNumberArithmetic(wrong)).rejects.toThrow(
      new RangeError(`digits: expected a positive integer, got ${wrong}`),
    );
  });
});
