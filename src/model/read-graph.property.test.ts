import { fc, test } from '@fast-check/vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect } from 'vitest';
import graphSchema from '#spec/schema/graph-problem.schema.json' with { type: 'json' };
import { describeAll } from './defect.ts';
import type { GraphProblem } from './graph.ts';
import { readGraphProblem, readGraphProblemText } from './read-graph.ts';

const number = fc.integer({ min: -16, max: 16 }).map((k) => k / 8);

const unary = ['neg', 'exp', 'tanh', 'relu', 'square'] as const;
const binary = ['add', 'sub', 'mul', 'maximum'] as const;

/** Operations entry by entry on vectors of one length, and a sum at the end. */
const validProblem = fc
  .record({
    length: fc.integer({ min: 1, max: 3 }),
    steps: fc.array(
      fc.record({ op: fc.constantFrom(...unary, ...binary), left: fc.nat(), right: fc.nat() }),
      {
        maxLength: 5,
      },
    ),
  })
  .chain(({ length, steps }) => {
    const entries = fc.array(number, { minLength: length, maxLength: length });
    return fc.record({ x: entries, y: entries }).map((inputs): GraphProblem => {
      const names = ['x', 'y'];
      const nodes = steps.map(({ op, left, right }, index) => {
        const picked = [left, right].map((place) => names[place % names.length] ?? 'x');
        const args = unary.some((name) => name === op) ? picked.slice(0, 1) : picked;
        names.push(`n${index}`);
        return { name: `n${index}`, op, args };
      });
      const last = { name: 's', op: 'sum' as const, args: names.slice(-1), attributes: { axis: 0 } };
      return { kind: 'graph', inputs, nodes: [...nodes, last], output: 's', wrt: ['x', 'y'] };
    });
  });

/** Every place in nested data: its container and its key there; of data that holds itself, each once. */
const placesIn = (
  value: object,
  within: readonly object[] = [],
): readonly (readonly [object, PropertyKey])[] =>
  Reflect.ownKeys(value)
    .filter((key) => !(Array.isArray(value) && key === 'length'))
    .flatMap((key) => {
      const child: unknown = Reflect.get(value, key);
      const isNew = typeof child === 'object' && child !== null && child !== value && !within.includes(child);
      const inner = isNew ? placesIn(child, [...within, value]) : [];
      return [[value, key] as const, ...inner];
    });

const junk = fc.constantFrom<unknown>(
  null,
  -1,
  0.5,
  1e300,
  Number.NaN,
  'x',
  's',
  'matmul',
  '__proto__',
  [],
  {},
  [[1]],
  true,
  undefined,
);

/** A valid problem after a few places were overwritten or removed. */
const mutated = fc
  .tuple(validProblem, fc.array(fc.tuple(fc.nat(), junk, fc.boolean()), { minLength: 1, maxLength: 3 }))
  .map(([problem, changes]) => {
    const draft: unknown = JSON.parse(JSON.stringify(problem));
    for (const [pick, value, removes] of changes) {
      const places = typeof draft === 'object' && draft !== null ? placesIn(draft) : [];
      const place = places.at(pick % Math.max(1, places.length));
      if (place === undefined) continue;
      if (removes) Reflect.deleteProperty(...place);
      else Reflect.set(...place, value);
    }
    return draft;
  });

const accepts = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(graphSchema);

describe('readGraphProblem', () => {
  test.prop([validProblem])('accepts every valid graph and survives a JSON round trip', (problem) => {
    const read = readGraphProblem(problem);
    if (!read.ok) throw new Error(describeAll(read.defects));
    expect(read.problem).toEqual(problem);
    expect(readGraphProblemText(JSON.stringify(problem), 'g.json')).toEqual(read);
  });

  test.prop([mutated], { numRuns: 1000 })('says something of what it refuses and never throws', (value) => {
    const read = readGraphProblem(value);
    expect(read.ok || read.defects.length > 0).toBe(true);
    if (read.ok) expect(accepts(value)).toBe(true);
  });

  test.prop([fc.oneof(junk, fc.object())])('refuses what is no graph at all', (value) => {
    expect(readGraphProblem(value).ok).toBe(false);
  });
});
