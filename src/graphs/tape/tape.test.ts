import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { applyPatch } from '../../mutation/patch.ts';
import { apply, emptyGraph, given as givenIn } from '../build.ts';
import { gradientForward } from '../forward-mode/forward-mode.ts';
import type { Variable } from '../graph.ts';
import { NotComputable } from '../not-computable.ts';
import { forward as forwardInTable } from '../table/forward.ts';
import { fillGradTable } from '../table/scalar-table.ts';
import * as backwardModule from './backward.ts';
import * as forwardModule from './forward.ts';
import * as recordModule from './record.ts';
import * as tapeModule from './tape.ts';

/** All that a tape can do; a copy with a mistake in it has the same shape. */
type Engine = typeof backwardModule & typeof forwardModule & typeof recordModule & typeof tapeModule;

const engine: Engine = { ...backwardModule, ...forwardModule, ...recordModule, ...tapeModule };

const binaryNames = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum'] as const;
const unaryNames = ['neg', 'reciprocal', 'square', 'sqrt', 'exp', 'log', 'tanh', 'sigmoid', 'relu'] as const;
type Name = (typeof binaryNames)[number] | (typeof unaryNames)[number];

/** A graph of scalars: nodes are inputs, then operations on what stands before them, the last the output. */
interface Sketch {
  readonly inputs: readonly number[];
  readonly nodes: readonly { readonly name: Name; readonly args: readonly number[] }[];
}

const isBinary = (name: Name): name is (typeof binaryNames)[number] =>
  binaryNames.some((binary) => binary === name);

/** Sketches whose nodes take any earlier ones, none of them more often than `uses` times. */
const sketches = (
  names: readonly Name[],
  numbers: fc.Arbitrary<number>,
  uses: number,
): fc.Arbitrary<Sketch> =>
  fc
    .record({
      inputs: fc.array(numbers, { minLength: 3, maxLength: 3 }),
      wishes: fc.array(fc.record({ name: fc.constantFrom(...names), picks: fc.tuple(fc.nat(), fc.nat()) }), {
        minLength: 1,
        maxLength: 12,
      }),
    })
    .map(({ inputs, wishes }) => {
      const left = inputs.map(() => uses);
      const take = (pick: number): number => {
        const free = [...left.keys()].filter((place) => Number(left[place]) > 0);
        const place = Number(free[free.length - 1 - (pick % free.length)]);
        left[place] = Number(left[place]) - 1;
        return place;
      };
      const nodes = wishes.map(({ name, picks: [first, second] }) => {
        const args = isBinary(name) ? [take(first), take(second)] : [take(first)];
        left.push(uses);
        return { name, args };
      });
      return { inputs, nodes };
    });

/** Nodes of a sketch count from 0, places of a tape from 1. */
const recordInto = (on: Engine, tape: tapeModule.Tape, { inputs, nodes }: Sketch): void => {
  for (const value of inputs) on.given(tape, value);
  for (const { name, args } of nodes) {
    const [x = -1, y = -1] = args;
    if (isBinary(name)) on[name](tape, x + 1, y + 1);
    else on[name](tape, x + 1);
  }
};

const record = (on: Engine, sketch: Sketch): tapeModule.Tape => {
  const tape = on.emptyTape(20);
  recordInto(on, tape, sketch);
  return tape;
};

/** Values and adjoints of every node, as the tape has them. */
const onTape = (on: Engine, sketch: Sketch) => {
  const tape = record(on, sketch);
  on.backward(tape, tape.length);
  const places = Array.from({ length: tape.length }, (_, place) => place + 1);
  return {
    values: places.map((place) => on.valueAt(tape, place)),
    adjoints: places.map((place) => on.adjointAt(tape, place)),
  };
};

/** The same by Algorithms 1 and 2 of the readable engine; undefined where it refuses. */
const inTable = ({ inputs, nodes }: Sketch) => {
  const graph = emptyGraph();
  const variables: Variable[] = inputs.map((_, place) => givenIn(graph, `x${place}`, []));
  for (const { name, args } of nodes)
    variables.push(
      apply(
        graph,
        name,
        args.flatMap((place) => variables[place] ?? []),
      ),
    );
  const output = variables.at(-1);
  if (output === undefined) throw new RangeError('a sketch without nodes');
  const at = new Map(inputs.map((value, place) => [`x${place}`, { shape: [], entries: [value] }]));
  try {
    const values = forwardInTable(graph, float64, at);
    const adjoints = fillGradTable(graph, float64, values, output);
    return { values: values.map(({ entries }) => Number(entries[0])), adjoints };
  } catch (error) {
    if (error instanceof NotComputable) return undefined;
    throw error;
  }
};

/** Derivatives with respect to the inputs by forward mode. */
const byForwardMode = ({ inputs, nodes }: Sketch): readonly unknown[] => {
  const nameOf = (place: number): string =>
    place < inputs.length ? `x${place}` : `t${place - inputs.length}`;
  const names = inputs.map((_, place) => nameOf(place));
  const { gradients } = gradientForward(
    {
      kind: 'graph',
      inputs: Object.fromEntries(inputs.map((value, place) => [nameOf(place), value])),
      nodes: nodes.map(({ name, args }, place) => ({
        name: `t${place}`,
        op: name,
        args: args.map(nameOf),
      })),
      output: `t${nodes.length - 1}`,
      wrt: names,
    },
    float64,
  );
  return names.map((name) => gradients[name]);
};

const decimals = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map((tenths) => tenths / 10 + 0),
  fc.double({ min: -40, max: 40, noNaN: true }),
);

/** A sum of two terms does not depend on their order, so two uses of each node leave nothing to rounding. */
const usedTwice = sketches([...binaryNames, ...unaryNames], decimals, 2);

/**
 * Each of 12 operations on integers up to 2 at most doubles the largest value, and each derivative handed on
 * at most triples the largest: all stay integers below 2^53, and nothing rounds in whatever order.
 */
const integers: fc.Arbitrary<Sketch> = sketches(
  ['add', 'sub', 'neg', 'maximum', 'minimum', 'relu'],
  fc.integer({ min: -2, max: 2 }).map((value) => value + 0),
  99,
);

const runs = { seed: 1, numRuns: 600 } as const;

/** Throws unless the tape has every number that the table has, bit for bit. Returns how many were compared. */
const holdAgainstTable = (on: Engine): number => {
  let compared = 0;
  fc.assert(
    fc.property(usedTwice, (sketch) => {
      const expected = inTable(sketch);
      if (expected === undefined) return;
      expect(onTape(on, sketch)).toEqual(expected);
      compared += 1;
    }),
    runs,
  );
  return compared;
};

const holdAgainstForwardMode = (on: Engine): void =>
  fc.assert(
    fc.property(integers, (sketch) => {
      const { adjoints } = onTape(on, sketch);
      expect(adjoints.slice(0, sketch.inputs.length).map((value) => value + 0)).toEqual(
        byForwardMode(sketch).map((value) => Number(value) + 0),
      );
    }),
    runs,
  );

/** Records at one point, moves to another, and expects what recording there gives. */
const holdReplay = (on: Engine): void =>
  fc.assert(
    fc.property(usedTwice, fc.array(decimals, { minLength: 3, maxLength: 3 }), (sketch, inputs) => {
      const tape = record(on, sketch);
      inputs.forEach((value, place) => {
        on.setGiven(tape, place + 1, value);
      });
      on.forward(tape);
      const fresh = record(on, { ...sketch, inputs });
      expect([tape.values, tape.slopes]).toEqual([fresh.values, fresh.slopes]);
    }),
    { seed: 2, numRuns: 300 },
  );

// @clause TABLE-REVERSE
describe('a tape', () => {
  test('has every value and derivative that Algorithms 1 and 2 have, bit for bit', () => {
    expect(holdAgainstTable(engine)).toBeGreaterThan(300);
  });

  test('has the derivatives of forward mode exactly, where nothing rounds, whoever is used how often', () => {
    holdAgainstForwardMode(engine);
  });

  test('computes again, at other inputs, what recording there gives', () => {
    holdReplay(engine);
  });

  test('holds another graph in the same arrays after it is cleared', () => {
    const first: Sketch = { inputs: [1, 2, 3], nodes: [{ name: 'exp', args: [0] }] };
    const second: Sketch = { inputs: [2, 5, -4], nodes: [{ name: 'mul', args: [0, 2] }] };
    const tape = record(engine, first);
    engine.backward(tape, 4);
    engine.clear(tape);
    recordInto(engine, tape, second);
    engine.backward(tape, 4);
    expect([...tape.adjoints.subarray(1, 5)]).toEqual([-4, 0, 2, 1]);
  });

  test('lets nothing into the gradient from what the output does not depend on', () => {
    const tape = record(engine, {
      inputs: [0, 1, 2],
      nodes: [
        { name: 'add', args: [0, 1] },
        { name: 'log', args: [0] },
      ],
    });
    engine.backward(tape, 4);
    expect([...tape.adjoints.subarray(1, 6)]).toEqual([1, 1, 0, 1, 0]);
  });

  test('takes 41 bytes for a node', () => {
    const tape = engine.emptyTape(1000);
    expect(engine.bytesPerNode(tape)).toBe(41);
  });
});

describe('a tape refuses', () => {
  const small = () => {
    const tape = engine.emptyTape(2);
    engine.given(tape, 1);
    return tape;
  };

  test('a node more than it has room for', () => {
    const tape = small();
    engine.given(tape, 2);
    expect(() => engine.given(tape, 3)).toThrow('tape: expected at most 2 nodes, got one more');
  });

  test('an argument that is not there yet', () => {
    expect(() => engine.exp(small(), 2)).toThrow('tape: expected one of 1 nodes, got 2');
    expect(() => engine.mul(small(), 1, Number.NaN)).toThrow('tape: expected one of 1 nodes, got NaN');
  });

  test('an output that is not there', () => {
    expect(() => engine.backward(small(), 2)).toThrow('tape: expected an output among 1 nodes, got 2');
    expect(() => engine.backward(small(), 0)).toThrow('tape: expected an output among 1 nodes, got 0');
  });

  test('a value for what is computed', () => {
    const tape = small();
    engine.neg(tape, 1);
    expect(() => engine.setGiven(tape, 2, 3)).toThrow('tape: expected a given node, got 2');
    expect(() => engine.setGiven(tape, 0, 3)).toThrow('tape: expected a given node, got 0');
  });
});

/** Where a mistake goes, and what is then written instead of what. */
const mistakes: readonly (readonly [string, string, string, string])[] = [
  ['the difference adds its second slot', 'rules.ts', 'x - y, 1, -1', 'x - y, 1, 1'],
  ['the product has its slots exchanged', 'rules.ts', 'x * y, y, x', 'x * y, x, y'],
  ['the quotient forgets a sign', 'rules.ts', '-((1 / y) * (x / y))', '(1 / y) * (x / y)'],
  ['the larger passes the other one', 'rules.ts', 'x >= y', 'x > y'],
  ['the smaller passes the other one', 'rules.ts', 'x <= y', 'x < y'],
  ['the reciprocal squares x', 'rules.ts', '-(y * y)', '-(x * x)'],
  ['the square has half its slope', 'rules.ts', 'x * x, x + x', 'x * x, x'],
  ['the root has twice its slope', 'rules.ts', '1 / (y + y)', '1 / y'],
  ['the exponential has the slope x', 'rules.ts', 'write(tape, node, y, y, 0)', 'write(tape, node, y, x, 0)'],
  ['tanh has the slope of the sigmoid', 'rules.ts', '4 * (e / (sum * sum))', 'e / (sum * sum)'],
  ['sigmoid has the slope s', 'rules.ts', '/ sum, e / (sum * sum)', '/ sum, e / sum'],
  ['relu passes at 0 nothing', 'rules.ts', 'x < 0 ? write(tape, node, 0', 'x <= 0 ? write(tape, node, 0'],
  ['a derivative replaces what has arrived', 'backward.ts', 'Number(adjoints[first]) + ', ''],
  [
    'the second slot is forgotten',
    'backward.ts',
    'Number(adjoints[second]) + ',
    'Number(adjoints[second]) + 0 * ',
  ],
  ['a node has the code of another', 'record.ts', 'append(tape, 2, x, y)', 'append(tape, 1, x, y)'],
  ['the seed is 2', 'backward.ts', 'adjoints[output] = 1', 'adjoints[output] = 2'],
  ['the derivatives of last time stay', 'backward.ts', 'adjoints.fill(0, 0, length + 1);', ''],
  ['a replay reads the second slot twice', 'forward.ts', 'inSlot(tape, node, 0)', 'inSlot(tape, node, 1)'],
];

/** The engine from a copy of its folder with one text replaced. */
const withMistake = async (file: string, find: string, replace: string): Promise<Engine> => {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-tape-'));
  try {
    cpSync(import.meta.dirname, folder, { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
    const path = join(folder, file);
    const patch = { id: file, file, find, replace };
    writeFileSync(path, applyPatch(readFileSync(path, 'utf8'), patch));
    const parts = ['backward.ts', 'forward.ts', 'record.ts', 'tape.ts'].map(
      (name): Promise<Engine> => import(pathToFileURL(join(folder, name)).href),
    );
    return Object.assign({}, ...(await Promise.all(parts)));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Twice on one tape, so that what one gradient leaves behind meets the next. */
const holdRepetition = (on: Engine): void => {
  const tape = record(on, { inputs: [3, 2, 1], nodes: [{ name: 'mul', args: [0, 1] }] });
  for (const _ of [1, 2]) on.backward(tape, 4);
  expect([...tape.adjoints.subarray(1, 5)]).toEqual([2, 3, 0, 1]);
};

const holdEverything = (on: Engine): void => {
  holdAgainstTable(on);
  holdAgainstForwardMode(on);
  holdReplay(on);
  holdRepetition(on);
};

describe('a planted mistake is seen', () => {
  test('and the copy without one is not blamed', async () => {
    holdEverything(await withMistake('tape.ts', 'const SLOTS = 2', 'const SLOTS = 1 + 1'));
  });

  test.each(mistakes)('%s', async (_title, file, find, replace) => {
    const on = await withMistake(file, find, replace);
    expect(() => holdEverything(on)).toThrow();
  });
});
