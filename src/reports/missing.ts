/** What a report says of parts of a run that it was not given. */

import type { Run } from './run.ts';

const named = 8;

const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, named);
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return [all.slice(0, -1).join(', '), ...all.slice(-1)].filter((text) => text !== '').join(' and ');
};

/** `INCOMPLETE: shards 2/3 and 3/3 are missing: ...`; nothing where the run is whole. */
export const missingLines = ({ missing }: Run): readonly string[] => {
  if (missing === undefined) return [];
  const names = missing.shards.map((index) => `${index}/${missing.of}`);
  const are = names.length === 1 ? 'shard' : 'shards';
  const is = names.length === 1 ? 'is' : 'are';
  return [
    `INCOMPLETE: ${are} ${listed(names)} ${is} missing: \`backproof report\` takes the logs of all parts.`,
  ];
};
