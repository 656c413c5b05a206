import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';
import { answered, beyond, boundsOf, leaves, leavesOf, type Nested, u } from './test-tracked.ts';
import { typedGradient } from './typed/gradient.ts';

describe('float64 against 30 digits from outside', () => {
  interface Case {
    readonly title: string;
    readonly problem: MlpProblem;
    readonly expected: Readonly<Record<string, Nested<string>>>;
  }
  const cases = ['./worked-networks.json', './central-differences.json'].flatMap((file) => {
    const read: { readonly cases: readonly Case[] } = JSON.parse(
      readFileSync(new URL(file, import.meta.url), 'utf8'),
    );
    return read.cases;
  });

  it.each(cases)('stays within its derived bound: $title', ({ problem, expected }) => {
    const digits = new Map(
      Object.entries(expected)
        .flatMap(([name, part]) => leaves(part, name))
        .map(([path, text]) => [path, Number(text)]),
    );
    const bounds = boundsOf(problem, 1);
    // Reading the digits as a double costs another half ulp, at most u times the value.
    const boundAt = (path: string) => bounds(path) + u * Math.abs(digits.get(path) ?? Number.NaN);
    expect(digits.size).toBeGreaterThan(10);
    expect(beyond(digits, leavesOf(answered(gradient(problem, float64))), boundAt)).toEqual([]);
    expect(beyond(digits, leavesOf(answered(typedGradient(problem))), boundAt)).toEqual([]);
  });
});
