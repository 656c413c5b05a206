/** The files of the repository as they lie on disk. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a trailing separator. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Installed, built or written by a run: what .gitignore names. */
const notOurs = new Set(['dist', 'coverage', '.git', 'reports/runs']);

/** The same, in whichever folder they lie. */
const notOursAnywhere = new Set(['node_modules', '.venv', '__pycache__']);

/** Every file below `folder`, as sorted paths from `base` with forward slashes. */
export const listFiles = (base: string, folder = ''): readonly string[] =>
  readdirSync(join(base, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (notOurs.has(path) || notOursAnywhere.has(entry.name)) return [];
      return entry.isDirectory() ? listFiles(base, path) : [path];
    })
    .toSorted();

/** True for a file that can import: TypeScript or JavaScript in any spelling. */
export const isSource = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path);

/** True for a test; nothing may import one. */
export const isTest = (path: string): boolean => /\.test\.[cm]?[jt]s$/.test(path);

/** True for what tests share: `test-*.ts` beside them. Only they, and one another, may import it. */
export const isSharedByTests = (path: string): boolean => /(^|\/)test-[^/.]+\.ts$/.test(path);
