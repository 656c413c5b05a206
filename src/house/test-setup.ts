/** Runs once before all tests. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaintAbout } from './pinned-node.ts';
import { root } from './tree.ts';

/** Refuses to test on a Node older than the pinned one. Throws one sentence. */
export const setup = (): void => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const complaint = complaintAbout(process.versions.node, devDependencies.node);
  // Without a stack, the sentence stands alone on the screen.
  if (complaint !== undefined) throw Object.assign(new Error(complaint), { stack: '' });
};
