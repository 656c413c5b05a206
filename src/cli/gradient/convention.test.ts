import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { LayerWeights } from '../../model/answer.ts';
import type { Matrix } from '../../model/problem.ts';
import { gradientFixture } from '../../problems/test-fixtures.ts';
import type { GradientOptions } from './options.ts';
import { gradientReport } from './run.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const reportOf = (id: string, options: Partial<GradientOptions>): Promise<string> =>
  gradientReport(`${root}/fixtures/${id}.json`, {
    by: 'grad-table',
    arithmetic: 'float64',
    digits: 128,
    ...options,
  });

const exactOf = (id: string) => gradientFixture(id).expectation.exact;

const transpose = <T>(matrix: Matrix<T>): Matrix<T> =>
  (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] as T));

const same = <T>(matrix: Matrix<T>): Matrix<T> => matrix;

const opposite = (decimal: unknown): string =>
  String(decimal).startsWith('-') ? String(decimal).slice(1) : `-${decimal}`;

interface Layout {
  readonly weights: typeof same;
  readonly batch: typeof same;
  readonly delta?: (decimal: unknown) => string;
}

const rowsOf = (matrix: LayerWeights<unknown>): Matrix<unknown> => matrix as Matrix<unknown>;

/** [convention, the problem, the fixture with the document's own loss, the document's layouts] */
const cases: readonly (readonly [string, string, string, Layout])[] = [
  ['khalid', 'scaling-batch-pasa', 'scaling-batch-khalid', { weights: same, batch: transpose }],
  ['pasa', 'khalid-2-2-2', 'scaling-pasa', { weights: same, batch: same }],
  ['pasa', 'scaling-batch-khalid', 'scaling-batch-pasa', { weights: same, batch: same }],
  ['srihari', 'scaling-batch-khalid', 'scaling-batch-srihari', { weights: transpose, batch: same }],
  ['lee', 'scaling-batch-khalid', 'scaling-batch-lee', { weights: same, batch: same }],
  ['khalid', 'scaling-batch-lee', 'scaling-batch-khalid', { weights: same, batch: transpose }],
  ['sarkar', 'eleven-lines', 'eleven-lines', { weights: transpose, batch: same, delta: opposite }],
];

describe('gradient --convention', () => {
  it.each(cases)(
    '%s: %s has the 40 digits of %s in the layouts of the document',
    async (convention, id, same, layout) => {
      const asked = { by: 'delta-recursion', arithmetic: 'bignumber', json: true } as const;
      const report = await reportOf(id, { ...asked, convention });
      const { cost, outputs, deltas, gradients } = exactOf(same);
      const { delta = (decimal: unknown) => decimal } = layout;
      expect(JSON.parse(report).answers).toEqual([
        {
          implementation: 'delta-recursion',
          arithmetic: 'bignumber',
          cost,
          outputs: layout.batch(outputs),
          ...(deltas && {
            deltas: deltas.map((layer) => layout.batch(layer.map((row) => row.map((entry) => delta(entry))))),
          }),
          gradients: {
            weights: gradients.weights.map((weights) => layout.weights(rowsOf(weights))),
            biases: gradients.biases,
            inputs: layout.batch(gradients.inputs),
          },
        },
      ]);
    },
  );

  it("prints the document's names in the document's order, with our path behind each", async () => {
    const rows = async (convention: string) =>
      (await reportOf('scaling-batch-khalid', { convention })).split('\n').map((row) => row.split(/ {2,}/));
    const khalid = await rows('khalid');
    expect(khalid.map(([name, , path]) => `${name} = ${path}`)).toEqual(
      expect.arrayContaining([
        '𝓛 = cost',
        'ỹ_2^(1) = outputs[1][0]',
        'δ_2,3^[1] = deltas[0][2][1]',
        '∂𝓛/∂w_1,2^[1] = gradients.weights[0][0][1]',
        '∂𝓛/∂b_2^[2] = gradients.biases[1][1]',
        '∂𝓛/∂x_4^(2) = gradients.inputs[3][1]',
      ]),
    );
    const weights = (await rows('srihari')).flatMap(([name, , path]) =>
      name?.includes('W') ? [[name, path]] : [],
    );
    expect(weights.slice(0, 4)).toEqual([
      ['∂J/∂W^(1)_1,1', 'gradients.weights[0][0][0]'],
      ['∂J/∂W^(1)_1,2', 'gradients.weights[0][1][0]'],
      ['∂J/∂W^(1)_2,1', 'gradients.weights[0][0][1]'],
      ['∂J/∂W^(1)_2,2', 'gradients.weights[0][1][1]'],
    ]);
  });

  it('numbers from 0 where the document does, and gives deltas its sign', async () => {
    const stdout = await reportOf('eleven-lines', { convention: 'sarkar' });
    const row = stdout.split('\n').find((line) => line.startsWith('l2_delta[0,0]')) ?? '';
    const [, value, path] = row.split(/ {2,}/);
    expect(path).toBe('deltas[1][0][0]');
    const ours = Number(exactOf('eleven-lines').deltas?.[1]?.[0]?.[0]);
    expect(Math.sign(Number(value))).toBe(-Math.sign(ours));
  });

  it('leaves another loss as it is and says so', async () => {
    const stdout = await reportOf('log-loss', { convention: 'pasa' });
    expect(stdout).toContain(
      "cost     log-loss with the problem's own scale 1: the document scales squared errors and norms only",
    );
  });

  it('names the pieces of a maxout layer', async () => {
    const stdout = await reportOf('maxout-2-2-1', { convention: 'sarkar' });
    expect(stdout).toMatch(/^dW1\[1,0\], piece 1 .* gradients\.weights\[0\]\[1\]\[0\]\[1\]$/m);
    expect(stdout).toMatch(/^db1\[0\], piece 0 .* gradients\.biases\[0\]\[0\]\[0\]$/m);
  });

  it('says in which arithmetic a column is, and what refuses', async () => {
    const stdout = await reportOf('khalid-2-2-2', { arithmetic: 'fraction,bignumber', convention: 'lee' });
    expect(stdout).toContain('grad-table fraction: fraction has no exp');
    expect(stdout).toMatch(/^ +grad-table bignumber +here$/m);
  });

  it('refuses an unknown name with the nearest', () => {
    const words = ['src/cli/main.ts', 'gradient', 'fixtures/khalid-2-2-2.json', '--convention', 'sirhari'];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
    expect(stderr).toContain(
      'expected one of pasa, lee, sarkar, srihari, khalid, got "sirhari"; did you mean "srihari"?',
    );
    expect(status).toBe(2);
  });
});
