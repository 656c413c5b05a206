/**
 * Our graphs of gradients against the symbolic derivative of mathjs, on random scalar expressions. mathjs
 * differentiates the printed formula; what it returns is evaluated in ball arithmetic, like ours, so that
 * the comparison needs no tolerance.
 */

import fc from 'fast-check';
import { create, derivativeDependencies, type MathNode, parseDependencies } from 'mathjs';
import { describe, expect, test } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { type Ball, ballArithmetic, disjoint } from '../../oracle/ball.ts';
import { bigFloatBase } from '../../oracle/floating-point.ts';
import { apply, emptyGraph, given } from '../build.ts';
import type { Graph, Variable } from '../graph.ts';
import { formula } from '../printing/formula.ts';
import { forward } from '../table/forward.ts';
import { entryAt } from '../tensor/tensor.ts';
import { buildGrad, gradientBy } from './build-grad.ts';

const mathjs = create({ ...derivativeDependencies, ...parseDependencies });

const base = bigFloatBase(240);
const balls = ballArithmetic(base, () => undefined);

/** What may go wrong where an expression has no value: no witness there. */
class NoValue extends Error {
  override readonly name = 'NoValue';
}

const power = <T>({ div, mul, of }: Arithmetic<T>, x: T, exponent: number): T => {
  let product = of(1);
  for (let n = 0; n < Math.abs(exponent); n += 1) product = mul(product, x);
  return exponent < 0 ? div(of(1), product) : product;
};

/** The functions and operators that mathjs writes into the derivatives of ours. */
const call = <T>(arithmetic: Arithmetic<T>, name: string, parts: readonly T[]): T => {
  const { add, div, exp, log, mul, neg, of, sqrt, sub, tanh } = arithmetic;
  const [x, y] = [entryAt(parts, 0), parts[1] ?? of(0)];
  const known: Readonly<Record<string, () => T>> = {
    add: () => add(x, y),
    subtract: () => sub(x, y),
    multiply: () => mul(x, y),
    divide: () => div(x, y),
    unaryMinus: () => neg(x),
    pow: () => power(arithmetic, x, arithmetic.toNumber(y)),
    exp: () => exp(x),
    log: () => log(x),
    sqrt: () => sqrt(x),
    tanh: () => tanh(x),
    sech: () => div(of(2), add(exp(x), exp(neg(x)))),
  };
  const work = known[name];
  if (work === undefined) throw new Error(`mathjs wrote ${name}, which this test does not know`);
  return work();
};

const evaluate = <T>(arithmetic: Arithmetic<T>, node: MathNode, at: ReadonlyMap<string, T>): T => {
  const all = (nodes: readonly MathNode[]): readonly T[] =>
    nodes.map((part) => evaluate(arithmetic, part, at));
  if (mathjs.isParenthesisNode(node)) return evaluate(arithmetic, node.content, at);
  if (mathjs.isConstantNode(node)) return arithmetic.of(Number(node.value));
  if (mathjs.isOperatorNode(node)) return call(arithmetic, node.fn, all(node.args));
  if (mathjs.isFunctionNode(node)) return call(arithmetic, node.fn.name, all(node.args));
  const value = mathjs.isSymbolNode(node) ? at.get(node.name) : undefined;
  if (value === undefined) throw new Error(`expected something to evaluate, got ${node.type}`);
  return value;
};

const unary = ['neg', 'reciprocal', 'exp', 'log', 'square', 'sqrt', 'tanh'] as const;
const binary = ['add', 'sub', 'mul', 'div'] as const;

interface Expression {
  readonly graph: Graph;
  readonly inputs: readonly Variable[];
  readonly output: Variable;
}

/** Up to eight operations on x and y; the last variable is the output. */
const expression = fc
  .array(
    fc.oneof(
      fc.record({ name: fc.constantFrom(...unary), picks: fc.tuple(fc.nat()) }),
      fc.record({ name: fc.constantFrom(...binary), picks: fc.tuple(fc.nat(), fc.nat()) }),
      fc.record({
        name: fc.constant('pow' as const),
        picks: fc.tuple(fc.nat()),
        exponent: fc.integer({ min: -3, max: 4 }),
      }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((operations): Expression => {
    const graph = emptyGraph();
    const inputs = [given(graph, 'x', []), given(graph, 'y', [])];
    const variables = [...inputs];
    for (const { name, picks, ...rest } of operations) {
      const places: readonly number[] = picks;
      // The latest variables first, so that expressions are deep rather than wide.
      const chosen = places.map((pick) =>
        entryAt(variables, variables.length - 1 - (pick % variables.length)),
      );
      variables.push(apply(graph, name, chosen, rest));
    }
    return { graph, inputs, output: entryAt(variables, variables.length - 1) };
  });

const eighths = fc.integer({ min: -24, max: 24 }).map((k) => k / 8);

/** mathjs has no name for 1/x. */
const readable = (text: string): string => text.replaceAll('reciprocal(', '1 / (');

/** Both derivatives by x and y, or NoValue where the expression or one of them has no value. */
const bothDerivatives = ({ graph, inputs, output }: Expression, x: number, y: number) => {
  const at = new Map([
    ['x', balls.of(x)],
    ['y', balls.of(y)],
  ]);
  try {
    const tensors = new Map([...at].map(([name, ball]) => [name, { shape: [], entries: [ball] }]));
    const built = buildGrad(graph, output, inputs);
    const values = forward(built.graph, balls, tensors);
    return ['x', 'y'].map((name, place) => {
      const tree = mathjs.derivative(readable(formula(graph, output, 'text')), name, { simplify: false });
      const gradient = entryAt(values, gradientBy(built, entryAt(inputs, place)));
      return [entryAt(gradient.entries, 0), evaluate(balls, tree, at)] as const;
    });
  } catch (error) {
    if (error instanceof Error && ['RangeError', 'NotComputable'].includes(error.name)) throw new NoValue();
    throw error;
  }
};

const isKnown = ({ radius }: Ball<unknown>): boolean => radius < -100;

// @clause SYMBOL-GRAPH
describe('the symbolic derivative of mathjs', () => {
  test('meets ours on random expressions of x and y', () => {
    let compared = 0;
    fc.assert(
      fc.property(expression, eighths, eighths, (drawn, x, y) => {
        let pairs: ReturnType<typeof bothDerivatives>;
        try {
          pairs = bothDerivatives(drawn, x, y);
        } catch (error) {
          if (error instanceof NoValue) fc.pre(false);
          throw error;
        }
        for (const [ours, theirs] of pairs) {
          if (!isKnown(ours) || !isKnown(theirs)) continue;
          expect(disjoint(base, ours, theirs)).toBe(false);
          compared += 1;
        }
      }),
      { seed: 5, numRuns: 300, maxSkipsPerRun: 20 },
    );
    expect(compared).toBeGreaterThan(400);
  });
});
