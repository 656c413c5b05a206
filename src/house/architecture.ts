/** The table of rooms in ARCHITECTURE.md, held against the one the import rule uses. */

/**
 * The places named in the first column of every table row, `src/model/` as `src/model`.
 *
 * A first cell may name several places, each in backticks.
 */
export const roomsListedIn = (markdown: string): readonly string[] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)])
    .map(([, place = '']) => place.replace(/\/$/, ''));
