/** Which part of the suite a user asks for, in the words of the command line and of the api. */

/** Fixed per suite version, so that a verdict does not change under its user. */
export const defaultSeed = 20261122;

/** Samples per property. */
export const defaultRuns = 100;

/** Clause ids with `*` for any characters; case does not matter. */
export const clauseGlob = (text: string): ((clause: string) => boolean) => {
  const pattern = text.split('*').map((part) => part.replace(/[^A-Za-z0-9-]/g, '\\$&'));
  const matcher = new RegExp(`^${pattern.join('.*')}$`, 'i');
  return (clause) => matcher.test(clause);
};

/** One sample: the property and fast-check's path in it, or `fixture:ID` and no path. */
export interface SamplePlace {
  readonly check: string;
  readonly path: string;
}

/** `PROPERTY:1:0:2` or `fixture:ID`, as a replay line prints it; undefined for anything else. */
export const samplePlace = (text: string): SamplePlace | undefined => {
  const [name = '', ...steps] = text.split(':');
  if (name === 'fixture' && steps.length === 1) return { check: text, path: '' };
  return steps.length > 0 && steps.every((step) => /^\d+$/.test(step))
    ? { check: name, path: steps.join(':') }
    : undefined;
};
