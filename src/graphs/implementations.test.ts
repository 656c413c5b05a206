import { describe, expect, it, test } from 'vitest';
import { dyadic } from '../arithmetic/dyadic.ts';
import { float64 } from '../arithmetic/float64.ts';
import { fractionArithmetic } from '../arithmetic/fraction.ts';
import { isRefusal } from '../model/answer.ts';
import type { GraphProblem } from '../model/graph.ts';
import { ballArithmetic } from '../oracle/ball.ts';
import { bigFloatBase } from '../oracle/floating-point.ts';
import { loadGraphFixtures } from '../problems/graphs/graph-fixtures.ts';
import { graphImplementations, graphTape } from './implementations.ts';

const named = (name: string) => {
  const found = graphImplementations.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

const refusalOf = (name: string, problem: GraphProblem): string => {
  const attempt = named(name).gradient(problem, float64);
  return isRefusal(attempt) ? attempt.refused : 'answers';
};

/** A chain of diamonds: x + x, again and again. */
const diamonds = (count: number): GraphProblem => ({
  kind: 'graph',
  inputs: { x: 1 },
  nodes: Array.from({ length: count }, (_, k) => ({
    name: `n${k}`,
    op: 'add' as const,
    args: k === 0 ? ['x', 'x'] : [`n${k - 1}`, `n${k - 1}`],
  })),
  output: `n${count - 1}`,
  wrt: ['x'],
});

describe('worked examples in rationals', () => {
  const rational = loadGraphFixtures().filter(({ expectation }) => expectation.exact.digits === 'all');

  test.each(graphImplementations.map(({ name }) => name))(
    '%s gives every value of the files',
    async (name) => {
      const fractions = await fractionArithmetic();
      let compared = 0;
      for (const { id, problem, expectation } of rational) {
        const attempt = named(name).gradient(problem, fractions);
        if (isRefusal(attempt)) throw new Error(`${id}: ${attempt.refused}`);
        const entries = (nested: unknown): readonly unknown[] =>
          Array.isArray(nested) ? nested.flatMap(entries) : [nested];
        const { value, gradients } = expectation.exact;
        const expected = [value, ...problem.wrt.flatMap((each) => entries(gradients[each]))];
        const got = [attempt.value, ...problem.wrt.flatMap((each) => entries(attempt.gradients[each]))];
        expect(
          got.map((each) => String(each)),
          id,
        ).toEqual(expected.map((each) => String(fractions.of(0).add(String(each)))));
        compared += got.length;
      }
      expect(compared).toBeGreaterThan(60);
    },
  );
});

const logarithm: GraphProblem = {
  kind: 'graph',
  inputs: { x: 0 },
  nodes: [{ name: 'f', op: 'log', args: ['x'] }],
  output: 'f',
  wrt: ['x'],
};

describe('what is not computable is refused with its reason', () => {
  test.each([
    ['graph-table', 'the value of "f" (log): expected a finite number, got -Infinity'],
    ['graph-symbolic', 'the value of "f" (log): expected a finite number, got -Infinity'],
    ['graph-forward', 'expected finite numbers, got a value or a derivative that is not'],
    ['graph-paths', 'expected finite numbers, got a value or a derivative that is not'],
  ])('by %s: log 0', (name, says) => {
    expect(refusalOf(name, logarithm)).toBe(says);
  });

  it('in an arithmetic without the function', () => {
    for (const { name, gradient } of graphImplementations) {
      const attempt = gradient({ ...logarithm, inputs: { x: 2 } }, dyadic);
      expect(isRefusal(attempt) ? attempt.refused : name).toContain('log');
    }
  });

  it('more paths than can be walked', () => {
    expect(refusalOf('graph-paths', diamonds(40))).toBe('paths: expected at most 50000 steps, got more');
    expect(refusalOf('graph-table', diamonds(40))).toBe('answers');
  });
});

test('the tape answers in the doubles, and refuses what is not finite', () => {
  expect(graphTape.solve(diamonds(40))).toEqual({ value: 2 ** 40, gradients: { x: 2 ** 40 } });
  expect(graphTape.solve(logarithm)).toEqual({
    refused: 'expected finite numbers, got a value or a derivative that is not',
  });
});

test('numbers that are objects are not looked into: a radius of 2^-Infinity is an exact ball', () => {
  const balls = ballArithmetic(bigFloatBase(64), () => {});
  for (const { name, gradient } of graphImplementations) {
    const attempt = gradient(diamonds(2), balls);
    expect(isRefusal(attempt) ? attempt.refused : attempt.value.radius, name).toBe(Number.NEGATIVE_INFINITY);
  }
});
