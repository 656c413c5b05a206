import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'backproof-lines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const toy = `export const sign = (x: number): number => {
  if (x > 0) {
    return one(x);
  }
  return x === 0 ? 0 : -1;
};

const one = (x: number): number =>
  x / x;

export const never = (): number => {
  const three = 3;
  return three;
};
`;

/** Counts in a process of its own: what is counted has to be loaded after counting began. */
const script = `
const { startCounting } = await import(${JSON.stringify(new URL('./counting.ts', import.meta.url).href)});
const counters = await startCounting();
const { executableFile } = await import(${JSON.stringify(new URL('./executable.ts', import.meta.url).href)});
const { readFileSync } = await import('node:fs');
const { pathToFileURL } = await import('node:url');
const url = pathToFileURL('toy.ts').href;
const { sign } = await import(url);
const file = await executableFile(url, readFileSync('toy.ts', 'utf8'), (await counters.take()).get(url));
const shown = ({ lines, branches }) => ({ lines: [...lines].toSorted((a, b) => a - b), branches: branches.size });
const ran = async (act) => {
  await counters.take();
  act();
  return shown(await file.ran((await counters.take()).get(url) ?? []));
};
const hot = () => { for (let i = 0; i < 100000; i += 1) sign(1); };
console.log(JSON.stringify({
  all: shown(file.all),
  nothing: await ran(() => {}),
  positive: await ran(() => sign(2)),
  zero: await ran(() => sign(0)),
  hot: await ran(hot),
  afterHot: await ran(() => sign(2)),
}));
`;

it('knows which lines and branches ran since the last taking, also of code that has run often', () => {
  writeFileSync(join(folder, 'toy.ts'), toy);
  writeFileSync(join(folder, 'count.mjs'), script);
  const { stdout, stderr } = spawnSync(process.execPath, ['count.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  // By hand: the lines of statements in functions; two arms of the if and two of the choice.
  const positive = { lines: [2, 3, 9], branches: 1 };
  expect(JSON.parse(stdout)).toEqual({
    all: { lines: [2, 3, 5, 9, 12, 13], branches: 4 },
    nothing: { lines: [], branches: 0 },
    positive,
    zero: { lines: [2, 5], branches: 2 },
    hot: positive,
    afterHot: positive,
  });
});
