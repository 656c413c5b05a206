/** Which part of the suite a user asks for, in the words of the command line and of the api. */

/** Fixed per suite version, so that a verdict does not change under its user. */
export const defaultSeed = 20261122;

/** Samples per property. */
export const defaultRuns = 100;

/** Where the text ends that the parts stand in one after the other from `start` on; -1 where they do not. */
const endOfParts = (text: string, parts: readonly string[], start: number): number => {
  let end = start;
  for (const part of parts) {
    const found = text.indexOf(part, end);
    if (found === -1) return -1;
    end = found + part.length;
  }
  return end;
};

/** Clause ids with `*` for any characters; case does not matter. Takes no longer for many of them. */
export const clauseGlob = (text: string): ((clause: string) => boolean) => {
  const [first = '', ...rest] = text.toUpperCase().split('*');
  const last = rest.pop();
  return (clause) => {
    const id = clause.toUpperCase();
    if (last === undefined) return id === first;
    if (!id.startsWith(first) || !id.endsWith(last)) return false;
    const end = endOfParts(id, rest, first.length);
    return end !== -1 && end <= id.length - last.length;
  };
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
  // A run has at most a million samples; counting to a larger index would not end.
  return steps.length > 0 && steps.every((step) => /^\d{1,6}$/.test(step))
    ? { check: name, path: steps.join(':') }
    : undefined;
};
