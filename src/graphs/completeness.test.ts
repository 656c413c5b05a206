/** Adding an operation is a recipe; here is what names the steps that were left out. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import file from '#spec/ops.json' with { type: 'json' };
import schema from '#spec/schema/graph-problem.schema.json' with { type: 'json' };
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { float64 } from '../arithmetic/float64.ts';
import {
  type AnyOperationName,
  attributeNames,
  operationEntry,
  operationNames,
  selectionNames,
} from '../model/operations.ts';
import { isMisfit } from '../model/shape-rules/shape-rule.ts';
import { shapeRules } from '../model/shape-rules/shape-rules.ts';
import { drawFrom, type OperationSample, samplers } from './operation-samples.ts';
import type { Applied } from './operations/rule.ts';
import { rules } from './operations/rules.ts';
import { symbolicRules } from './symbolic/rules.ts';

const mutantsFolder = new URL('../../mutants/graphs/', import.meta.url);

interface Planted {
  readonly mutants: readonly { readonly id: string }[];
}

const has = (table: object, name: string): boolean => Object.hasOwn(table, name);

/** Files of planted mistakes without one in the operation; those of gradients are planted through the others. */
const unmutated = (name: string): readonly string[] =>
  selectionNames.some((selection) => selection === name)
    ? []
    : ['operations', 'symbolic'].flatMap((room) => {
        const { mutants } = JSON.parse(
          readFileSync(new URL(`${room}.json`, mutantsFolder), 'utf8'),
        ) as Planted;
        const stem = `${room}:${name.replace('-logits', '')}`;
        const isPlanted = mutants.some(({ id }) => id === stem || id.startsWith(`${stem}-`));
        return isPlanted ? [] : [`mutants/graphs/${room}.json`];
      });

const ruleParts = (name: string): readonly string[] => {
  const rule = Object.entries(rules).find(([key]) => key === name)?.[1];
  return (['forward', 'vjp', 'jvp'] as const).filter((part) => typeof rule?.[part] !== 'function');
};

/** Where an operation of this name is still unknown. */
const missingParts = (name: string): readonly string[] => [
  ...(file.operations.some((entry) => entry.name === name) ? [] : ['spec/ops.json']),
  ...([...operationNames, ...selectionNames].some((known) => known === name)
    ? []
    : ['src/model/operations.ts']),
  ...(has(shapeRules, name) ? [] : ['src/model/shape-rules']),
  ...ruleParts(name).map((part) => `src/graphs/operations: ${part}`),
  ...(has(symbolicRules, name) ? [] : ['src/graphs/symbolic']),
  ...(has(samplers, name) ? [] : ['src/graphs/operation-samples.ts']),
  ...unmutated(name),
];

// @clause GENERAL-RULES
describe('every operation', () => {
  test.each(file.operations.map(({ name }) => name))('%s is known wherever it has to be', (name) => {
    expect(missingParts(name)).toEqual([]);
  });

  test('that is known anywhere stands in spec/ops.json', () => {
    const everywhere = new Set(
      [
        operationNames,
        selectionNames,
        ...[shapeRules, rules, symbolicRules, samplers].map(Object.keys),
      ].flat(),
    );
    expect([...everywhere].sort()).toEqual(file.operations.map(({ name }) => name).sort());
  });

  test('an operation that nobody knows is missing everywhere', () => {
    expect(missingParts('convolution')).toEqual([
      'spec/ops.json',
      'src/model/operations.ts',
      'src/model/shape-rules',
      'src/graphs/operations: forward',
      'src/graphs/operations: vjp',
      'src/graphs/operations: jvp',
      'src/graphs/symbolic',
      'src/graphs/operation-samples.ts',
      'mutants/graphs/operations.json',
      'mutants/graphs/symbolic.json',
    ]);
  });
});

describe('spec/ops.json', () => {
  test('has the operations of problems in the order of the model, then those of gradients', () => {
    const named = (gradientsOnly: boolean) =>
      file.operations.filter((entry) => entry.gradientsOnly === gradientsOnly).map(({ name }) => name);
    expect(named(false)).toEqual(operationNames);
    expect(named(true)).toEqual(selectionNames);
  });

  test('says the same operations and attributes as the schema and the model', () => {
    expect(schema.$defs.node.properties.op.enum).toEqual(operationNames);
    expect(Object.keys(schema.$defs.attributes.properties)).toEqual(attributeNames);
    expect(Object.keys(file.attributes)).toEqual(attributeNames);
  });

  test.each(file.operations)('describes $name: a rule per slot, known attributes, a whole kink', (entry) => {
    expect(entry.vjp).toHaveLength(entry.slots.length);
    expect(Object.keys(entry.attributes).filter((name) => !has(file.attributes, name))).toEqual([]);
    expect(operationEntry(nameOf(entry.name)).attributes.size).toBe(Object.keys(entry.attributes).length);
    if (entry.kink !== null) expect(Object.keys(entry.kink)).toEqual(['where', 'set', 'ours']);
  });

  test.each(file.operations)(
    'takes as many arguments for $name as its samples have',
    ({ name, slots, variadic }) => {
      const draw = drawFrom(1);
      for (let run = 0; run < 20; run += 1) {
        const { inputs, attributes } = samplers[nameOf(name)](draw);
        if (!variadic) expect(inputs).toHaveLength(slots.length);
        const entry = operationEntry(nameOf(name));
        for (const key of Object.keys(attributes)) expect([...entry.attributes.keys()]).toContain(key);
      }
    },
  );

  test.each(file.operations)('names the functions that $name calls, and no others', ({ name, needs }) => {
    const called = functionsCalled(nameOf(name));
    expect([...called].sort()).toEqual([...needs].sort());
  });
});

const nameOf = (name: string): keyof typeof samplers => {
  const known = [...operationNames, ...selectionNames].find((candidate) => candidate === name);
  if (known === undefined) throw new Error(`${name} is no operation`);
  return known;
};

const functionNames = ['exp', 'expm1', 'log', 'sqrt', 'tanh'] as const;

/** The doubles, noting which functions are called. */
const noting = (called: Set<string>): Arithmetic<number> => ({
  ...float64,
  ...Object.fromEntries(
    functionNames.map((name) => [
      name,
      (value: number) => {
        called.add(name);
        return float64[name](value);
      },
    ]),
  ),
});

const callForward = (
  name: AnyOperationName,
  sample: OperationSample,
  called: Set<string>,
): Applied<number> => {
  const shape = shapeRules[name](
    sample.inputs.map((input) => input.shape),
    sample.attributes,
  );
  if (isMisfit(shape)) throw new Error(`the sample of ${name} does not fit`);
  const application = { ...sample, arithmetic: noting(called), shape };
  return { ...application, output: rules[name].forward(application) };
};

/** By value and both derivatives of some samples. */
const functionsCalled = (name: AnyOperationName): Set<string> => {
  const called = new Set<string>();
  const draw = drawFrom(2);
  for (let run = 0; run < 20; run += 1) {
    const sample = samplers[name](draw);
    const applied = callForward(name, sample, called);
    for (const [slot, input] of sample.inputs.entries()) {
      rules[name].vjp(applied, slot, applied.output);
      rules[name].jvp(applied, slot, input);
    }
  }
  return called;
};

test('the algorithms name no operation: they know no rule of differentiation', () => {
  for (const source of [
    'backpropagate',
    'prune',
    'forward',
    'numbers',
    'scalar-table',
    'naive',
    'recompute',
  ]) {
    const text = readFileSync(new URL(`table/${source}.ts`, import.meta.url), 'utf8');
    expect(text).not.toMatch(/'(add|mul|exp|matmul|relu|sum)'/);
  }
});
