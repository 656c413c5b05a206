/** Folders to write into. */

import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/**
 * Makes a folder and those above it, as `mkdir -p` does, and throws what the system throws. One after the other: asked
 * for all at once, Node never ends where the system refuses to make one by saying that it is not there (`/proc/x`).
 */
export const makeFolder = (folder: string): void => {
  const path = resolve(folder);
  if (!isThere(path) && dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
};
