/** Line numbers as the spec writes them: `66-70,78`. Lines count from 1. */

/** The numbers of `66-70,78`; undefined for a text of another form, or one that does not rise. */
export const linesOf = (ranges: string): readonly number[] | undefined => {
  const lines: number[] = [];
  for (const range of ranges.split(',')) {
    const [, first, last = first] = /^([1-9]\d*)(?:-([1-9]\d*))?$/.exec(range) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!(from > (lines.at(-1) ?? 0) && to >= from)) return undefined;
    for (let line = from; line <= to; line += 1) lines.push(line);
  }
  return lines;
};

/** Numbers in any order to `66-70,78`; empty for none. */
export const rangesOf = (lines: Iterable<number>): string => {
  const runs: { first: number; last: number }[] = [];
  for (const line of [...new Set(lines)].toSorted((left, right) => left - right)) {
    const run = runs.at(-1);
    if (run !== undefined && line === run.last + 1) run.last = line;
    else runs.push({ first: line, last: line });
  }
  return runs.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
};
