/** Runs blocks of code from the root of the repository. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeBlock } from './blocks.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What came of a block. */
export type BlockRun =
  | { readonly kind: 'printed'; readonly text: string }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'absent'; readonly program: string };

/** Imports every block in turn and says what each printed; what is loaded once is loaded for all. */
const driver = (count: number): string => `
import { format } from 'node:util';
const runs = [];
for (let index = 0; index < ${count}; index += 1) {
  const lines = [];
  console.log = (...values) => void lines.push(format(...values) + '\\n');
  try {
    await import('./' + index + '.ts');
    runs.push({ kind: 'printed', text: lines.join('') });
  } catch (error) {
    runs.push({ kind: 'failed', text: String(error) });
  }
}
process.stdout.write(JSON.stringify(runs));
`;

/** Runs blocks of TypeScript in one process, each as a module of its own; imports begin with `./src/`. */
export const runTypeScript = (codes: readonly string[]): readonly BlockRun[] => {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-blocks-'));
  try {
    symlinkSync(join(root, 'src'), join(folder, 'src'), 'junction');
    for (const [index, code] of codes.entries()) writeFileSync(join(folder, `${index}.ts`), code);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'driver.mjs'), driver(codes.length));
    const { stdout, stderr, status } = spawnSync(process.execPath, ['driver.mjs'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
    });
    if (status !== 0) return codes.map(() => ({ kind: 'failed', text: stderr }));
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const runPython = (code: string): BlockRun => {
  const { stdout, stderr, status, error } = spawnSync('python3', ['-c', code], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT')
    return { kind: 'absent', program: 'python3' };
  return status === 0 ? { kind: 'printed', text: stdout } : { kind: 'failed', text: stderr };
};

/** Runs each block; `absent` where the program of its language is not there. */
export const runBlocks = (blocks: readonly CodeBlock[]): readonly BlockRun[] => {
  const inTypeScript = blocks.filter(({ language }) => language === 'ts');
  const runs = runTypeScript(inTypeScript.map(({ code }) => code));
  return blocks.map((block) => {
    if (block.language === 'python') return runPython(block.code);
    const run = runs[inTypeScript.indexOf(block)];
    return run ?? { kind: 'failed', text: `expected ts or python, got ${block.language}` };
  });
};
