import { describe, expect, it } from 'vitest';
import { bigFloat } from '../../arithmetic/big-float.ts';
import { gradientForward } from '../../graphs/forward-mode/forward-mode.ts';
import { gradientByPaths } from '../../graphs/forward-mode/path-recursion.ts';
import type { NestedNumbers } from '../../model/graph.ts';
import { loadGraphFixtures, readGraphFixture } from './graph-fixtures.ts';

const fixtures = loadGraphFixtures();

const mapped = <T>(nested: NestedNumbers<T>, number: (entry: T) => number): NestedNumbers =>
  Array.isArray(nested) ? nested.map((entry) => mapped(entry, number)) : number(nested as T);

const digits = bigFloat(400);

it('are a dozen', () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(12);
});

describe.each(fixtures)('$id', ({ problem, expectation: { exact } }) => {
  // Both are the double nearest to the exact value: 40 digits decide which one that is.
  const expected = Object.entries(exact.gradients).map(([name, gradient]) => [
    name,
    mapped(gradient, Number),
  ]);

  it.each([
    ['forward mode', gradientForward(problem, digits)],
    ['the recursion over paths', gradientByPaths(problem, digits)],
  ])('is what %s says, to the last digit of a double', (_, { value, gradients }) => {
    expect(digits.toNumber(value)).toBe(Number(exact.value));
    expect(
      Object.entries(gradients).map(([name, gradient]) => [
        name,
        mapped(gradient, (entry) => digits.toNumber(entry) + 0),
      ]),
    ).toEqual(expected);
  });
});

describe('a fixture is refused', () => {
  const [good] = fixtures;
  const file = `${good?.id}.json`;
  const refusal = (change: object) => () => readGraphFixture({ ...good, ...change }, file);

  it('under another name than its file', () => {
    expect(refusal({ id: 'other' })).toThrow(/id: expected .*, got other/);
  });

  it('without provenance', () => {
    expect(refusal({ provenance: undefined })).toThrow('provenance');
  });

  it('with a gradient nobody asked for, or in another shape', () => {
    const exact = { ...good?.expectation.exact, gradients: { other: '1' } };
    expect(refusal({ expectation: { exact } })).toThrow(
      /expectation.exact.gradients: expected .*, got other/,
    );
    const flat = Object.fromEntries(
      (good?.problem.wrt ?? []).map((name) => [name, ['1', '2', '3', '4', '5']]),
    );
    expect(refusal({ expectation: { exact: { ...exact, gradients: flat } } })).toThrow('got [5,]');
  });

  it('whose graph is none', () => {
    const problem = { ...good?.problem, output: 'nowhere' };
    expect(refusal({ problem })).toThrow('output');
  });
});
