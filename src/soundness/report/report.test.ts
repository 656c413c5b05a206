import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addChunk, type SoFar } from '../progress-file.ts';
import { selected } from '../selection.ts';
import { problemCase } from '../trials/problem-case.ts';
import type { Tally } from '../trials/tally.ts';
import { runCase, runOwn } from '../trials/trial.ts';
import { percent, share, short, whole } from './markdown.ts';
import { reportOf } from './report.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('the committed report', () => {
  const report = read('reports/soundness.md');
  const [, runs = '', violations = ''] =
    /\*\*([\d,]+) runs, [\d,]+ numbers, (\d+) violations\*\*/.exec(report) ?? [];

  it('stands on a million runs or more, and on no violation', () => {
    expect(Number(runs.replaceAll(',', ''))).toBeGreaterThanOrEqual(1_000_000);
    expect(violations).toBe('0');
  });

  it('names the command that wrote it', () => {
    expect(report).toMatch(/^Written by `npm run soundness -- --runs \d+ --seed \d+`/m);
  });
});

describe('the section Measured of spec/bounds.md', () => {
  const [, measured = ''] = read('spec/bounds.md').split('## 13. Measured');

  it('leaves the numbers to the report', () => {
    expect(measured).toContain('reports/soundness.md');
    expect(measured).not.toMatch(/\d[\d,.]*(?:e-\d+)? (?:runs|nets|entries|violations|numbers)|\| \d/);
  });
});

describe('reportOf', () => {
  const [emulated, own]: [Tally, Tally] = [{}, {}];
  for (let index = 0; index < 12; index += 1) {
    const problem = problemCase(3, index);
    runCase(emulated, problem);
    runOwn(own, problem);
  }
  const soFar: SoFar = {
    fingerprint: '',
    seed: 3,
    chunks: 0,
    runs: 0,
    runsBefore: 0,
    emulated: {},
    own: {},
    violations: [],
  };
  addChunk(soFar, { emulated, own, violations: [] });

  it('says of the runs what the tally holds', () => {
    expect(soFar.runs).toBe(selected(emulated).runs);
    expect(reportOf(soFar, 'command')).toContain(`**${whole(soFar.runs)} runs, `);
  });

  it('has tables whose rows are as long as their heads', () => {
    const widths = reportOf(soFar, 'command')
      .split('\n\n')
      .filter((block) => block.startsWith('|'))
      .map(
        (block) =>
          new Set(
            block
              .trim()
              .split('\n')
              .map((row) => row.replaceAll('\\|', '').split('|').length),
          ),
      );
    expect(widths.length).toBeGreaterThan(8);
    expect(widths.every(({ size }) => size === 1)).toBe(true);
  });

  it('calls no bound sound that was violated', () => {
    const [cell] = Object.values(emulated);
    const violated: SoFar = {
      ...soFar,
      emulated: {
        ...emulated,
        'float64|benign': { ...structuredClone(cell), violations: 2 } as (typeof soFar.emulated)[string],
      },
    };
    expect(reportOf(violated, 'command')).toContain('not sound');
    expect(reportOf(soFar, 'command')).not.toContain('not sound');
  });
});

describe('numbers of the report', () => {
  it('never round something to nothing, nor nearly all to all', () => {
    expect([percent(1, 1e7), percent(0, 5), percent(999_999, 1e6), percent(5, 5), percent(1, 3)]).toEqual([
      '< 0.01 %',
      '0',
      '> 99.99 %',
      '100 %',
      '33.3 %',
    ]);
  });

  it('never understate a share', () => {
    expect([share(0.501), share(0.5), share(0)]).toEqual(['0.51', '0.50', '0.00']);
  });

  it('are short, with thousands apart', () => {
    expect([whole(1234567), whole(12), short(0.00001234), short(1 / 0), short(Number.NaN)]).toEqual([
      '1,234,567',
      '12',
      '1.2e-5',
      'infinite',
      '-',
    ]);
  });
});
