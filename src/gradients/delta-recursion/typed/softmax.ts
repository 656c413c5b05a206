/** Softmax, its Jacobian product and log-sum-exp on a stretch of `n` numbers starting at `at`. */

/** The place of the largest of the stretch; the lowest of equals. */
export const largestAt = (v: Float64Array, at: number, n: number): number => {
  let best = at;
  for (let i = at + 1; i < at + n; i += 1) if (Number(v[i]) > Number(v[best])) best = i;
  return best;
};

/** a = softmax(z), shifted by the largest z. */
export const softmaxInto = (a: Float64Array, z: Float64Array, at: number, n: number): void => {
  const top = Number(z[largestAt(z, at, n)]);
  let total = 0;
  for (let i = at; i < at + n; i += 1) {
    const exponential = Math.exp(Number(z[i]) - top);
    a[i] = exponential;
    total += exponential;
  }
  for (let i = at; i < at + n; i += 1) a[i] = Number(a[i]) / total;
};

/** v_i becomes a_i (v_i - sum_j a_j v_j): the Jacobian of softmax applied in place. */
export const softmaxJacobianInPlace = (v: Float64Array, a: Float64Array, at: number, n: number): void => {
  let mean = 0;
  for (let i = at; i < at + n; i += 1) mean += Number(a[i]) * Number(v[i]);
  for (let i = at; i < at + n; i += 1) v[i] = Number(a[i]) * (Number(v[i]) - mean);
};

/**
 * Adds sum_k t_k (-ln softmax(z)_k) to `cost[0]`, each term from the distance to the largest z and the logarithm of the
 * other exponentials: neither is negative, so nothing cancels and no ln 0 arises.
 */
export const crossEntropyAt = (
  z: Float64Array,
  t: Float64Array,
  at: number,
  n: number,
  cost: Float64Array,
): void => {
  const best = largestAt(z, at, n);
  const top = Number(z[best]);
  let others = 0;
  for (let k = at; k < at + n; k += 1) if (k !== best) others += Math.exp(Number(z[k]) - top);
  const logTotal = Math.log1p(others);
  let value = 0;
  for (let k = at; k < at + n; k += 1) value += Number(t[k]) * (top - Number(z[k]) + logTotal);
  cost[0] = Number(cost[0]) + value;
};
