/** Symbol-to-symbol against symbol-to-number, for every operation: two rules written apart. */

import { describe, expect, test } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { fractionArithmetic } from '../../arithmetic/fraction.ts';
import {
  type AnyOperationName,
  operationEntry,
  operationNames,
  selectionNames,
} from '../../model/operations.ts';
import { ballArithmetic, disjoint } from '../../oracle/ball.ts';
import { bigFloatBase } from '../../oracle/floating-point.ts';
import { drawFrom, samplers } from '../operation-samples.ts';
import { givenIn, graphOfSample, type SampleGraph } from '../sample-graph.ts';
import { backpropagate } from '../table/backpropagate.ts';
import { forward } from '../table/forward.ts';
import { inNumbers } from '../table/numbers.ts';
import { entryAt, type Tensor } from '../tensor/tensor.ts';
import { buildGrad, gradientBy } from './build-grad.ts';

const samplesPerOperation = 25;

const names: readonly AnyOperationName[] = [...operationNames, ...selectionNames];

const isRational = (name: AnyOperationName): boolean => operationEntry(name).needs.length === 0;

/** The gradients by every slot, computed both ways. */
const bothWays = <T>({ graph, inputs, output, values }: SampleGraph, arithmetic: Arithmetic<T>) => {
  const given = givenIn(values, arithmetic);
  const table = backpropagate(
    graph,
    output,
    inputs,
    inNumbers(graph, arithmetic, forward(graph, arithmetic, given)),
  );
  const symbolic = buildGrad(graph, output, inputs);
  const evaluated = forward(symbolic.graph, arithmetic, given);
  return inputs.map((V): readonly [Tensor<T> | undefined, Tensor<T>] => [
    table.get(V),
    entryAt(evaluated, gradientBy(symbolic, V)),
  ]);
};

const forSamples = (name: AnyOperationName, check: (sample: SampleGraph) => number) => {
  const draw = drawFrom(11);
  let entries = 0;
  for (let run = 0; run < samplesPerOperation; run += 1)
    entries += check(graphOfSample(name, samplers[name](draw), draw));
  expect(entries).toBeGreaterThanOrEqual(samplesPerOperation);
};

// @clause SYMBOL-EVALUATE
describe('the graph of the gradient, evaluated, and the gradient in numbers', () => {
  test.each(names.filter(isRational))('are equal in rationals for %s', async (name) => {
    const fractions = await fractionArithmetic();
    forSamples(name, (sample) => {
      let entries = 0;
      for (const [number, symbol] of bothWays(sample, fractions)) {
        expect(symbol.shape).toEqual(number?.shape);
        const written = (tensor: typeof number) => tensor?.entries.map((entry) => entry.toFraction());
        expect(written(symbol)).toEqual(written(number));
        entries += symbol.entries.length;
      }
      return entries;
    });
  });

  test.each(names.filter((name) => !isRational(name)))('meet within proved error balls for %s', (name) => {
    const base = bigFloatBase(200);
    const balls = ballArithmetic(base, () => undefined);
    forSamples(name, (sample) => {
      let entries = 0;
      for (const [number, symbol] of bothWays(sample, balls)) {
        expect(symbol.shape).toEqual(number?.shape);
        for (const [place, ball] of symbol.entries.entries()) {
          const other = entryAt(number?.entries ?? [], place);
          expect(disjoint(base, ball, other)).toBe(false);
          expect(Math.max(ball.radius, other.radius)).toBeLessThan(-150);
          entries += 1;
        }
      }
      return entries;
    });
  });
});
