import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backproof, newFolder } from '../test-command.ts';

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: { readonly problem: object };
}

/** A path that is known only at run time: the fixture is no TypeScript. */
const file = import.meta.resolve('#fixtures/subjects/correct.mjs');
const { default: correct } = (await import(file)) as {
  readonly default: { readonly supports: object; readonly gradient: (problem: object) => object };
};

const answerTo = ({ id, method, params }: Request): object => {
  const greeting = { protocol: 1, implementation: { name: 'offline' }, supports: correct.supports };
  if (method === 'initialize') return { id, result: greeting };
  try {
    return { id, result: correct.gradient(params.problem) };
  } catch {
    return { id, error: { code: -32001, message: 'no such activation' } };
  }
};

/** The verdict on a right answer to every one of these cases that it claims. */
const judged = async (casesWords: readonly string[], folder: string) => {
  const { stdout } = await backproof(['cases', '--clause', 'ACT-*', '--runs', '1', ...casesWords], folder);
  const requests = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Request);
  const answers = requests.slice(0, -1).map((each) => JSON.stringify({ jsonrpc: '2.0', ...answerTo(each) }));
  writeFileSync(join(folder, 'cases.ndjson'), stdout);
  writeFileSync(join(folder, 'answers.ndjson'), answers.join('\n'));
  return backproof(['judge', 'cases.ndjson', 'answers.ndjson'], folder);
};

it('cases that leave out what the subject claims verify not all: exit 4, and how to have others', async () => {
  const folder = newFolder();
  const { exit, stdout } = await judged([], folder);
  expect(stdout).toContain('NOT ALL VERIFIED');
  expect(stdout.replace(/\s+/g, ' ')).toContain('`backproof cases --supports FILE` prints some that do');
  expect(exit).toBe(4);
  writeFileSync(join(folder, 'supports.json'), JSON.stringify(correct.supports));
  expect(await judged(['--supports', 'supports.json'], folder)).toMatchObject({ exit: 0 });
});
