import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinnedNode } from './nodes.ts';
import { root } from './tree.ts';

const scratch = mkdtempSync(join(tmpdir(), 'backproof-launcher-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A main that needs its types stripped and says under what it ran. */
const sources = `
const [first = '']: readonly string[] = process.argv.slice(2);
console.log(JSON.stringify({ ran: 'sources', args: process.argv.slice(2), flags: process.execArgv }));
if (first === 'fail') process.exitCode = 3;
if (first === 'read') for await (const chunk of process.stdin) console.log(String(chunk));
if (first === 'wait') {
  process.on('SIGTERM', () => { console.log('asked to end'); process.exit(130); });
  setInterval(() => {}, 1000);
  console.log('ready');
}
if (first === 'die') process.kill(process.pid, 'SIGKILL');
`;
const built = `console.log(JSON.stringify({ ran: 'built', args: process.argv.slice(2) }));\n`;

const write = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

const place = (name: string, files: Readonly<Record<string, string>>): string => {
  const folder = join(scratch, name);
  write(folder, { 'package.json': '{ "type": "module", "version": "7.8.9" }', ...files });
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  return folder;
};

const checkout = (name: string): string => {
  const folder = place(name, { 'src/cli/main.ts': sources, 'dist/src/cli/main.js': built });
  mkdirSync(join(folder, 'node_modules'));
  return folder;
};

const withPinnedNode = (folder: string): string => {
  symlinkSync(join(root, 'node_modules/node'), join(folder, 'node_modules/node'));
  return folder;
};

/** `as20` makes the starting Node one that cannot strip types, `as18` one that calls itself 18. */
const as20 = ['--no-experimental-strip-types'];
const as18 = ['--import', `data:text/javascript,Object.defineProperty(process,'version',{value:'v18.19.0'})`];

const argv = (folder: string, flags: readonly string[], args: readonly string[]): string[] => [
  ...flags,
  join(folder, 'bin/backproof.js'),
  ...args,
];

const run = (
  folder: string,
  flags: readonly string[],
  args: readonly string[],
  input = '',
): SpawnSyncReturns<string> =>
  spawnSync(pinnedNode().path, argv(folder, flags, args), { encoding: 'utf8', cwd: tmpdir(), input });

describe('in a checkout the launcher', () => {
  let folder = '';
  beforeAll(() => {
    folder = withPinnedNode(checkout('checkout'));
  });

  it('runs the sources, though a build lies beside them', () => {
    const { stdout, status } = run(folder, [], ['a', '--b']);
    expect(JSON.parse(stdout)).toMatchObject({ ran: 'sources', args: ['a', '--b'] });
    expect(status).toBe(0);
  });

  it('keeps compiled code beside the packages, and runs without where that is no folder', () => {
    run(folder, [], []);
    expect(existsSync(join(folder, 'node_modules/.cache/backproof'))).toBe(true);
    const without = checkout('no-cache');
    writeFileSync(join(without, 'node_modules/.cache'), '');
    expect(run(without, [], ['a']).stdout).toContain('"ran":"sources"');
  });

  it('hands over to the pinned Node where the running one cannot strip types', () => {
    const { stdout, status } = run(folder, as20, ['a', '--b']);
    expect(JSON.parse(stdout)).toEqual({ ran: 'sources', args: ['a', '--b'], flags: [] });
    expect(status).toBe(0);
  });

  it('passes on the exit code and stdin', () => {
    expect(run(folder, as20, ['fail']).status).toBe(3);
    expect(run(folder, as20, ['read'], 'from stdin').stdout).toContain('from stdin');
  });

  it('ends by the signal that ended the pinned Node', () => {
    expect(run(folder, as20, ['die']).signal).toBe('SIGKILL');
  });

  it('passes a signal on and takes the exit code that follows', async () => {
    const launcher = spawn(pinnedNode().path, argv(folder, as20, ['wait']), {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    launcher.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (text.includes('ready')) launcher.kill('SIGTERM');
    });
    expect(await once(launcher, 'close')).toEqual([130, null]);
    expect(output).toContain('asked to end');
  });

  it('asks for `npm ci` in one sentence when no Node here strips types', () => {
    const { stderr, stdout, status } = run(checkout('without-pinned'), as20, []);
    expect(stderr).toMatch(/^backproof: run `npm ci` first: .*, and v[\d.]+ cannot\n$/);
    expect([stdout, status]).toEqual(['', 2]);
  });

  it('asks for `npm ci` in one sentence when nothing is installed', () => {
    const { stderr, status } = run(place('empty', { 'src/cli/main.ts': sources }), [], []);
    expect(stderr).toBe('backproof: run `npm ci` first: nothing is installed yet\n');
    expect(status).toBe(2);
  });
});

describe('installed, the launcher', () => {
  it('runs the built files, though sources lie beside them', () => {
    const files = { 'src/cli/main.ts': sources, 'dist/src/cli/main.js': built };
    const folder = place('project/node_modules/backproof', files);
    for (const flags of [[], as20])
      expect(JSON.parse(run(folder, flags, ['a']).stdout)).toEqual({ ran: 'built', args: ['a'] });
  });

  it('runs the built files where no sources are, outside node_modules too', () => {
    const folder = place('unpacked', { 'dist/src/cli/main.js': built });
    expect(JSON.parse(run(folder, [], []).stdout).ran).toBe('built');
  });
});

describe('the launcher', () => {
  it('prints the version without loading anything', () => {
    const folder = place('bare', {});
    for (const flags of [[], as20]) expect(run(folder, flags, ['--version']).stdout).toBe('7.8.9\n');
  });

  it('leaves the flag to the command when it is not alone', () => {
    const folder = place('more', { 'dist/src/cli/main.js': built });
    expect(JSON.parse(run(folder, [], ['verify', '--version']).stdout).args).toEqual(['verify', '--version']);
  });

  it('says in one sentence which Node it needs', () => {
    const { stderr, stdout, status } = run(place('old', { 'dist/src/cli/main.js': built }), as18, []);
    expect(stderr).toMatch(/^backproof: needs Node 20\.19 or newer, and this is v18\.19\.0\n$/);
    expect([stdout, status]).toEqual(['', 2]);
  });
});
