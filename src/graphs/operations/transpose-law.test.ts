/**
 * <u, J v> = <J' u, v> for every operation and every slot: the way back is the transpose of the way forward.
 *
 * In rationals the two numbers are equal; elsewhere each comes with a proved ball, and the balls meet.
 */

import { describe, expect, test } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { fractionArithmetic } from '../../arithmetic/fraction.ts';
import {
  type AnyOperationName,
  type OperationName,
  operationEntry,
  operationNames,
  selectionNames,
} from '../../model/operations.ts';
import { isMisfit } from '../../model/shape-rules/shape-rule.ts';
import { shapeRules } from '../../model/shape-rules/shape-rules.ts';
import { ballArithmetic, disjoint } from '../../oracle/ball.ts';
import { bigFloatBase } from '../../oracle/floating-point.ts';
import { type Draw, drawFrom, type OperationSample, samplers, tensorOf } from '../operation-samples.ts';
import { innerProduct } from '../tensor/sums.ts';
import { mapEntries } from '../tensor/tensor.ts';
import { type Applied, inputAt, type OperationRule } from './rule.ts';
import { rules } from './rules.ts';

const samplesPerOperation = 40;

const names: readonly AnyOperationName[] = [...operationNames, ...selectionNames];

const isRational = (name: AnyOperationName): boolean => operationEntry(name).needs.length === 0;

const applied = <T>(
  name: AnyOperationName,
  sample: OperationSample,
  arithmetic: Arithmetic<T>,
): Applied<T> => {
  const { attributes } = sample;
  const shape = shapeRules[name](
    sample.inputs.map((input) => input.shape),
    attributes,
  );
  if (isMisfit(shape)) throw new Error(`the sample of ${name} does not fit: ${shape.expected}`);
  const inputs = sample.inputs.map((input) => mapEntries(input, arithmetic.of));
  const application = { arithmetic, attributes, inputs, shape };
  return { ...application, output: rules[name].forward(application) };
};

/** Both sides of the law for one slot, with random u and v. */
const sides = <T>(rule: OperationRule, application: Applied<T>, slot: number, draw: Draw) => {
  const { arithmetic } = application;
  const u = mapEntries(tensorOf(draw, application.shape), arithmetic.of);
  const v = mapEntries(tensorOf(draw, inputAt(application, slot).shape), arithmetic.of);
  const back = rule.vjp(application, slot, u);
  const onward = rule.jvp(application, slot, v);
  expect(back.shape).toEqual(v.shape);
  expect(onward.shape).toEqual(u.shape);
  return [
    innerProduct(arithmetic, u.entries, onward.entries),
    innerProduct(arithmetic, back.entries, v.entries),
  ] as const;
};

const forEverySlot = (
  name: AnyOperationName,
  check: (sample: OperationSample, slot: number, draw: Draw) => void,
) => {
  const draw = drawFrom(7);
  let checked = 0;
  for (let run = 0; run < samplesPerOperation; run += 1) {
    const sample = samplers[name](draw);
    for (const slot of sample.inputs.keys()) {
      check(sample, slot, draw);
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThanOrEqual(samplesPerOperation);
};

// @clause GENERAL-VJP
// @clause GENERAL-MODES
describe('the transpose law', () => {
  test.each(names.filter(isRational))('%s keeps it exactly in rationals', async (name) => {
    const fractions = await fractionArithmetic();
    forEverySlot(name, (sample, slot, draw) => {
      const [left, right] = sides(rules[name], applied(name, sample, fractions), slot, draw);
      expect(fractions.compare(left, right)).toBe(0);
    });
  });

  test.each(names.filter((name): name is OperationName => !isRational(name)))(
    '%s keeps it within proved error balls of 200 bits',
    (name) => {
      const base = bigFloatBase(200);
      const balls = ballArithmetic(base, () => undefined);
      forEverySlot(name, (sample, slot, draw) => {
        const [left, right] = sides(rules[name], applied(name, sample, balls), slot, draw);
        expect(disjoint(base, left, right)).toBe(false);
        // Not balls that meet because they are large.
        expect(Math.max(left.radius, right.radius)).toBeLessThan(-150);
      });
    },
  );
});

describe('the transpose law sees', () => {
  const { matmul } = rules;

  test.each<[string, OperationRule['vjp']]>([
    ['an untransposed factor', (applied, slot, G) => matmul.jvp(applied, slot, G)],
    ['a factor 2', (applied, slot, G) => mapEntries(matmul.vjp(applied, slot, G), twice(applied))],
    ['nothing handed back', (applied, _slot, G) => mapEntries(G, () => applied.arithmetic.of(0))],
  ])('%s', async (_title, vjp) => {
    const fractions = await fractionArithmetic();
    const draw = drawFrom(5);
    let seen = 0;
    for (let run = 0; run < 50; run += 1) {
      const shape = [2, 2];
      const sample = { attributes: {}, inputs: [tensorOf(draw, shape), tensorOf(draw, shape)] };
      const [left, right] = sides({ ...matmul, vjp }, applied('matmul', sample, fractions), 0, draw);
      if (!left.equals(right)) seen += 1;
    }
    expect(seen).toBeGreaterThan(40);
  });

  const twice =
    <T>({ arithmetic }: Applied<T>) =>
    (entry: T): T =>
      arithmetic.add(entry, entry);
});
