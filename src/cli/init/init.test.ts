import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { languages, otherWords } from './languages.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'backproof-init-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As it is seen from the folder. */
const protocol = relative(folder, fileURLToPath(new URL('../../../spec/protocol.md', import.meta.url)));

const init = (...words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'init', ...words], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 280_000,
  });
  return { exit: status, stdout, stderr };
};

const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

it('writes a file of the usual name and prints what to type next', () => {
  const { exit, stdout } = init('c');
  expect(stdout).toBe(
    [
      'wrote net.c: it works as it is; replace its function gradient by your own',
      '  cc -O2 -o ./net net.c -lm',
      '  backproof doctor -- ./net',
      '  backproof verify -- ./net',
      '',
    ].join('\n'),
  );
  expect(textOf('net.c')).toContain('static void gradient(');
  expect(exit).toBe(0);
});

it('writes a file of the name given, which the file and the commands then use', () => {
  const { stdout } = init('PyTorch', 'my net.py');
  expect(stdout).toContain("  backproof doctor -- python3 'my net.py'\n");
  expect(textOf('my net.py')).toContain('`backproof doctor -- python3 my net.py`');
});

it('refuses to overwrite a file, unless told to', () => {
  writeFileSync(join(folder, 'net.mjs'), 'mine');
  const refused = init('javascript');
  expect(refused.stderr).toBe('backproof: net.mjs: expected no file yet, got one; --force overwrites it\n');
  expect(refused.exit).toBe(2);
  expect(textOf('net.mjs')).toBe('mine');
  const forced = init('javascript', '--force');
  expect(forced.stdout).toContain('  backproof doctor ./net.mjs\n');
  expect(textOf('net.mjs')).toContain('const gradient =');
});

it('names the nearest language for one that it does not know', () => {
  const { exit, stderr } = init('typscript');
  expect(stderr).toBe(
    `backproof: init: expected one of ${languages.mlp.map(({ name }) => name).join(', ')}, got "typscript"; did you mean typescript?\n`,
  );
  expect(exit).toBe(2);
});

it.each([...otherWords])('%s is another word for %s, and no language itself', (word, name) => {
  const names = languages.mlp.map((language) => language.name);
  expect(names).toContain(name);
  expect(names).not.toContain(word);
});

it('knows a language by the ending of its files', () => {
  expect(init('JS', 'by-ending.mjs').stdout).toContain('wrote by-ending.mjs: it works as it is');
});

it('says where the protocol is described, for a language without a template', () => {
  const { exit, stderr } = init('fortran');
  expect(stderr).toContain(`, got "fortran"; for any other language see ${protocol}\n`);
  expect(existsSync(join(folder, protocol))).toBe(true);
  expect(exit).toBe(2);
});

it('writes an adapter for graphs where it is asked for one', () => {
  const { exit, stdout } = init('python', '--kind', 'graph');
  expect(stdout).toBe(
    [
      'wrote graph.py: it works as it is; replace its table OPERATIONS by your own',
      '  backproof doctor -- python3 graph.py',
      '  backproof verify -- python3 graph.py',
      '',
    ].join('\n'),
  );
  expect(textOf('graph.py')).toContain('OPERATIONS = {');
  expect(exit).toBe(0);
});

it('writes one in every language that it writes networks in', () => {
  expect(languages.graph.map(({ name }) => name).toSorted()).toEqual(
    languages.mlp.map(({ name }) => name).toSorted(),
  );
  const { stdout } = init('c', '--kind', 'graph');
  expect(stdout).toContain('\n  cc -O2 -o ./graph graph.c -lm\n  backproof doctor -- ./graph\n');
});

it('says which languages have an adapter for graphs', () => {
  const { exit, stderr } = init('cobol', '--kind', 'graph');
  expect(stderr).toBe(
    'backproof: init: expected one of python, javascript, typescript, pytorch, c, rust, go, java, julia, r' +
      ` for --kind graph, got "cobol"; for any other language see ${protocol}\n`,
  );
  expect(exit).toBe(2);
});

it('says why a file cannot be written', () => {
  const { exit, stderr } = init('go', join('no-such-folder', 'net.go'));
  expect(stderr).toMatch(
    /^backproof: no-such-folder.net\.go: expected a place to write to, got a folder that is not there/,
  );
  expect(exit).toBe(2);
  expect(existsSync(join(folder, 'net.go'))).toBe(false);
});

it('a folder in the place of the file is no file to overwrite', () => {
  const { exit, stderr } = init('python', '.');
  expect(stderr).toBe('backproof: .: expected a place to write to, got a folder\n');
  expect(exit).toBe(2);
});
