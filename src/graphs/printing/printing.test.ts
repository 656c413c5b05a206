import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Attributes, OperationName } from '../../model/operations.ts';
import { apply, constant, emptyGraph, type GrowingGraph, given } from '../build.ts';
import type { Variable } from '../graph.ts';
import { buildGrad, gradientBy } from '../symbolic/build-grad.ts';
import { dotText } from './dot.ts';
import { formula, formulas } from './formula.ts';

interface Writing {
  readonly graph: GrowingGraph;
  readonly x: Variable;
  readonly y: Variable;
  readonly A: Variable;
  readonly v: Variable;
}

const writing = (): Writing => {
  const graph = emptyGraph();
  return {
    graph,
    x: given(graph, 'x', []),
    y: given(graph, 'y_1', []),
    A: given(graph, 'A', [2, 2]),
    v: given(graph, 'v', [2]),
  };
};

type Write = (writing: Writing) => Variable;

const op =
  (name: OperationName, ...parts: readonly (Write | 'x' | 'y' | 'A' | 'v' | Attributes)[]): Write =>
  (place) => {
    const inputs: Variable[] = [];
    let attributes: Attributes = {};
    for (const part of parts) {
      if (typeof part === 'function') inputs.push(part(place));
      else if (typeof part === 'string') inputs.push(place[part]);
      else attributes = part;
    }
    return apply(place.graph, name, inputs, attributes);
  };

const number =
  (entry: number): Write =>
  ({ graph }) =>
    constant(graph, [], [entry]);

const written = (write: Write): readonly [string, string] => {
  const place = writing();
  const V = write(place);
  return [formula(place.graph, V, 'text'), formula(place.graph, V, 'latex')];
};

// @clause SYMBOL-GRAPH
describe('a formula, as text and in LaTeX', () => {
  test.each<[string, string, Write]>([
    ['x + y_1', 'x + \\mathit{y\\_1}', op('add', 'x', 'y')],
    ['x - (y_1 - x)', 'x - \\left(\\mathit{y\\_1} - x\\right)', op('sub', 'x', op('sub', 'y', 'x'))],
    ['(x + y_1) * x', '\\left(x + \\mathit{y\\_1}\\right) \\cdot x', op('mul', op('add', 'x', 'y'), 'x')],
    ['x / (y_1 / x)', '\\frac{x}{\\frac{\\mathit{y\\_1}}{x}}', op('div', 'x', op('div', 'y', 'x'))],
    [
      'x * (y_1 * x)',
      'x \\cdot \\left(\\mathit{y\\_1} \\cdot x\\right)',
      op('mul', 'x', op('mul', 'y', 'x')),
    ],
    ['-(x + x)', '-\\left(x + x\\right)', op('neg', op('add', 'x', 'x'))],
    ['(-x) ^ 2', '\\left(-x\\right)^{2}', op('square', op('neg', 'x'))],
    ['x ^ (-3)', 'x^{-3}', op('pow', 'x', { exponent: -3 })],
    ['(x ^ 2) ^ 3', '\\left(x^{2}\\right)^{3}', op('pow', op('square', 'x'), { exponent: 3 })],
    ['exp(-x)', 'e^{-x}', op('exp', op('neg', 'x'))],
    ['reciprocal(x)', '\\frac{1}{x}', op('reciprocal', 'x')],
    ['sqrt(log(x))', '\\sqrt{\\ln\\left(x\\right)}', op('sqrt', op('log', 'x'))],
    ['sigmoid(tanh(x))', '\\sigma\\left(\\tanh\\left(x\\right)\\right)', op('sigmoid', op('tanh', 'x'))],
    [
      'leaky_relu(x; alpha=0.5)',
      '\\operatorname{leaky-relu}_{\\text{alpha=0.5}}\\left(x\\right)',
      op('leaky-relu', 'x', { alpha: 0.5 }),
    ],
    ['maximum(x, y_1)', '\\operatorname{maximum}\\left(x, \\mathit{y\\_1}\\right)', op('maximum', 'x', 'y')],
    ['A .* A', 'A \\odot A', op('mul', 'A', 'A')],
    ['A ./ A', 'A \\oslash A', op('div', 'A', 'A')],
    ['A .^ 2', 'A^{2}', op('square', 'A')],
    ['A * A', 'A \\, A', op('matmul', 'A', 'A')],
    [
      'transpose(A; axes=[1, 0])',
      '\\operatorname{transpose}_{\\text{axes=[1, 0]}}\\left(A\\right)',
      op('transpose', 'A', { axes: [1, 0] }),
    ],
    ['x * (-2)', 'x \\cdot \\left(-2\\right)', op('mul', 'x', number(-2))],
    ['x - (-x)', 'x - \\left(-x\\right)', op('sub', 'x', op('neg', 'x'))],
    ['x * 1e-20', 'x \\cdot \\left(1 \\cdot 10^{-20}\\right)', op('mul', 'x', number(1e-20))],
    ['[1, 2]', '\\left(1, 2\\right)', ({ graph }) => constant(graph, [2], [1, 2])],
    ['3', '3', ({ graph }) => constant(graph, [2], [3, 3])],
  ])('%s', (text, latex, write) => {
    expect(written(write)).toEqual([text, latex]);
  });

  test('of a gradient', () => {
    const place = writing();
    const output = op(
      'sum',
      op('square', op('sub', 'v', op('broadcast', 'x', { shape: [2], axes: [] }))),
    )(place);
    const built = buildGrad(place.graph, output, [place.x]);
    expect(formulas(built.graph, gradientBy(built, place.x), 'text')).toEqual([
      't5 = v - broadcast(x; shape=[2], axes=[])',
      't12 = sum(-(t5 + t5); axis=0)',
    ]);
  });

  test('names what is used more than once, so that 50 squarings take 50 lines', () => {
    const place = writing();
    let V = place.x;
    for (let k = 0; k < 50; k += 1) V = apply(place.graph, 'mul', [V, V]);
    const lines = formulas(place.graph, V, 'text');
    expect(lines).toHaveLength(50);
    expect(lines.slice(0, 2)).toEqual(['t4 = x * x', 't5 = t4 * t4']);
  });
});

const product = (): readonly [GrowingGraph, Variable] => {
  const place = writing();
  const V = op(
    'sum',
    op('mul', 'v', ({ graph }) => constant(graph, [2], [1, 2])),
    { axis: 0 },
  )(place);
  return [place.graph, V];
};

describe('a graph in DOT', () => {
  test('has what the output depends on, with shapes, attributes and numbered slots', () => {
    expect(dotText(...product())).toBe(
      [
        'digraph {',
        '  rankdir=LR;',
        '  "v" [label="v [2]", shape=box];',
        '  "c4" [label="1, 2 [2]", shape=plaintext];',
        '  "t5" [label="t5 = mul [2]", shape=ellipse];',
        '  "v" -> "t5" [label="0"];',
        '  "c4" -> "t5" [label="1"];',
        '  "t6" [label="t6 = sum (axis=0)", shape=ellipse];',
        '  "t5" -> "t6";',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('cuts long constants and writes equal entries once', () => {
    const graph = emptyGraph();
    const long = constant(graph, [5], [1, 2, 3, 4, 5]);
    const ones = constant(graph, [5], [1, 1, 1, 1, 1]);
    const text = dotText(graph, apply(graph, 'dot', [long, ones]));
    expect(text).toContain('label="1, 2, 3, 4, ... [5]"');
    expect(text).toContain('label="1 [5]"');
  });

  const graphviz = (parameter: string, input: string) => {
    const [program = ''] = ['dot'];
    return spawnSync(program, [parameter], { input, encoding: 'utf8' });
  };
  const hasGraphviz = graphviz('-V', '').error === undefined;

  test.skipIf(!hasGraphviz)('is accepted by Graphviz (skipped where `dot` is not installed)', () => {
    expect(graphviz('-Tsvg', dotText(...product())).stdout.match(/class="node"/g)).toHaveLength(4);
  });
});
