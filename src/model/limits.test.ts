import { describe, expect, test } from 'vitest';
import { limits } from './limits.ts';
import { dense, problem, said, saidOfText } from './test-problem-drafts.ts';

describe('limits', () => {
  const wide = (width: number): number[] => new Array<number>(width).fill(1);

  test('a problem at the limit of nesting is judged by its form, one past it by its nesting', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect(said(nested(limits.depth))).toBe('expected an object, got a list of 1');
    expect(said(nested(limits.depth + 1))).toBe(
      `${'[0]'.repeat(limits.depth)}: expected at most 16 levels of nesting, got more`,
    );
  });

  test('a cycle is too deep', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(said(cycle)).toBe(
      `${'[0]'.repeat(limits.depth)}: expected at most 16 levels of nesting, got more`,
    );
  });

  test('text nested a million deep is refused without exhausting the stack', () => {
    const text = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    expect(saidOfText(text)).toContain('expected at most 16 levels of nesting, got more');
  });

  test('a list that is shared too often counts every time', () => {
    const shared = wide(1000);
    expect(said({ kind: new Array(6000).fill(shared) })).toBe(
      'kind[4995][2]: expected at most 5000000 values in all, got more',
    );
  });

  test('too many layers are refused', () => {
    const value = problem({
      layers: new Array(1025).fill(dense([[1]], null)),
      inputs: [[1]],
      targets: [[1]],
    });
    expect(said(value)).toBe('layers: expected at most 1024 layers, got 1025');
  });

  test('too many examples are refused', () => {
    const rows = new Array(65_537).fill([1]);
    const value = problem({ layers: [dense([[1]], null)], inputs: rows, targets: rows });
    expect(said(value)).toBe('inputs: expected at most 65536 examples, got 65537');
  });

  test('too wide a layer and too wide an input are refused', () => {
    const units = problem({
      layers: [
        dense(
          wide(65_537).map((one) => [one]),
          null,
        ),
      ],
      inputs: [[1]],
      targets: [wide(65_537)],
    });
    expect(said(units)).toBe('layers[0].weights: expected at most 65536 units, got 65537');
    const inputs = problem({ layers: [dense([wide(65_537)], null)], inputs: [wide(65_537)], targets: [[1]] });
    expect(said(inputs)).toBe('inputs[0]: expected at most 65536 components, got 65537');
  });
});
