/** How a number is accepted: by the derived bound, and by three rules in wide use. */

/** What a rule is given of one entry. */
export interface Judged {
  readonly got: number;
  readonly truth: number;
  /** What backproof itself compares with: an answer in float64, and the sum of both bounds. */
  readonly reference: number;
  readonly tolerance: number;
}

interface Rule {
  readonly says: string;
  readonly accepts: (entry: Judged) => boolean;
}

const within = (error: number, tolerance: number): boolean => Number.isFinite(error) && error <= tolerance;

const isClose =
  (absolute: number, relative: number) =>
  ({ got, truth }: Judged): boolean =>
    within(Math.abs(got - truth), absolute + relative * Math.abs(truth));

/** In the order of the report. */
export const rules = {
  bound: {
    says: 'derived bound (backproof)',
    accepts: ({ got, reference, tolerance }) =>
      tolerance === Number.POSITIVE_INFINITY || within(Math.abs(got - reference), tolerance),
  },
  gradcheck: { says: 'torch gradcheck: atol 1e-5, rtol 1e-3', accepts: isClose(1e-5, 1e-3) },
  allclose: { says: 'np.allclose: rtol 1e-5, atol 1e-8', accepts: isClose(1e-8, 1e-5) },
  cs231n: {
    says: 'CS231n: relative error at most 1e-7',
    accepts: ({ got, truth }) =>
      within(Math.abs(got - truth), 1e-7 * Math.max(Math.abs(got), Math.abs(truth))),
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** A rule in wide use. */
export type RuleName = keyof typeof rules;

/** In the order of the tables. */
export const ruleNames = Object.keys(rules) as readonly RuleName[];

/** Relative errors that are planted, one entry at a time. */
export const plantedErrors = [1e-2, 1e-4, 1e-6] as const;
