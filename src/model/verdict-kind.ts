/** What can become of a check. */

/** Verdicts in the order of precedence: the worst of several stands for all of them. */
export const verdictKinds = [
  'discrepant',
  'error',
  'timeout',
  'malformed',
  'conforms',
  'inconclusive',
  'unsupported',
  'not-run',
] as const;

/** What a verdict comes to. */
export type VerdictKind = (typeof verdictKinds)[number];
