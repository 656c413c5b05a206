/**
 * Fused operations against their composition from others (spec/ops.json, `composition`): value and every
 * derivative. So their rules rest on those of a few primitive operations.
 */

import { describe, expect, test } from 'vitest';
import file from '#spec/ops.json' with { type: 'json' };
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { OperationName } from '../../model/operations.ts';
import type { Shape } from '../../model/tensor.ts';
import { ballArithmetic, disjoint } from '../../oracle/ball.ts';
import { bigFloatBase } from '../../oracle/floating-point.ts';
import { apply, emptyGraph, given } from '../build.ts';
import { getEntry } from '../graph.ts';
import { drawFrom, type OperationSample, samplers, tensorOf } from '../operation-samples.ts';
import { forward } from '../table/forward.ts';
import { vectorJacobianProduct } from '../table/products.ts';
import { entryAt, mapEntries, type Tensor } from '../tensor/tensor.ts';
import { type Composition, compositions, x } from './test-compositions.ts';

const samplesPerOperation = 30;

/** True where the derivative is a choice, which a composition may make differently, or is not defined. */
const isAtKink = (name: OperationName, { inputs, attributes }: OperationSample): boolean => {
  const [first, second] = inputs.map(({ entries }) => entries);
  if (['leaky-relu', 'elu'].includes(name)) return (first ?? []).includes(0);
  if (name === 'minimum') return (first ?? []).some((entry, place) => entry === second?.[place]);
  if (name === 'norm') return (first ?? []).includes(0);
  if (name !== 'hinge') return false;
  return (
    (first ?? []).some((one) => (first ?? []).some((other) => one - other + 1 === 0)) || !attributes.classes
  );
};

/** Value and J' u by every slot, of what `write` writes. */
const answers = <T>(
  sample: OperationSample,
  arithmetic: Arithmetic<T>,
  uOf: (shape: Shape) => Tensor<number>,
  write: Composition,
): readonly Tensor<T>[] => {
  const graph = emptyGraph();
  const inputs = sample.inputs.map((tensor, slot) => given(graph, `x${slot}`, tensor.shape));
  const output = write({ graph, inputs, sample });
  const values = forward(
    graph,
    arithmetic,
    new Map(sample.inputs.map((tensor, slot) => [`x${slot}`, mapEntries(tensor, arithmetic.of)])),
  );
  const u = mapEntries(uOf(getEntry(graph, output).shape), arithmetic.of);
  const table = vectorJacobianProduct({ graph, arithmetic, values }, output, inputs, u);
  return [entryAt(values, output), ...inputs.flatMap((V) => table.get(V) ?? [])];
};

// @clause GATE-FUSED
// @clause ACT-SIGMOID
test('every operation that spec/ops.json composes of others is held against them', () => {
  const composed = file.operations.flatMap(({ name, composition }) => (composition === null ? [] : [name]));
  expect(composed.filter((name) => ![...compositions.keys()].some((key) => key === name))).toEqual([]);
  expect(composed.length).toBeGreaterThan(15);
});

describe('a fused operation and its composition', () => {
  const base = bigFloatBase(240);
  const balls = ballArithmetic(base, () => undefined);

  test.each([...compositions.keys()])('agree in value and derivatives: %s', (name) => {
    const draw = drawFrom(3);
    let compared = 0;
    for (let run = 0; run < samplesPerOperation; run += 1) {
      const sample = samplers[name](draw);
      const uOf = (shape: Shape) => tensorOf(drawFrom(run), shape);
      if (isAtKink(name, sample)) continue;
      const fused = answers(sample, balls, uOf, (w) => apply(w.graph, name, w.inputs, sample.attributes));
      const composed = answers(sample, balls, uOf, (w) => compositions.get(name)?.(w) ?? x(w));
      expect(composed.map(({ shape }) => shape)).toEqual(fused.map(({ shape }) => shape));
      expect(fused).toHaveLength(1 + sample.inputs.length);
      for (const [part, { entries }] of fused.entries()) {
        for (const [place, ball] of entries.entries()) {
          const other = entryAt(entryAt(composed, part).entries, place);
          expect(disjoint(base, ball, other)).toBe(false);
          expect(Math.max(ball.radius, other.radius)).toBeLessThan(-170);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThanOrEqual(samplesPerOperation);
  });
});
