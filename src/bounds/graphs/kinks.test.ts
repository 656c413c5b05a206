import { describe, expect, it } from 'vitest';
import { precision } from '../precision.ts';
import { boundGraphAnswer } from './bound-graph-answer.ts';
import { bounds, graph, kinks, u } from './test-bounds.ts';

const numbers = (nested: unknown): readonly number[] =>
  Array.isArray(nested) ? nested.flatMap(numbers) : [nested as number];

describe.each(kinks)('%s at its kink', (_, inputs, nodes, sites, jumps) => {
  const problem = graph(inputs, nodes);

  it('has the whole jump in the bound, and is listed', () => {
    const { gradients, uncertain } = bounds(problem, 'float32');
    expect(uncertain).toEqual(sites.map((index) => ({ node: 'n0', index })));
    for (const [index, jump] of numbers(jumps).entries()) {
      const bound = numbers(gradients['x'])[index] as number;
      expect(bound).toBeGreaterThanOrEqual(jump);
      // What evaluating a slope rounds comes on top: 40 u of numbers up to 2 are far below a jump.
      expect(bound).toBeLessThan(jump + 100 * u);
    }
  });

  it('is decided for those who follow the documents', () => {
    const { gradients, uncertain } = bounds(problem, 'float32', 'convention');
    expect(uncertain).toEqual([]);
    for (const bound of numbers(gradients['x'])) expect(bound).toBeLessThan(100 * u);
  });
});

describe('a side that rounding leaves open', () => {
  const problem = graph({ x: 0.1, y: 0.1 }, [
    { op: 'exp', args: ['x'] },
    { op: 'exp', args: ['y'] },
    { op: 'sub', args: ['n0', 'n1'] },
    { op: 'relu', args: ['n2'] },
  ]);

  it.each(['every choice', 'convention'] as const)('has the jump under "%s"', (mode) => {
    const { gradients, uncertain } = bounds(problem, 'float32', mode);
    expect(uncertain).toEqual([{ node: 'n3', index: 0 }]);
    expect(gradients['x']).toBeGreaterThan(Math.exp(0.1));
  });

  it('is certain a few roundings away', () => {
    const apart = { ...problem, inputs: { x: 0.1, y: 0.1 + 1e-5 } };
    expect(bounds(apart, 'float32').uncertain).toEqual([]);
    expect(bounds(apart, 'bfloat16').uncertain).toEqual([{ node: 'n3', index: 0 }]);
  });
});

describe('bounds at chosen derivatives', () => {
  const problem = graph({ x: [0, 1], y: [0, 3], w: [2 ** -9, 3] }, [
    { op: 'relu', args: ['x'] },
    { op: 'maximum', args: ['n0', 'y'] },
    { op: 'mul', args: ['n1', 'w'] },
    { op: 'mul', args: ['n2', 'w'] },
    { op: 'sum', args: ['n3'] },
  ]);
  const chosen = (s: number, t: number) =>
    boundGraphAnswer(problem, precision('float16'), {
      chosen: ({ node, entry }) =>
        entry === 1 ? undefined : node === 'n0' ? s : node === 'n1' ? t : undefined,
      within: 'nothing',
    });
  const flat = ({ gradients }: ReturnType<typeof chosen>) => Object.values(gradients).flatMap(numbers);

  it('are largest at a corner of the sets, where numbers may underflow too', () => {
    const corners = [0, 1].flatMap((s) => [0, 1].map((t) => flat(chosen(s, t))));
    for (const s of [2 ** -12, 0.1, 0.5, 0.9])
      for (const t of [2 ** -11, 0.3, 0.5, 1])
        for (const [place, bound] of flat(chosen(s, t)).entries()) {
          const most = Math.max(...corners.map((corner) => corner[place] ?? Number.NaN));
          expect(bound).toBeLessThanOrEqual(most * (1 + 2 ** -29));
        }
  });
});
