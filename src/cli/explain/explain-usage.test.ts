import { describe, expect, it } from 'vitest';
import { UsageError } from '../failures.ts';
import { readPlace } from './place.ts';
import { runExplain } from './run.ts';
import { explain, small, worked } from './test-explain.ts';

describe('a place that is not there is refused', () => {
  it.each([
    ['weights[1][0][7]', '--at weights[1][0][7]: expected an input from 0 to 1, got 7'],
    ['weights[2][0][0]', '--at weights[2][0][0]: expected a layer from 0 to 1, got 2'],
    ['weights[1][-1][0]', '--at weights[1][-1][0]: expected a unit from 0 to 0, got -1'],
    ['weights[1][0]', '--at weights[1][0]: expected 3 indices, [layer][unit][input], got 2'],
    ['weights[0][0][0]', '--at weights[0][0][0]: expected 4 indices, [layer][piece][unit][input], got 3'],
    ['weights[0][2][0][0]', '--at weights[0][2][0][0]: expected a piece from 0 to 1, got 2'],
    ['biases[0][0][0]', '--at biases[0][0][0]: expected a layer with biases, got a layer without'],
    ['biases[1][0][0]', '--at biases[1][0][0]: expected 2 indices, [layer][unit], got 3'],
    ['inputs[2][0]', '--at inputs[2][0]: expected an example from 0 to 1, got 2'],
    ['inputs[0][1]', '--at inputs[0][1]: expected a component from 0 to 0, got 1'],
    ['inputs[0]', '--at inputs[0]: expected 2 indices, [example][component], got 1'],
    ['weight[0][0][0]', '--at: expected weights[layer][unit][input], biases[layer][unit] or'],
    ['weights[1.5][0][0]', 'got "weights[1.5][0][0]"'],
  ])('%s', (at, says) => {
    expect(() => readPlace(at, small)).toThrow(says);
    expect(() => readPlace(at, small)).toThrow(UsageError);
  });
});

describe('bad usage', () => {
  const unknown = 'explain: expected a clause, a code or a file with --at, got';

  it.each([
    ['DELTA-HIDEN', undefined, `${unknown} "DELTA-HIDEN"; did you mean "DELTA-HIDDEN"?`],
    ['wrong-valu', undefined, `${unknown} "wrong-valu"; did you mean "WRONG-VALUE"?`],
    ['something-else-entirely', undefined, `${unknown} "something-else-entirely"`],
    ['.', undefined, 'explain .: expected --at with a path such as weights[0][0][0], got none'],
    ['no-such.json', 'weights[0][0][0]', 'no-such.json: expected a file, got nothing there'],
  ])('%s --at %s is a usage error', (what, at, says) => {
    const run = () => runExplain(what, { paths: 8, ...(at === undefined ? {} : { at }) });
    expect(run).toThrow(says);
    expect(run).toThrow(UsageError);
  });

  it.each([
    [[worked, '--at', 'weights[1][0][7]'], '--at weights[1][0][7]: expected an input from 0 to 1, got 7\n'],
    [['fixtures/activation-elu-1.json', '--at', 'biases[0][0]'], 'problem.kind: expected "mlp", got nothing'],
    [[worked, '--at', 'biases[0][0]', '--paths', '0'], 'expected an integer from 1 to 1000, got "0"'],
    [[worked, '--at', 'biases[0][0]', '--json', '--markdown'], 'cannot be used with'],
    [[], "missing required argument 'what'"],
  ])('%j exits 2', (words, says) => {
    const { exit, stdout, stderr } = explain(words);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  it('shows what a file contains without obeying it', () => {
    const { exit, stderr } = explain(['-', '--at', 'biases[0][0]'], '{"problem": {"\\u001b[2J\\u202e": 1}}');
    expect(exit).toBe(2);
    expect(stderr).toContain('\\u001b[2J\\u202e');
    expect(stderr).toMatch(/^[\n -~]*$/);
    const labelled = { ...small, id: '\u001b]0;owned\u0007 \u202e' };
    const { stdout } = explain(['-', '--at', 'biases[1][0]'], JSON.stringify(labelled));
    expect(stdout).toMatch(/^[\n -~]+$/);
  });
});
