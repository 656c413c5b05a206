/** Where in the user's files an error was thrown. */

import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A line of a stack, or the first line of one that begins with the place of a syntax error. */
const frame =
  /^(?:[ \t]+at (?:async )?(?:.*? \()?)?((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()\n]*?)(:\d+(?::\d+)?)\)?$/gm;

/** A stack is as long as whoever threw it likes. */
const readCharacters = 10_000;

const pathOf = (place: string): string => {
  try {
    return place.startsWith('file:') ? fileURLToPath(place) : place;
  } catch {
    return place;
  }
};

/**
 * `net.mjs:12:9`, relative to the folder that the process runs in: the innermost line of the stack that is in no
 * file of `ownFolder`, and in no installed package where there is another. Undefined where there is none.
 */
export const placeOf = (error: unknown, ownFolder: string): string | undefined => {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return undefined;
  const frames = [...error.stack.slice(0, readCharacters).matchAll(frame)]
    .map(([, place = '', line = '']) => ({ path: pathOf(place), line }))
    .filter(({ path }) => dirname(path) !== ownFolder);
  const found = frames.find(({ path }) => !path.includes('node_modules')) ?? frames[0];
  return found && `${relative('.', found.path)}${found.line}`;
};
