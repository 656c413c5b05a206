import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backproofHere } from './test-command.ts';

const problem = {
  kind: 'mlp',
  layers: [{ weights: [[2, 3]], biases: [1], activation: { name: 'identity' } }],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1, 1]],
  targets: [[0]],
};

describe('usage errors exit 2 and say what was expected', () => {
  it.each([
    [['verify', '--runs', '0'], 'expected an integer from 1 to 1000000, got "0"'],
    [['verify', '--seed', 'x'], 'got "x"'],
    [['verify', '--path', 'nonsense'], 'expected PROPERTY:PATH'],
    [['verify', '--clause', 'GRAD-WEIGTH'], 'did you mean "GRAD-WEIGHT"?'],
    [['verify', '--path', 'no-such-property:1'], 'no-such-property'],
    [
      ['verify', '--path', 'purity:1', '--clause', 'ACT-*'],
      '--path: expected a check of --clause ACT-*, got "purity", which is one of PURE',
    ],
    [
      ['verfy', './net.mjs'],
      'verfy: expected a command, a module or one of our implementations, got none of them; did you mean verify?',
    ],
    [
      ['verify', '.'],
      '.: expected a JavaScript or TypeScript module, got a folder; a program is given after --',
    ],
    [['doctor', '/'], '/: expected a JavaScript or TypeScript module, got a folder'],
    [['verify', '--', ''], '--: expected a program and its arguments, got ""'],
    [['verify', ''], 'expected a JavaScript or TypeScript module, got ""'],
    [['verify', '--out', ''], 'expected a name, got ""'],
    [['verify', '--path', 'purity:9999999'], 'expected PROPERTY:PATH as a replay line prints it'],
    [['verify', '--memory', '9999999GiB'], 'expected a size from 16MiB to 1048576GiB'],
    [['gradient'], "backproof: missing required argument 'file'"],
    [['verify', '--sead', '1'], 'Did you mean --seed?'],
    [['verify', '--demo', './net.mjs'], '--demo'],
    [['gradient', 'no-such-file.json'], 'no-such-file.json: expected a file, got nothing there'],
    [['gradient', '-', '--by', 'nobody'], 'Allowed choices are per-weight'],
  ])('%j', (words, says) => {
    const { exit, stderr } = backproofHere(words);
    expect(stderr).toContain(says);
    expect(exit).toBe(2);
  });
});

it('a module that is not there cannot be tested: exit 3', () => {
  const { exit, stderr } = backproofHere(['verify', './no-such-net.mjs']);
  expect(stderr).toContain('could not start ./no-such-net.mjs: no such file');
  expect(exit).toBe(3);
});

describe('gradient', () => {
  it('prints the answers of all three as JSON', () => {
    const { exit, stdout } = backproofHere(['gradient', '-', '--json'], JSON.stringify(problem));
    expect(exit).toBe(0);
    // z = 2 + 3 + 1 = 6; J = 18; dJ/dz = 6; dJ/dw = 6, 6; dJ/dx = 12, 18.
    const expected = {
      cost: 18,
      outputs: [[6]],
      gradients: { weights: [[[6, 6]]], biases: [[6]], inputs: [[12, 18]] },
    };
    const { answers } = JSON.parse(stdout) as { answers: object[] };
    expect(answers).toMatchObject([
      { implementation: 'per-weight', ...expected },
      { implementation: 'delta-recursion', ...expected },
      { implementation: 'grad-table', ...expected },
    ]);
  });

  it('prints a table with a column for each', () => {
    const { stdout } = backproofHere(['gradient', '-'], JSON.stringify(problem));
    expect(stdout).toMatch(/per-weight +delta-recursion +grad-table/);
    expect(stdout).toMatch(/gradients\.inputs\[0\]\[1\] +18 +18 +18/);
  });

  it('names every defect of a file that is no problem', () => {
    const ragged = {
      ...problem,
      layers: [{ ...problem.layers[0], weights: [[2, 3, 4]] }],
      loss: { name: 'l2', scale: 1 },
    };
    const { exit, stderr } = backproofHere(['gradient', '-'], JSON.stringify(ragged));
    expect(exit).toBe(2);
    expect(stderr).toContain('loss.name: expected one of "squared-error"');
  });

  it('says where a file is not JSON', () => {
    const { exit, stderr } = backproofHere(['gradient', '-'], '{ "kind": mlp }');
    expect(exit).toBe(2);
    expect(stderr).toContain('-:1:11');
  });
});

describe('verify', () => {
  it('ends in what was proved, and exits 0', () => {
    const { exit, stdout } = backproofHere(['verify', '--runs', '5', '--clause', 'GRAD-*']);
    expect(stdout).toContain('CONFORMS: per-weight, delta-recursion, grad-table');
    expect(exit).toBe(0);
  });

  it('writes its log and its report where it is told to', () => {
    const folder = mkdtempSync(join(tmpdir(), 'backproof-'));
    backproofHere(['verify', '--runs', '5', '--clause', 'BATCH-SUM', '--out', folder]);
    const files = readdirSync(folder);
    const [log = ''] = files.filter((name) => name.endsWith('.ndjson'));
    const lines = readFileSync(join(folder, log), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(lines.at(0)).toMatchObject({ kind: 'header', seed: expect.any(Number) });
    const counted = (kind: string) => lines.filter((line) => line.kind === kind).length;
    const footer = { kind: 'footer', samples: counted('sample'), verdicts: counted('verdict') };
    expect(lines.at(-1)).toMatchObject(footer);
    expect(footer.samples).toBeGreaterThan(20);
    expect(footer.samples + footer.verdicts).toBe(lines.length - 2);
    expect(files.some((name) => name.endsWith('.json'))).toBe(true);
  });

  it('takes a module with a plain function and async answers', () => {
    const folder = mkdtempSync(join(tmpdir(), 'backproof-'));
    const file = join(folder, 'net.mjs');
    writeFileSync(
      file,
      "export default { name: 'later', supports: { losses: ['squared-error'], maxLayers: 1, activations: ['identity'], penalties: ['none'] },\n  async gradient({ layers, inputs, targets, loss }) {\n    const [{ weights, biases }] = layers;\n    const c = inputs.map((x, n) => weights.map((row, i) => 2 * loss.scale * (row.reduce((s, w, j) => s + w * x[j], biases?.[i] ?? 0) - targets[n][i])));\n    return { gradients: { weights: [weights.map((row, i) => row.map((_, j) => inputs.reduce((s, x, n) => s + c[n][i] * x[j], 0)))],\n      biases: [biases && biases.map((_, i) => c.reduce((s, d) => s + d[i], 0))] } };\n  } };\n",
    );
    const { exit, stdout } = backproofHere(['verify', file, '--runs', '10']);
    expect(stdout).toContain('CONFORMS: later');
    expect(exit).toBe(0);
  });
});
