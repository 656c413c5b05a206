/** Which peers this machine has: npm packages installed beside the bench, Python modules as found. */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured } from './child.ts';
import type { Entrant } from './entrants.ts';

const folder = import.meta.dirname;

/** How to start an entrant, with its version, or why it is absent. */
export type Presence =
  | { readonly program: string; readonly worker: string; readonly version: string }
  | { readonly absent: string };

/** Runs npm ci once; where npm fails, its packages are absent. */
export const installPeers = (): void => {
  // npm writes this file last, so it is missing after an installation that was cut short.
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return;
  console.log('Installing the peers into bench/node_modules: once, about 300 MB.');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) console.log('npm could not install them: whoever is missing is absent.');
};

const versionOf = (name: string): string | undefined => {
  const file = join(folder, 'node_modules', name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
};

const throughNode = (version: string): Presence => ({
  program: process.execPath,
  worker: join(folder, 'worker.ts'),
  version,
});

/** A system's own Python may have packages that the first one on the path has not. */
const pythons = ['python3', '/usr/bin/python3'];

const advice = "on Debian 'apt-get install python3-numpy python3-torch libopenblas0-pthread' brings it";

/** The first Python that can import a module, with the module's version; or why there is none. */
export const pythonWith = (
  module: string,
): { readonly program: string; readonly version: string } | { readonly absent: string } => {
  for (const program of pythons) {
    const { status, stdout } = spawnSync(program, [join(folder, 'about.py'), module], {
      encoding: 'utf8',
      ...measured(),
    });
    if (status !== 0) continue;
    const { version, blas } = JSON.parse(stdout);
    if (blas === 'reference')
      return { absent: `it computes with the reference BLAS, and beating that says nothing; ${advice}` };
    return { program, version: `${version}, BLAS: ${blas}` };
  }
  return { absent: `no ${pythons.join(' or ')} that can import ${module}; ${advice}` };
};

const inPython = (module: string): Presence => {
  const python = pythonWith(module);
  return 'absent' in python ? python : { ...python, worker: join(folder, 'worker.py') };
};

export const presenceOf = ({ needs }: Entrant): Presence => {
  if (needs === null) return throughNode('this checkout');
  if ('python' in needs) return inPython(needs.python);
  const version = versionOf(needs.npm);
  return version === undefined ? { absent: `${needs.npm} is not installed` } : throughNode(version);
};
