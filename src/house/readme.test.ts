import { describe, expect, it } from 'vitest';
import { blocksOf, commandsOf, folderOf, readReadme, runBackproof, withOutputs } from './readme.ts';

const readme = readReadme();
const commands = commandsOf(readme);

/** Run by continuous integration as they stand; a test that ran them would run itself. */
const runElsewhere = ['npm ci && npm start', 'npm test'];

it('shows a passing and a failing run and a subject', () => {
  expect(blocksOf(readme).map(({ label, name }) => `${label} ${name}`)).toEqual([
    'output backproof',
    'file net.mjs',
    'output backproof verify ./net.mjs',
  ]);
});

it('prints in its outputs what the commands print', () => {
  expect(withOutputs(readme)).toBe(readme);
});

describe('commands', () => {
  const folder = folderOf(readme);
  const ours = commands.filter((command) => command.startsWith('npx backproof'));

  it('are all known', () => {
    expect([...commands].sort()).toEqual([...runElsewhere, ...ours].sort());
    expect(ours.length).toBeGreaterThanOrEqual(2);
  });

  it.each(ours)('%s runs', (command) => {
    const { status, stdout } = runBackproof(command, folder);
    expect([0, 1]).toContain(status);
    expect(stdout).not.toBe('');
  });
});

it('turns into a conforming subject with the mend it names', () => {
  const mended = readme.replace('return loss.scale *', 'return 2 * loss.scale *');
  const { status, stdout } = runBackproof('backproof verify ./net.mjs', folderOf(mended));
  expect(stdout).toContain('CONFORMS: one-linear-layer');
  expect(status).toBe(0);
});
