/** `npm run claims`: measures what the documents say of cost and writes reports/claims.md. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured } from '../child.ts';
import { machine } from '../machine.ts';
import { report } from './report.ts';

/** Each claim in a process of its own. */
const run = (name: string) => {
  console.log(name);
  const file = join(import.meta.dirname, `${name}.ts`);
  return JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8', ...measured() }));
};

const reports = join(import.meta.dirname, '..', '..', 'reports');
const claims = { edges: run('edges'), exponential: run('exponential'), passes: run('passes') };
mkdirSync(reports, { recursive: true });
writeFileSync(join(reports, 'claims.md'), report({ machine: machine(), ...claims }));
console.log('reports/claims.md');
