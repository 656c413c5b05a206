/**
 * Power series in fixed point: a number x stands as the integer x * 2^q, "x in units of 2^-q".
 *
 * Every shift and every division below loses less than one unit, and the bounds count those losses.
 */

/**
 * e^x - 1 for |x| <= 1/2, x and the result in units of 2^-q.
 *
 * The series runs at r = x / 2^h, then e^2r - 1 = E (E + 2) doubles h times. In units of 2^-(q+h), which
 * the whole computation uses, r is the integer x: no loss. A term loses at most 2 units with what it
 * inherits, so that N terms and the tail lose 2 N + 1. A doubling multiplies the loss by 2 (1 + |E|) and
 * adds one; the product of the 1 + |E| is at most e^(1/2), so the end is off by less than
 * 2^h (2 N + 2) e^(1/2) units of 2^-(q+h): below 4 N + 5 units of 2^-q with the last shift.
 */
export const expm1Series = (x: bigint, q: number, h: number): bigint => {
  const unit = BigInt(q + h);
  let total = x;
  let term = x;
  for (let n = 2n; term; n += 1n) {
    term = ((term * x) >> unit) / n;
    total += term;
  }
  for (let doubling = 0; doubling < h; doubling += 1) total = (total << 1n) + ((total * total) >> unit);
  return total >> BigInt(h);
};

/**
 * artanh y = y + y^3/3 + y^5/5 + ... for 0 <= y <= 1/3, y and the result in units of 2^-q.
 *
 * A power loses at most 1 + 1/8 + 1/4 units with what it inherits from the last one and from y^2, and
 * its division one more, so that N terms and the tail lose less than 3 N units.
 */
export const artanhSeries = (y: bigint, q: number): bigint => {
  const unit = BigInt(q);
  const square = (y * y) >> unit;
  let total = y;
  let power = y;
  for (let n = 3n; power; n += 2n) {
    power = (power * square) >> unit;
    total += power / n;
  }
  return total;
};

/** ln 2 = 2 artanh(1/3) in units of 2^-q, off by less than two units. */
export const ln2 = (q: number): bigint => {
  // 16 bits hold the loss of 10,000 terms; each adds three bits, so that is enough for q of 30,000.
  const guarded = q + 16;
  return (2n * artanhSeries((1n << BigInt(guarded)) / 3n, guarded)) >> 16n;
};
