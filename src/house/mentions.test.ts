import { expect, it } from 'vitest';
import { readTree } from './house-rules.ts';
import { findMachinePaths } from './mentions.ts';

it('no file names a folder beside the repository or a path of one machine', () => {
  const tree = readTree();
  expect(Object.keys(tree)).toEqual(expect.arrayContaining(['package.json', 'bin/backproof.js', '.ci/run']));
  expect(findMachinePaths(tree)).toEqual([]);
});

// Joined, so that this file does not name them either.
it.each([
  ['..', 'shared', 'design'],
  ['', 'work', 'main'],
  ['file://', 'work', 'x'],
  ['', 'home', 'ada', 'net.py'],
  ['', 'Users', 'ada'],
  ['', 'root', '.npm'],
])('finds %s/%s', (...parts) => {
  const [violation] = findMachinePaths({ 'README.md': `first\nsee \`${parts.join('/')}\`` });
  expect(violation).toMatch(/^README\.md:2 mentions /);
});

it.each(['https://example.org/work/x', 'src/work/x', './home/x', '~/work/x', 'framework/', 'GET /workers/'])(
  'leaves %s alone',
  (text) => {
    expect(findMachinePaths({ 'README.md': text })).toEqual([]);
  },
);
