/** z and a of the units that some paths run through. */

import type { DerivedExample, PathStep } from '../../gradients/per-weight/derivation.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { pieceValueSymbol, unitSymbol } from './notation.ts';

/** The forward values of one unit in one example; indices from 0. */
export interface ForwardValue {
  readonly example: number;
  readonly layer: number;
  readonly unit: number;
  /** One per piece of a maxout unit that is on a path, else one. */
  readonly z: readonly { readonly symbol: string; readonly value: number }[];
  readonly a: { readonly symbol: string; readonly value: number };
}

interface Crossed {
  readonly example: number;
  readonly layer: number;
  readonly unit: number;
  readonly pieces: readonly number[];
}

const expectNumber = (value: number | undefined): number => {
  if (value === undefined) throw new RangeError('a path runs through a unit that has no forward value');
  return value;
};

/** Every unit on the paths once, lowest example, layer and unit first. */
const crossedBy = (steps: readonly (PathStep & { readonly example: number })[]): readonly Crossed[] => {
  const found = new Map<string, Crossed>();
  for (const { example, layer, piece, unit, exit } of steps) {
    for (const on of [unit, exit]) {
      const key = `${example} ${layer} ${on}`;
      const pieces = new Set([...(found.get(key)?.pieces ?? []), piece]);
      found.set(key, { example, layer, unit: on, pieces: [...pieces].toSorted((p, q) => p - q) });
    }
  }
  return [...found.values()].toSorted(
    (left, right) => left.example - right.example || left.layer - right.layer || left.unit - right.unit,
  );
};

/** The values of the units on the shown paths, by example, layer and unit. */
export const forwardValues = (
  problem: MlpProblem,
  examples: readonly DerivedExample<number>[],
  shown: readonly { readonly example: number; readonly steps: readonly PathStep[] }[],
): readonly ForwardValue[] => {
  const passes = new Map(examples.map(({ example, pass }) => [example, pass]));
  const steps = shown.flatMap((path) => path.steps.map((step) => ({ ...step, example: path.example })));
  return crossedBy(steps).map(({ example, layer, unit, pieces }) => {
    const values = passes.get(example)?.layers[layer];
    return {
      example,
      layer,
      unit,
      z: pieces.map((piece) => ({
        symbol: pieceValueSymbol(problem, layer, piece, unit),
        value: expectNumber(values?.pieceValues[piece]?.[unit]),
      })),
      a: { symbol: unitSymbol('a', layer, unit), value: expectNumber(values?.a[unit]) },
    };
  });
};
