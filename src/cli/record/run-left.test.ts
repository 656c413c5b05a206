import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { folderOfLog } from './run-folder.ts';
import { leftLines } from './run-left.ts';

const folder = mkdtempSync(join(tmpdir(), 'backproof-left-'));

afterAll(() => rmSync(folder, { recursive: true }));

it('the files beside a log have absolute names, wherever the run is started', () => {
  for (const file of Object.values(folderOfLog('out/run.ndjson'))) expect(isAbsolute(file)).toBe(true);
});

describe('what a run has left', () => {
  const files = folderOfLog(join(folder, 'run.ndjson'));

  it('is nothing where nothing is written, or nothing failed', () => {
    expect(leftLines(undefined, true)).toBe('');
    expect(leftLines(files, false)).toBe('');
  });

  it('is told where a check failed, and where the run was interrupted', () => {
    mkdirSync(files.counterexamples);
    expect(leftLines(files, true)).toBe(
      `backproof: counterexamples, each for \`backproof replay\`: ${files.counterexamples}\n` +
        `backproof: to go on, give the same options and --resume ${files.log}\n`,
    );
  });
});
