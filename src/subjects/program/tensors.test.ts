import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import graphProblemSchema from '#spec/schema/graph-problem.schema.json' with { type: 'json' };
import requestSchema from '#spec/schema/message-to-subject.schema.json' with { type: 'json' };
import problemSchema from '#spec/schema/problem.schema.json' with { type: 'json' };
import type { GraphProblem } from '../../model/graph.ts';
import type { Layer, MlpProblem } from '../../model/problem.ts';
import { decodeAnswer } from './decode-tensors.ts';
import { encodedText } from './encode-tensors.ts';
import { gradientLine, initializeLine, shutdownLine } from './requests.ts';

const accepts = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false })
  .addSchema([problemSchema, graphProblemSchema])
  .compile(requestSchema);

const columns = Array.from({ length: 8 }, (_, j) => j);
const rows = columns.map((i) => columns.map((j) => (i - j) / 10));

const layer: Layer = { weights: rows, biases: columns, activation: { name: 'tanh' } };

const problem = (...layers: readonly Layer[]): MlpProblem => ({
  kind: 'mlp',
  id: 'Größe',
  layers,
  loss: { name: 'squared-error', scale: 0.5 },
  penalty: { name: 'l2', lambda: 0.25, biases: false },
  inputs: [columns],
  targets: [columns],
});

// 1, -2 and 0.1, byte by byte: signs and exponents of IEEE 754 last, as little-endian has them.
const one = '000000000000f03f';
const minusTwo = '00000000000000c0';
const tenth = '9a9999999999b93f';
const base64 = (...hex: readonly string[]): string => Buffer.from(hex.join(''), 'hex').toString('base64');

describe('a problem', () => {
  it('keeps small tensors as lists and has those of 64 numbers or more in base64', () => {
    const encoded = JSON.parse(encodedText(problem(layer)));
    const tensor = { shape: [8, 8], encoding: 'base64', dtype: 'float64', data: expect.any(String) };
    expect(encoded).toEqual({ ...problem(layer), layers: [{ ...layer, weights: tensor }] });
  });

  it('is written row by row, little-endian', () => {
    const weights = rows.map((row) => row.map(() => 1));
    const [first = []] = weights;
    first.splice(0, 3, 1, -2, 0.1);
    expect(encodedText(problem({ ...layer, weights }))).toContain(
      base64(one, minusTwo, tenth, ...Array.from({ length: 61 }, () => one)),
    );
  });

  it('of kind graph has large inputs in base64, whatever their names', () => {
    const graph: GraphProblem = {
      kind: 'graph',
      inputs: Object.fromEntries([
        ['__proto__', rows],
        ['"\\ü', 2],
      ]),
      nodes: [],
      output: 'y',
      wrt: ['__proto__'],
    };
    const { inputs, ...rest } = JSON.parse(encodedText(graph));
    expect(rest).toEqual({ kind: 'graph', nodes: [], output: 'y', wrt: ['__proto__'] });
    expect(Object.entries(inputs)).toEqual([
      ['__proto__', expect.objectContaining({ shape: [8, 8], encoding: 'base64' })],
      ['"\\ü', 2],
    ]);
  });

  it('has three axes at a maxout layer', () => {
    const maxout: Layer = {
      weights: [rows, rows],
      biases: null,
      activation: { name: 'maxout', pieces: 2 },
    };
    expect(JSON.parse(encodedText(problem(maxout)))).toMatchObject({
      layers: [{ weights: { shape: [2, 8, 8] }, biases: null }],
    });
  });
});

describe('an answer', () => {
  const tensor = (shape: readonly number[], data: string, dtype = 'float64') => ({
    shape,
    encoding: 'base64',
    dtype,
    data,
  });

  it('is read tensor by tensor, other parts as they are', () => {
    const { value, defects } = decodeAnswer(
      {
        gradients: {
          weights: [tensor([1, 3], base64(one, minusTwo, tenth)), [[5]]],
          biases: [null, tensor([2], base64('0000803f', '000000c0'), 'float32')],
          inputs: tensor([1, 1], base64(tenth)),
        },
        outputs: tensor([2, 1], base64(one, one)),
        deltas: [tensor([1, 1, 1], base64(minusTwo))],
        cost: 3,
      },
      problem(layer),
    );
    expect(defects).toEqual([]);
    expect(value).toEqual({
      gradients: {
        weights: [[Float64Array.of(1, -2, 0.1)], [[5]]],
        biases: [null, Float32Array.of(1, -2)],
        inputs: [Float64Array.of(0.1)],
      },
      outputs: [Float64Array.of(1), Float64Array.of(1)],
      deltas: [[[Float64Array.of(-2)]]],
      cost: 3,
    });
  });

  const eightBytes = '8 bytes in base64 (1 numbers of 8 bytes)';

  it.each([
    [tensor([2, 2], base64(one)), 'data', '32 bytes in base64 (2x2 numbers of 8 bytes)', '8'],
    [tensor([2], base64(one), 'float16'), 'dtype', '"float64" or "float32"', '"float16"'],
    [tensor([0], ''), 'shape', 'a list of whole numbers >= 1', 'a list of 1'],
    [tensor([1e9, 1e9], ''), 'shape', 'a list of whole numbers >= 1', 'a list of 2'],
    [{ encoding: 'base64' }, 'shape', 'a list of whole numbers >= 1', 'nothing'],
    [{ ...tensor([1], ''), data: [1] }, 'data', 'a text', 'a list of 1'],
    [tensor([1], 'AAAAAAAA8D8'), 'data', eightBytes, 'a text whose padding (=) is not at its end'],
    [tensor([1], 'AAAAAAAA8D8=='), 'data', eightBytes, 'a text whose padding (=) is not at its end'],
    [tensor([1], 'AAAA=AAAA8D8='), 'data', eightBytes, '3'],
    [tensor([1], 'AAAAAAAA8D8!'), 'data', eightBytes, '"!", which is not of its alphabet'],
    [tensor([1], 'AAAA AAAA8D8='), 'data', eightBytes, '" ", which is not of its alphabet'],
    [tensor([1], 'AAAA\nAAAA8D8='), 'data', eightBytes, '"\\n", which is not of its alphabet'],
    [tensor([1], 'mpmZmZmZuT_='), 'data', eightBytes, '"_", which is not of its alphabet'],
    [tensor([1], 'mpmZmZmZuT-='), 'data', eightBytes, '"-", which is not of its alphabet'],
  ])('%j is refused with its place', (weights, key, expected, got) => {
    const { defects } = decodeAnswer({ gradients: { weights: [weights], biases: [null] } }, problem(layer));
    expect(defects).toEqual([{ path: `gradients.weights[0].${key}`, expected, got }]);
  });

  it.each([null, 3, 'text', [], { gradients: null }, { gradients: { weights: {} } }])(
    '%j is left to the reader of answers',
    (value) => {
      expect(decodeAnswer(value, problem(layer))).toEqual({ value, defects: [] });
    },
  );
});

describe('every request is one line of JSON as the schema has it', () => {
  const small = problem({ weights: [columns], biases: null, activation: { name: 'identity' } });
  it.each([
    ['initialize', initializeLine()],
    ['gradient', gradientLine({ id: 1, problem: small }, false)],
    ['gradient in base64', gradientLine({ id: 2, problem: problem(layer, layer) }, true)],
    ['shutdown', shutdownLine(3)],
  ])('%s', (_, line) => {
    expect(line.indexOf('\n')).toBe(line.length - 1);
    const message: unknown = JSON.parse(line);
    accepts(message);
    expect(accepts.errors).toBeNull();
  });

  it('and the schema refuses what is none', () => {
    const request = JSON.parse(gradientLine({ id: 1, problem: small }, false));
    expect(accepts({ ...request, params: {} })).toBe(false);
    expect(accepts({ ...request, params: { problem: { ...small, layers: [] } } })).toBe(false);
    expect(accepts({ ...request, expected: 1 })).toBe(false);
    expect(accepts({ ...request, method: 'forward' })).toBe(false);
  });
});

describe('of kind graph', () => {
  const graph: GraphProblem = {
    kind: 'graph',
    inputs: { W: rows, x: 2 },
    nodes: [
      { name: 's', op: 'sum', args: ['W'] },
      { name: 'f', op: 'mul', args: ['s', 'x'] },
    ],
    output: 'f',
    wrt: ['W', 'x'],
  };
  const tensor = { shape: [1, 3], encoding: 'base64', dtype: 'float64', data: base64(one, minusTwo, tenth) };

  it('a problem has its large inputs in base64', () => {
    const W = { shape: [8, 8], encoding: 'base64', dtype: 'float64', data: expect.any(String) };
    expect(JSON.parse(encodedText(graph))).toEqual({ ...graph, inputs: { W, x: 2 } });
  });

  it('an answer is read gradient by gradient, those that nobody asked for as they are', () => {
    const { value, defects } = decodeAnswer({ value: 1, gradients: { W: tensor, x: 3, y: tensor } }, graph);
    expect(defects).toEqual([]);
    expect(value).toEqual({ value: 1, gradients: { W: [Float64Array.of(1, -2, 0.1)], x: 3, y: tensor } });
  });

  it('a tensor of the wrong length is refused with its place', () => {
    const cut = { ...tensor, data: base64(one) };
    expect(decodeAnswer({ value: 1, gradients: { W: cut } }, graph).defects).toEqual([
      { path: 'gradients.W.data', expected: '24 bytes in base64 (1x3 numbers of 8 bytes)', got: '8' },
    ]);
  });
});
