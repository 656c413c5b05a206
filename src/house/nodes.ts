/** The Node programs on this machine: the pinned one, and the system's own. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './tree.ts';

/** A Node and the version it reports, `20.20.2`. */
export interface NodeProgram {
  readonly folder: string;
  readonly path: string;
  readonly version: string;
}

const nodeIn = (folder: string): NodeProgram | undefined => {
  const path = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(path)) return undefined;
  const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().replace(/^v/, '');
  return { folder, path, version };
};

/** The Node that package.json pins, as installed. Throws when it is not. */
export const pinnedNode = (): NodeProgram => {
  const node = nodeIn(join(root, 'node_modules/node/bin'));
  if (node === undefined) throw new Error('node_modules/node/bin: expected the pinned Node, got none');
  return node;
};

/** The first Node on PATH that no package brought; undefined when there is none. */
export const systemNode = (): NodeProgram | undefined => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const folder of folders) {
    const node = /[\\/]node_modules[\\/]/.test(`${folder}/`) ? undefined : nodeIn(folder);
    if (node !== undefined) return node;
  }
  return undefined;
};

/** True when the launcher accepts this version: 20.19 or newer. */
export const isSupported = (version: string): boolean => {
  const [major = Number.NaN, minor = Number.NaN] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
};
