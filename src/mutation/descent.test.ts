import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readDescentMutants } from './descent.ts';

const program = fileURLToPath(new URL('./descent.ts', import.meta.url));

it('mistakes of the descent are seen by exactly the training examples that are said to see them', () => {
  const { mutants } = readDescentMutants();
  const { stdout, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(mutants.length).toBeGreaterThanOrEqual(5);
  expect(JSON.parse(stdout)).toEqual({
    unpatched: [],
    ...Object.fromEntries(mutants.map(({ id, seenBy }) => [id, seenBy])),
  });
});
