/** What a subject may say of the derivatives that it takes at kinks (protocol, section 3). */

export const conventionNames = [
  'relu-derivative-at-0',
  'leaky-relu-derivative-at-0',
  'elu-derivative-at-0',
  'max-tie',
  'hinge-at-0',
  'norm-at-0',
] as const;

export type ConventionName = (typeof conventionNames)[number];

/** Which of several tied pieces gets the delta: the lowest, the highest, or all of them a like share. */
export const tieRules = ['first', 'last', 'split'] as const;

export type TieRule = (typeof tieRules)[number];

/** Said of what a subject takes where it takes several values within one problem. */
export const notTheSame = 'not the same at every kink';

/** Conventions by name; what is left out is not claimed. */
export type Conventions = {
  readonly [Name in ConventionName]?: Name extends 'max-tie' ? TieRule : number;
};
