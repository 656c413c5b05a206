/**
 * One number of a graph as the bounds know it: section 2 of spec/graph-bounds.md.
 *
 * Three numbers are told apart: the exact one, the one of a subject, and the centre that float64 computes
 * here. Every supremum is taken over an interval around the centre that holds the two others.
 */

export interface Known {
  /** The centre. */
  readonly value: number;
  /** Bound of |centre - exact|. */
  readonly own: number;
  /** Bound of |subject - exact|. */
  readonly error: number;
}

/** A centre with the error of whoever rounds as is asked: a subject, or float64 here. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

// A radius may round down: by less than this.
const upwards = 1 + 2 ** -50;

const radius = ({ own, error }: Known): number => (own + error) * upwards;

/** |exact| is at most this. */
export const top = ({ value, own }: Known): number => Math.abs(value) + own;

/** |subject| and |exact| are at most this. */
export const reach = (x: Known): number => Math.abs(x.value) + radius(x);

/** |subject| and |exact| are at least this. */
export const least = (x: Known): number => Math.max(0, Math.abs(x.value) - radius(x));

/** |exact| is at least this. */
export const nearest = ({ value, own }: Known): number => Math.max(0, Math.abs(value) - own * upwards);

/** Subject and exact number are at least this. */
export const low = (x: Known): number => x.value - radius(x);

/** Subject and exact number are at most this. */
export const high = (x: Known): number => x.value + radius(x);

/** True where centre, subject and exact number are one. */
export const isExact = ({ own, error }: Known): boolean => own === 0 && error === 0;

/**
 * An intermediate number whose own error was not computed: every rule is monotone in the errors and in the
 * roundings, and those of float64 are the smallest, so the subject's bound holds for the centre too.
 */
export const knownAs = ({ value, error }: Estimate): Known => ({ value, own: error, error });

/** Error of x y, nothing rounded: |x'y' - xy| <= |x| ey + |y'| ex. */
export const carriedBy = (x: Known, y: Known): number => top(x) * y.error + reach(y) * x.error;

/** The sum, nothing rounded. */
export const totalOf = (numbers: readonly Known[]): Known => ({
  value: numbers.reduce((sum, { value }) => sum + value, 0),
  own: numbers.reduce((sum, { own }) => sum + own, 0),
  error: numbers.reduce((sum, { error }) => sum + error, 0),
});
