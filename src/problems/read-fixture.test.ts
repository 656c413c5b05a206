import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FixtureError, readFixture } from './fixtures.ts';
import { folder } from './test-fixtures.ts';

const textOf = (id: string): string => readFileSync(new URL(`${id}.json`, folder), 'utf8');

describe('readFixture', () => {
  const changed = (id: string, from: string, to: string): string => {
    const text = textOf(id);
    if (text.split(from).length !== 2) throw new Error(`${from} is not there exactly once`);
    return text.replace(from, to);
  };

  it.each([
    [
      'a syntax error',
      'xor-step',
      '"kind": "forward",',
      '"kind": forward,',
      ':3:11: expected a value, got "forward"',
    ],
    [
      'an unknown kind',
      'xor-step',
      '"kind": "forward"',
      '"kind": "backward"',
      ': kind: expected one of "gradient", "forward", "activation", "training", got "backward"',
    ],
    [
      'another id than its name',
      'xor-step',
      '"id": "xor-step"',
      '"id": "xor"',
      ': id: expected "xor-step", the name of the file, got "xor"',
    ],
    [
      'an unknown key',
      'xor-step',
      '"clauses":',
      '"note": "", "clauses":',
      ': expected only keys that the schema knows, got "note"',
    ],
    [
      'a missing expectation',
      'activation-tanh',
      '"values"',
      '"value"',
      ': expectation.exact.values: expected a value, got nothing',
    ],
    [
      'a number instead of a decimal',
      'xor-relu-zero',
      '"cost": "0.875"',
      '"cost": 0.875',
      ': expectation.exact.cost: expected a value that must be string, got 0.875',
    ],
    [
      'a decimal with a zero too many',
      'xor-relu-zero',
      '"cost": "0.875"',
      '"cost": "0.8750"',
      ': expectation.exact.cost: expected a value that must match pattern',
    ],
    [
      'a wrong shape of the problem',
      'xor-relu-zero',
      '"biases": [0, -1]',
      '"biases": [0]',
      ': problem.layers[0].biases: expected 2 numbers, got 1',
    ],
    ['an illegal loss', 'xor-relu-zero', '"squared-error"', '"log-loss"', ': problem.loss'],
    [
      'a negative zero',
      'xor-relu-zero',
      '"biases": [0, -1]',
      '"biases": [-0, -1]',
      ': problem.layers[0].biases[0]: expected a number without negative zero, got -0; write 0',
    ],
    [
      'gradients of another shape',
      'xor-relu-zero',
      '[["3", "1.25"]]],\n        "biases": [["2", "-1.75"], ["2"]]',
      '[["3"]]],\n        "biases": [["2", "-1.75"], ["2"]]',
      ': expectation.exact.gradients.weights[1][0]: expected a list of 2, got a list of 1',
    ],
    [
      'gradients of biases that do not exist',
      'sarkar-svm',
      '"biases": [null]',
      '"biases": [["0", "0", "0"]]',
      ': expectation.exact.gradients.biases[0]: expected null, got a list of 3',
    ],
    [
      'a missing derivative',
      'activation-relu',
      '"derivatives": ["0", ',
      '"derivatives": [',
      ': expectation.exact.derivatives: expected a list of 7, got a list of 6',
    ],
    [
      'a derivative of the step',
      'activation-step',
      '"derivatives": null',
      '"derivatives": ["0"]',
      ': expectation.exact.derivatives: expected null, got a list of 1',
    ],
    [
      'trained parameters of another shape',
      'eleven-lines-step',
      '"biases": [null, null]',
      '"biases": [null]',
      ': expectation.exact.parameters.biases: expected a list of 2, got a list of 1',
    ],
  ])('refuses %s with file and path', (_what, id, from, to, message) => {
    const file = `fixtures/${id}.json`;
    const read = () => readFixture(file, changed(id, from, to));
    expect(read).toThrow(FixtureError);
    expect(read).toThrow(`${file}${message}`);
  });

  it('says everything that is wrong, one line each', () => {
    const text = changed('xor-step', '"clauses":', '"note": "", "clauses":').replace(
      '"forward"',
      '"gradient"',
    );
    const lines = (): readonly string[] => {
      try {
        readFixture('fixtures/xor-step.json', text);
      } catch (error) {
        return error instanceof FixtureError ? error.message.split('\n') : [];
      }
      return [];
    };
    expect(lines().length).toBeGreaterThan(2);
    for (const line of lines())
      expect(line).toMatch(/^fixtures\/xor-step\.json: (\S+: )?expected .+, got .+$/);
  });
});
