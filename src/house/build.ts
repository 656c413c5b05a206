/**
 * Compiles what ships into `dist/`, with nothing left of an earlier build.
 *
 * tsc copies imported JSON beside its output. A `package.json` in there would redirect every `#` import
 * below `dist/` to these partial copies, so they go: the installed files read the package's own.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tree.ts';

const compiled = new Set(['src', 'properties']);

const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
});
const copies = existsSync(dist) ? readdirSync(dist).filter((name) => !compiled.has(name)) : [];
for (const name of copies) rmSync(join(dist, name), { recursive: true });
process.exitCode = status ?? 1;
