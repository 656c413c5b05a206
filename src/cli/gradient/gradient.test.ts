import { describe, expect, it } from 'vitest';
import { gradientFixture } from '../../problems/test-fixtures.ts';
import { backproofHere } from '../test-command.ts';

const gradient = (words: readonly string[], input?: string) => backproofHere(['gradient', ...words], input);

/** z = 1/10 + 3 of the doubles, J = z^2. */
const linear = {
  kind: 'mlp',
  layers: [{ weights: [[0.1]], biases: [3], activation: { name: 'identity' } }],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[1]],
  targets: [[0]],
};

const exactOf = (id: string) => gradientFixture(id).expectation.exact;

describe('gradient --arithmetic', () => {
  it('prints a column for each implementation in each arithmetic', () => {
    const { exit, stdout } = gradient(
      ['-', '--by', 'all', '--arithmetic', 'float64,bignumber,fraction'],
      JSON.stringify(linear),
    );
    expect(exit).toBe(0);
    const [head = '', ...rows] = stdout.trimEnd().split('\n');
    expect(head.trim().split(/ {2,}/)).toEqual([
      'per-weight float64',
      'delta-recursion float64',
      'grad-table float64',
      'per-weight bignumber',
      'delta-recursion bignumber',
      'grad-table bignumber',
      'per-weight fraction',
      'delta-recursion fraction',
      'grad-table fraction',
    ]);
    // dJ/db = 2 (0.1 + 3): 0.1 is 3602879701896397 / 2^55, 0.1000000000000000055511151231257827021181583...
    const bias = rows.find((row) => row.startsWith('gradients.biases[0][0]')) ?? '';
    const sum = 3602879701896397n + 3n * 2n ** 55n;
    expect(bias.split(/ +/).slice(1)).toEqual([
      ...Array(3).fill('6.2'),
      ...Array(3).fill('6.200000000000000011102230246251565404236'),
      ...Array(3).fill(`${sum}/${2n ** 54n}`),
    ]);
    for (const row of rows) expect(row.trimEnd().split(/ +/)).toHaveLength(10);
  });

  it('reproduces the 40 digits of a fixture in both high-precision arithmetics', () => {
    const { stdout } = gradient([
      'fixtures/khalid-2-2-2.json',
      '--arithmetic',
      'bigfloat,bignumber',
      '--json',
    ]);
    const { answers } = JSON.parse(stdout) as {
      answers: { implementation: string; arithmetic: string; gradients: unknown; cost: string }[];
    };
    const { cost, gradients } = exactOf('khalid-2-2-2');
    expect(answers).toHaveLength(6);
    for (const answer of answers) expect(answer).toMatchObject({ cost, gradients });
  });

  it('says which function an arithmetic lacks instead of answering', () => {
    const { exit, stdout } = gradient(['fixtures/khalid-2-2-2.json', '--arithmetic', 'fraction,dyadic']);
    expect(exit).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toContain('per-weight fraction: fraction has no exp');
    expect(lines[5]).toContain('grad-table dyadic: dyadic has no exp');
    const { stdout: json } = gradient([
      'fixtures/khalid-2-2-2.json',
      '--arithmetic',
      'fraction',
      '--by',
      'grad-table',
      '--json',
    ]);
    expect(JSON.parse(json)).toMatchObject({
      answers: [
        {
          implementation: 'grad-table',
          arithmetic: 'fraction',
          refused: expect.stringContaining('fraction has no exp'),
        },
      ],
    });
  });

  it('carries doubles as numbers and the others as texts', () => {
    const { stdout } = gradient(
      ['-', '--by', 'per-weight', '--arithmetic', 'float64,dyadic', '--json'],
      JSON.stringify({ ...linear, inputs: [[0.5]] }),
    );
    // z = 0.05 + 3.
    expect(JSON.parse(stdout)).toMatchObject({
      answers: [
        { arithmetic: 'float64', outputs: [[3.05]] },
        { arithmetic: 'dyadic', outputs: [[`${3602879701896397n + 3n * 2n ** 56n}/${2n ** 56n}`]] },
      ],
    });
  });

  it('works with the digits asked for', () => {
    const saturated = {
      ...linear,
      layers: [{ weights: [[1]], biases: [0], activation: { name: 'tanh' } }],
      inputs: [[60]],
      targets: [[1]],
    };
    const derivative = (digits: string): string => {
      const { stdout } = gradient(
        ['-', '--by', 'delta-recursion', '--arithmetic', 'bignumber', '--digits', digits, '--json'],
        JSON.stringify(saturated),
      );
      const { answers } = JSON.parse(stdout) as { answers: [{ gradients: { inputs: [[string]] } }] };
      return answers[0].gradients.inputs[0][0];
    };
    // -16 e^-240 (1 - 3 e^-120 + ...), and 1 - tanh 60 loses 52 digits.
    expect(Number(derivative('40'))).toBe(0);
    const expected = -16 * Math.exp(-240);
    expect(Math.abs(Number(derivative('128')) - expected)).toBeLessThanOrEqual(2 ** -51 * Math.abs(expected));
  });

  it.each([
    [['--arithmetic', 'float64,fractoin'], 'got "fractoin"; did you mean "fraction"?'],
    [['--arithmetic', ''], 'expected some of float64, bigfloat, bignumber, dyadic, fraction, got ""'],
    [['--digits', '39'], 'expected an integer from 40 to 3000, got "39"'],
  ])('refuses %j', (words, says) => {
    const { exit, stderr } = gradient(['-', ...words], JSON.stringify(linear));
    expect(stderr).toContain(says);
    expect(exit).toBe(2);
  });
});
