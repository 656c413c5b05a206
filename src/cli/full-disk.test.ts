import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { openRunFolder } from './record/run-folder.ts';
import { newFolder } from './test-command.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const wrong = fileURLToPath(import.meta.resolve('#fixtures/subjects/forgets-hidden-slope.mjs'));
const hasLimits = process.platform !== 'win32' && spawnSync('bash', ['-c', 'ulimit -f 1']).status === 0;

/** Runs the command where no file can grow beyond so many KiB, as on a disk that is full. */
const within = (kibibytes: number, words: readonly string[], folder: string) => {
  const script = `trap '' XFSZ; ulimit -f ${kibibytes}; exec "$@"`;
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', script, 'bash', process.execPath, main, ...words],
    { cwd: folder, encoding: 'utf8' },
  );
  return { exit: status, stdout, stderr };
};

const few = ['--clause', 'GRAD-WEIGHT', '--runs', '2', '--no-shrink'];
const noRoom = 'expected a place to write to, got a limit on the size of files';

/** Without bash there is no way to set such a limit. */
describe.runIf(hasLimits)('where no more can be written', () => {
  it('init says so and leaves nothing behind', () => {
    const folder = newFolder();
    expect(within(1, ['init', 'python', 'net.py'], folder)).toEqual({
      exit: 2,
      stdout: '',
      stderr: `backproof: net.py: ${noRoom}\n`,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a run whose log is full ends with one sentence, and its log can be gone on with', () => {
    const folder = newFolder();
    const words = ['verify', wrong, ...few];
    const full = within(8, [...words, '--out', 'out'], folder);
    const [name = ''] = readdirSync(join(folder, 'out')).filter((file) => file.endsWith('.ndjson'));
    const log = join(folder, 'out', name);
    expect(full.exit).toBe(2);
    expect(full.stderr).toBe(`backproof: ${log}: ${noRoom}\n`);
    expect(readFileSync(log).length).toBe(8 * 1024);
    const resumed = within(1024, [...words, '--json', '--resume', log], folder);
    const whole = within(1024, [...words, '--json', '--out', 'whole'], folder);
    expect(resumed).toEqual({ ...whole, stderr: resumed.stderr });
    expect(whole.exit).toBe(1);
  });
});

it('a log that nobody asked for is done without where it cannot be written', () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const own = join(file, 'runs');
  expect(openRunFolder(undefined, own)).toBeUndefined();
  expect(stderr).toHaveBeenCalledWith(
    `backproof: no log is written; ${own}: expected a place to write to, got a file in the place of one of its folders\n`,
  );
  stderr.mockRestore();
  expect(() => openRunFolder(own, undefined)).toThrow(`--out: ${own}: expected a place to write to`);
});
