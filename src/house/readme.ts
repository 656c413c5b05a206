/** The README's commands, files and outputs: read from it, run, and written back with `--write`. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './tree.ts';

/** A fenced block with the comment that says what it is: `file: NAME` or `output: COMMAND`. */
export interface Block {
  readonly label: 'file' | 'output';
  readonly name: string;
  readonly text: string;
}

const labelled = /<!-- (file|output): (.+?) -->\n```\w+\n([\s\S]*?)```\n/g;

/** Every labelled block, in order. */
export const blocksOf = (markdown: string): readonly Block[] =>
  [...markdown.matchAll(labelled)].map(([, label, name = '', text = '']) => ({
    label: label === 'file' ? 'file' : 'output',
    name,
    text,
  }));

/** The lines of every block of shell commands. */
export const commandsOf = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/```sh[^\n]*\n([\s\S]*?)```/g)].flatMap(([, text = '']) =>
    text.split('\n').filter((line) => line !== ''),
  );

/** A folder with the README's files, and the fixtures its commands name. */
export const folderOf = (markdown: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-readme-'));
  symlinkSync(join(root, 'fixtures'), join(folder, 'fixtures'));
  for (const { name, text } of blocksOf(markdown).filter(({ label }) => label === 'file')) {
    writeFileSync(join(folder, name), text);
  }
  return folder;
};

/** What a `backproof` command prints there, and its exit status. */
export const runBackproof = (command: string, folder: string) => {
  const words = command
    .replace(/^npx /, '')
    .split(' ')
    .slice(1)
    .map((word) => word.replaceAll("'", ''));
  const { stdout, status } = spawnSync(process.execPath, [join(root, 'src/cli/main.ts'), ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { stdout, status };
};

/** The README with every output block replaced by what its command prints now. */
export const withOutputs = (markdown: string): string => {
  const folder = folderOf(markdown);
  return markdown.replace(labelled, (block, label: string, name: string) =>
    label === 'output'
      ? `<!-- output: ${name} -->\n\`\`\`text\n${runBackproof(name, folder).stdout}\`\`\`\n`
      : block,
  );
};

/** README.md as it stands. */
export const readReadme = (): string => readFileSync(join(root, 'README.md'), 'utf8');

if (process.argv.includes('--write')) writeFileSync(join(root, 'README.md'), withOutputs(readReadme()));
