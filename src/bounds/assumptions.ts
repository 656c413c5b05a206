/** What a subject must do for the bounds to hold: printed with every verdict that rests on them. */

/** K: exp, expm1, tanh, ln, log1p and sqrt are within K u of the exact function of their argument. */
export const elementaryUlps = 8;

/** One sentence each, in the order of spec/bounds.md, section 1. */
export const assumptions: readonly string[] = [
  'Every operation rounds to nearest in the declared precision; fused multiply-add is allowed.',
  'Where sums are declared to be kept in a wider format, the products they add are too.',
  'Sums may be taken in any order and along any tree, but products of matrices are sums of products: not Strassen or Winograd.',
  'Numbers of the problem are rounded once to the declared precision.',
  'exp, expm1, ln, log1p and sqrt are within 8 u of the exact value, relative to it.',
  'tanh is within 21 u and sigmoid within 11 u, absolutely: composing them from exponentials is allowed.',
  'A sigmoid that errs by more than 11 u of its own value is a multiple of u / 2.',
  "g'(z) comes from z, from the activation, or from the derivatives of the operations that g is composed of; leaky-relu multiplies what is negative by alpha, rather than |z| and z by halves of 1 - alpha and 1 + alpha.",
  'The gradient runs from the cost back: each delta is formed once from the deltas of the next layer, or as a sum over paths that is nested in the same way.',
  'The scale multiplies anywhere between the loss and the finished gradient, as one factor or as a division by its reciprocal; the penalty is added to the finished gradient or to the sum over examples.',
  'A cross-entropy that is not fused with its softmax divides by normal numbers.',
  'A result below the smallest normal number may be flushed to zero, or be subnormal.',
  'Exponentials are shifted by the largest argument, or they and their squares stay within the range of the precision.',
  'No running sum of magnitudes passes the largest number of the precision.',
];
