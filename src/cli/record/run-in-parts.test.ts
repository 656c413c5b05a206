import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Verdict } from '../../model/verdict.ts';
import { backproof, newFolder } from '../test-command.ts';

const diesOnce = fileURLToPath(import.meta.resolve('#fixtures/subjects/programs/dies-once.mjs'));

const logIn = (folder: string): string => {
  const [log = ''] = readdirSync(folder).filter((name) => name.endsWith('.ndjson'));
  return join(folder, log);
};

const countOf = (verdicts: readonly Verdict[], code: string): number =>
  verdicts.filter((verdict) => verdict.code === code).length;

it('a program that keeps dying is given up in merged parts, and in a run gone on with, where it is in the whole', async () => {
  const folder = newFolder();
  const words = ['verify', '--runs', '6', '--clause', 'LOSS*', '--restarts', '1', '--json'];
  const run = (name: string, ...more: readonly string[]) =>
    backproof([...words, '--out', name, ...more, '--', 'node', diesOnce], folder);
  const whole = await run('whole');
  const parts = ['1', '2', '3'];
  for (const part of parts) await run(part, '--shard', `${part}/3`);
  const merged = await backproof(
    ['report', '--json', ...parts.map((part) => logIn(join(folder, part)))],
    folder,
  );
  expect(merged).toEqual(whole);
  const bytes = readFileSync(logIn(join(folder, 'whole')));
  const torn = join(folder, 'torn.ndjson');
  writeFileSync(torn, bytes.subarray(0, bytes.length * 0.4));
  expect(await run('unused', '--resume', torn)).toEqual(whole);
  const { subjects } = JSON.parse(merged.stdout) as { subjects: { verdicts: Verdict[] }[] };
  const verdicts = subjects[0]?.verdicts ?? [];
  // Two of the examples, and two of the properties.
  expect(countOf(verdicts, 'DIED')).toBe(4);
  expect(countOf(verdicts, 'STOPPED')).toBeGreaterThan(10);
});
