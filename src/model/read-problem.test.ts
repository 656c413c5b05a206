import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { describeAll } from './defect.ts';
import { readProblem } from './read-problem.ts';
import { dense, layers, problem, said, saidOfText, square } from './test-problem-drafts.ts';

describe('readProblem', () => {
  test('accepts the problem that the refused ones are made of', () => {
    expect(said(problem())).toBe('valid');
  });

  test.each([
    [
      'maxout with and without biases',
      layers(
        dense(
          [square, square],
          [
            [1, 2],
            [3, 4],
          ],
          { name: 'maxout', pieces: 2 },
        ),
        dense([square, square, square], null, { name: 'maxout', pieces: 3 }),
      ),
    ],
    [
      'softmax of one unit',
      problem({ layers: [dense([[1, 2]], null, { name: 'softmax' })], targets: [[1]] }),
    ],
    [
      'a target sum other than 1 under cross-entropy',
      problem({
        layers: [dense(square, null, { name: 'softmax' })],
        loss: { name: 'cross-entropy', scale: 1 },
        targets: [[2, 0.5]],
      }),
    ],
    ['targets at the ends of log-loss', problem({ loss: { name: 'log-loss', scale: 1 }, targets: [[0, 1]] })],
    [
      'alpha 0 and lambda 0',
      problem({
        layers: [dense(square, null, { name: 'elu', alpha: 0 })],
        penalty: { name: 'l2', lambda: 0, biases: true },
      }),
    ],
    ['an object without a prototype', Object.assign(Object.create(null), problem())],
  ])('accepts %s', (_title, value) => {
    expect(said(value)).toBe('valid');
  });

  test('reports independent defects together', () => {
    const value = problem({ loss: { name: 'norm', scale: -1 }, inputs: [[Number.NaN, 2]], extra: true });
    expect(said(value).split('\n')).toEqual([
      'inputs[0][0]: expected a finite number, got NaN',
      'expected no keys but kind, id, layers, loss, penalty, inputs, targets, got "extra"',
      'loss.scale: expected a number > 0, got -1',
    ]);
  });

  test('lists twenty defects and counts the rest', () => {
    const lines = said(problem({ inputs: [new Array(25).fill('x')] })).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('and 5 more');
  });

  test.each(['__proto__', 'constructor', 'prototype'])(
    'refuses the key %s by name and pollutes nothing',
    (key) => {
      const text = JSON.stringify(problem()).replace(
        '"kind"',
        `${JSON.stringify(key)}:{"polluted":1},"kind"`,
      );
      expect(saidOfText(text)).toBe(`expected no key of this name, got "${key}"`);
      expect('polluted' in {}).toBe(false);
    },
  );

  test('keeps a frozen copy that later changes do not reach', () => {
    const inputs = [[1, 2]];
    const read = readProblem(problem({ inputs }));
    inputs[0]?.fill(9);
    if (!read.ok) throw new Error(describeAll(read.defects));
    expect(read.problem.inputs).toEqual([[1, 2]]);
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(read.problem)).toBe(true);
  });
});

describe('readProblemText', () => {
  test('reads JSON with or without a byte-order mark', () => {
    expect(saidOfText(JSON.stringify(problem()))).toBe('valid');
    expect(saidOfText(`\uFEFF${JSON.stringify(problem())}`)).toBe('valid');
  });

  test.each([
    ['1e400', 'layers[0].biases[0]: expected a finite number, got Infinity'],
    ['-1e400', 'layers[0].biases[0]: expected a finite number, got -Infinity'],
    ['-0.0', 'layers[0].biases[0]: expected a number without negative zero, got -0; write 0'],
    ['-1e-400', 'layers[0].biases[0]: expected a number without negative zero, got -0; write 0'],
    ['1e-400', 'valid'],
  ])('%s as a bias is judged as the double it denotes', (number, text) => {
    expect(saidOfText(JSON.stringify(problem()).replace('[5,6]', `[${number},6]`))).toBe(text);
  });

  test('names file, line and column of what is not JSON', () => {
    expect(saidOfText('{\n  "kind": "mlp",\n  "layers": NaN\n}')).toBe(
      'p.json:3:13: expected a value, got "NaN"',
    );
  });
});

test('ajv is loaded when the first problem is read, not before', () => {
  const room = fileURLToPath(new URL('read-problem.ts', import.meta.url));
  const script = `
    const { createRequire } = await import('node:module');
    const { readProblem } = await import(${JSON.stringify(room)});
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('ajv'));
    const before = loaded();
    readProblem({});
    console.log(before, loaded());`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    encoding: 'utf8',
  });
  expect(output.trim()).toBe('false true');
});
