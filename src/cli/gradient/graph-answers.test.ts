import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { GradientOptions } from './options.ts';
import { gradientReport } from './run.ts';

const fixture = (id: string): string =>
  fileURLToPath(new URL(`../../../fixtures/graphs/${id}.json`, import.meta.url));

const reportOf = (id: string, options: Partial<GradientOptions> = {}): Promise<string> =>
  gradientReport(fixture(id), { by: 'all', arithmetic: 'float64', digits: 128, ...options });

const columns = (line: string): readonly string[] => line.trim().split(/ {2,}/);

// @clause GENERAL-MODES
describe('a graph by all of ours', () => {
  it('is answered side by side, entry by entry', async () => {
    const [head = '', ...rows] = (await reportOf('svm-staging')).trimEnd().split('\n');
    expect(columns(head)).toEqual(['graph-table', 'graph-symbolic', 'graph-forward', 'graph-paths']);
    expect(rows.map((row) => columns(row)[0])).toEqual([
      'value',
      ...[0, 1].flatMap((i) => [0, 1, 2].map((j) => `gradients.W[${i}][${j}]`)),
      ...[0, 1].flatMap((i) => [0, 1].map((j) => `gradients.X[${i}][${j}]`)),
      ...[0, 1].flatMap((i) => [0, 1, 2].map((j) => `gradients.scores[${i}][${j}]`)),
    ]);
    for (const row of rows) expect(new Set(columns(row).slice(1)).size, row).toBe(1);
    expect(columns(rows[0] ?? '')).toEqual(['value', '2.25', '2.25', '2.25', '2.25']);
  });

  it('is exact where the arithmetic is', async () => {
    const report = await reportOf('sum-then-product', {
      by: 'graph-forward',
      arithmetic: 'fraction',
      json: true,
    });
    expect(JSON.parse(report)).toEqual({
      answers: [
        {
          implementation: 'graph-forward',
          arithmetic: 'fraction',
          value: '-12',
          gradients: expect.objectContaining({ x: '-4', y: '-4', z: '3' }),
        },
      ],
    });
  });

  it('says what an arithmetic cannot do', async () => {
    const report = await reportOf('sigmoid-neuron', { by: 'graph-table', arithmetic: 'float64,fraction' });
    expect(report).toContain('graph-table fraction: the value of "e" (exp): fraction has no exp');
    expect(report).toContain('0.7310585786300049');
  });
});

describe('what does not fit is refused', () => {
  it.each([
    [
      { by: 'per-weight' },
      '--by: expected one of graph-table, graph-symbolic, graph-forward, graph-paths or all',
    ],
    [{ convention: 'pasa' }, '--convention: expected a network, got a graph, of which documents say nothing'],
  ])('%j', async (options, says) => {
    await expect(reportOf('svm-staging', options)).rejects.toThrow(says);
  });

  it('a way through graphs for a network', async () => {
    const network = fileURLToPath(new URL('../../../fixtures/khalid-2-2-2.json', import.meta.url));
    const options = { by: 'graph-table', arithmetic: 'float64', digits: 128 };
    await expect(gradientReport(network, options)).rejects.toThrow(
      '--by: expected one of per-weight, delta-recursion, grad-table or all for a network, got graph-table',
    );
  });
});
