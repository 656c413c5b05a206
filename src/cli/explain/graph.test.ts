import { describe, expect, test } from 'vitest';
import { explain } from './test-explain.ts';

const neuron = 'fixtures/graphs/sigmoid-neuron.json';

describe('a derivative of a graph, explained', () => {
  test('is printed with its value and as formulas', () => {
    const { exit: status, stdout } = explain([neuron, '--at', 'z']);
    expect(status).toBe(0);
    // The derivative that the worked example has in 40 digits.
    expect(stdout).toMatch(/^d\(f\)\/d\(z\) = 0\.19661193324148/);
    expect(stdout).toContain('  f = reciprocal(one + exp(-dot(w, x)))\n');
    expect(stdout).toContain('  e = exp(-dot(w, x))\n');
    expect(stdout).toContain('  d(f)/d(z) = -(-(f * f) * e)\n');
  });

  test('may be asked for by the path of an answer', () => {
    expect(explain([neuron, '--at', 'gradients.z']).stdout).toBe(explain([neuron, '--at', 'z']).stdout);
  });

  test('is Markdown with TeX where that is asked for', () => {
    const { stdout } = explain([neuron, '--at', 'z', '--markdown']);
    expect(stdout).toContain('## `d(f)/d(z)`');
    expect(stdout).toContain(
      '\\frac{\\partial f}{\\partial z} &= -\\left(-\\left(f \\cdot f\\right) \\cdot e\\right)',
    );
  });

  test('is data where that is asked for', () => {
    const data = JSON.parse(explain([neuron, '--at', 'd', '--json']).stdout);
    expect(data).toMatchObject({ output: 'f', by: 'd', derivative: { text: expect.any(Array) } });
    expect(Object.keys(data)).toEqual(['output', 'by', 'value', 'forward', 'derivative']);
  });

  test('is a graph in the DOT language where that is asked for', () => {
    const { stdout } = explain([neuron, '--at', 'z', '--dot']);
    expect(stdout).toMatch(/^digraph \{\n {2}rankdir=LR;\n/);
    expect(stdout).toContain('"f" [label="f = reciprocal", shape=ellipse];');
    expect(stdout).toMatch(/"e" -> "t\d+" \[label="1"\];/);
  });

  test.each([
    [[neuron, '--at', 'zz'], '--at: expected an input or a node of the graph, got "zz"; did you mean "z"?'],
    [
      ['fixtures/khalid-2-2-2.json', '--at', 'weights[0][0][0]', '--dot'],
      '--dot: expected a problem of kind graph in fixtures/khalid-2-2-2.json, got one of kind mlp',
    ],
  ])('%j is refused', (words, text) => {
    const { exit: status, stderr } = explain(words);
    expect(status).toBe(2);
    expect(stderr).toBe(`backproof: ${text}\n`);
  });
});
