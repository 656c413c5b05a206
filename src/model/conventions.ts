/** What a subject may say of the derivatives that it takes at kinks (protocol, section 3). */

export const conventionNames = [
  'relu-derivative-at-0',
  'leaky-relu-derivative-at-0',
  'elu-derivative-at-0',
  'max-tie',
  'min-tie',
  'maximum-tie',
  'minimum-tie',
  'hinge-at-0',
  'norm-at-0',
] as const;

/** A kink of an operation or an activation, as a subject announces it. */
export type ConventionName = (typeof conventionNames)[number];

/** Conventions of ties: of graphs one per operation, and `max-tie` of maxout too. */
export type TieName = Extract<ConventionName, `${string}-tie`>;

/** True of the conventions that are rules of ties, false of those that are numbers. */
export const isTieName = (name: ConventionName): name is TieName => name.endsWith('-tie');

/** Which of several tied pieces gets the delta: the lowest, the highest, or all of them a like share. */
export const tieRules = ['first', 'last', 'split'] as const;

/** Which of several equal entries gets the derivative. */
export type TieRule = (typeof tieRules)[number];

/** Said of what a subject takes where it takes several values within one problem. */
export const notTheSame = 'not the same at every kink';

/** Conventions by name; what is left out is not claimed. */
export type Conventions = {
  readonly [Name in ConventionName]?: Name extends TieName ? TieRule : number;
};
