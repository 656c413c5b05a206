import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Activation, LossName } from '../../../model/problem.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { LayerShape, Shape } from './shape.ts';

const layer = (inputs: number, units: number, activation: Activation): LayerShape => ({
  activation,
  pieces: activation.name === 'maxout' ? activation.pieces : 1,
  units,
  inputs,
  biased: true,
});

const shape = (layers: readonly LayerShape[], examples: number, loss: LossName): Shape => ({
  layers,
  examples,
  loss: { name: loss, scale: 0.5 },
  penalty: { name: 'l2', lambda: 0.25, biases: true },
});

const sigmoids = (widths: readonly number[], examples: number): Shape =>
  shape(
    widths.slice(1).map((units, l) => layer(Number(widths[l]), units, { name: 'sigmoid' })),
    examples,
    'squared-error',
  );

const ramp = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => ((i % 13) - 6) / 16);

/** Every typed array that can be reached, each once. */
const buffersIn = (value: unknown, found: Set<Float64Array> = new Set()): Set<Float64Array> => {
  if (value instanceof Float64Array) found.add(value);
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) buffersIn(inner, found);
  }
  return found;
};

const callOf = (prepared: Prepared, examples: number, inputs: number, outputs: number) => {
  const parameters = ramp(prepared.parameterCount);
  const x = ramp(examples * inputs);
  const t = ramp(examples * outputs);
  return () => prepared.gradient(parameters, x, t);
};

const activations: readonly Activation[] = [
  { name: 'identity' },
  { name: 'linear', alpha: 0.5, beta: 0.25 },
  { name: 'sigmoid' },
  { name: 'tanh' },
  { name: 'relu' },
  { name: 'leaky-relu', alpha: 0.125 },
  { name: 'elu', alpha: 0.5 },
  { name: 'softmax' },
  { name: 'maxout', pieces: 2 },
];

const losses: readonly (readonly [LossName, Activation])[] = [
  ['squared-error', { name: 'identity' }],
  ['norm', { name: 'identity' }],
  ['log-loss', { name: 'sigmoid' }],
  ['cross-entropy', { name: 'softmax' }],
  ['cross-entropy-logits', { name: 'identity' }],
  ['hinge', { name: 'identity' }],
];

/** 5-n-3: each activation hidden, then each loss. */
const everyKindOf = (hiddenUnits: number, examples: number): readonly Shape[] => [
  ...activations.map((hidden) =>
    shape(
      [layer(5, hiddenUnits, hidden), layer(hiddenUnits, 3, { name: 'sigmoid' })],
      examples,
      'squared-error',
    ),
  ),
  ...losses.map(([loss, last]) =>
    shape([layer(5, hiddenUnits, { name: 'tanh' }), layer(hiddenUnits, 3, last)], examples, loss),
  ),
];

/** The first in plain blocks, the second with products by vectors in all layers. */
const everyKind = everyKindOf(6, 5);
const everyKindInVectors = everyKindOf(18, 10);

describe('a prepared shape', () => {
  it('answers in the same buffers every time', () => {
    const prepared = prepare(sigmoids([3, 5, 2], 4));
    const call = callOf(prepared, 4, 3, 2);
    const before = buffersIn(prepared);
    const first = call();
    const firstBuffers = [...buffersIn(first)];
    const numbers = Array.from(first.gradients);
    const second = call();
    expect(second).toBe(first);
    expect([...buffersIn(second)]).toEqual(firstBuffers);
    expect(firstBuffers.every((buffer, i) => buffer === [...buffersIn(second)][i])).toBe(true);
    expect(buffersIn(prepared)).toEqual(before);
    expect(Array.from(second.gradients)).toEqual(numbers);
  });

  it.each([
    ['plain loops', sigmoids([3, 2, 2], 2)],
    ['blocks', sigmoids([8, 9, 5], 6)],
    ['vectors', sigmoids([18, 12, 13], 10)],
    ['maxout', shape([layer(4, 3, { name: 'maxout', pieces: 3 })], 7, 'norm')],
  ])('answers a question as if it were the first: %s', (_, given) => {
    const inputs = Number(given.layers.at(0)?.inputs);
    const outputs = Number(given.layers.at(-1)?.units);
    const used = prepare(given);
    callOf(used, given.examples, inputs, outputs)();
    const fresh = prepare(given);
    const questions = [fresh, used].map((prepared) => {
      const parameters = ramp(prepared.parameterCount).map((value, i) => (i % 5) / 8 - value);
      const x = ramp(given.examples * inputs).reverse();
      return prepared.gradient(parameters, x, ramp(given.examples * outputs));
    });
    expect(questions[1]).toEqual(questions[0]);
  });

  /*
   * In a process of its own whose young generation is too large to be collected meanwhile, what the heap
   * grows by over many calls is what they allocate. The smallest thing there is takes 16 bytes, a number
   * in a box: half of it per call is the line. Code that is not yet optimised does box numbers, so the
   * least of several rounds counts. The control allocates one object per call and must be seen.
   */
  it('allocates nothing per gradient, whatever the activation and the loss', () => {
    const script = `
      const { prepare } = await import(${JSON.stringify(new URL('./prepare.ts', import.meta.url).href)});
      const ramp = (length) => Float64Array.from({ length }, (_, i) => ((i % 13) - 6) / 16);
      const leastPerCall = (f) => {
        let least = Infinity;
        for (let round = 0; round < 8; round += 1) {
          const before = process.memoryUsage().heapUsed;
          for (let i = 0; i < 5_000; i += 1) f();
          const grown = process.memoryUsage().heapUsed - before;
          if (grown >= 0) least = Math.min(least, grown / 5_000);
        }
        return least;
      };
      const shapes = ${JSON.stringify([...everyKind, everyKindInVectors[0]])};
      const measured = shapes.map((shape) => {
        const prepared = prepare(shape);
        const parameters = ramp(prepared.parameterCount);
        const [inputs, targets] = [ramp(shape.examples * 5), ramp(shape.examples * 3)];
        return leastPerCall(() => { prepared.gradient(parameters, inputs, targets); });
      });
      let kept;
      const prepared = prepare(${JSON.stringify(everyKind[0])});
      const vectors = [prepared.parameterCount, 25, 15].map(ramp);
      const control = leastPerCall(() => { kept = { answer: prepared.gradient(...vectors) }; });
      console.log(JSON.stringify({ measured, control, kept: kept !== undefined }));
    `;
    const semiSpace = ['--min-semi-space-size=64', '--max-semi-space-size=64'];
    const output = execFileSync(process.execPath, [...semiSpace, '--input-type=module', '-e', script]);
    const { measured, control }: { readonly measured: readonly number[]; readonly control: number } =
      JSON.parse(String(output));
    expect(measured).toHaveLength(16);
    expect(measured.filter((bytes) => !(bytes < 8))).toEqual([]);
    expect(control).toBeGreaterThanOrEqual(16);
  });

  it('holds at 784-128-10 and 64 examples less than three times the parameters and activations', () => {
    const prepared = prepare(sigmoids([784, 128, 10], 64));
    const answer = callOf(prepared, 64, 784, 10)();
    const buffers = buffersIn([prepared, answer]);
    const held = [...buffers].reduce((total, { length }) => total + length, 0);
    const parameters = 784 * 128 + 128 + 128 * 10 + 10;
    const activations = 64 * (128 + 10);
    expect(prepared.parameterCount).toBe(parameters);
    expect(held).toBeGreaterThan(parameters);
    expect(held).toBeLessThan(3 * (parameters + activations));
  });

  it('gives the same numbers to the last bit with and without vectors', () => {
    const shapes = [...everyKindInVectors, sigmoids([784, 128, 10], 64)];
    for (const given of shapes) {
      const [inputs, outputs] = [Number(given.layers.at(0)?.inputs), Number(given.layers.at(-1)?.units)];
      const [plain, vectors] = [false, true].map((allowed) => prepare(given, { vectors: allowed }));
      if (plain === undefined || vectors === undefined) throw new Error('two');
      expect(plain.layers.some(({ weightProduct }) => weightProduct.engine !== null)).toBe(false);
      expect(vectors.layers.every(({ weightProduct }) => weightProduct.engine !== null)).toBe(true);
      const answers = [plain, vectors].map((each) => callOf(each, given.examples, inputs, outputs)());
      expect(answers[1]).toEqual(answers[0]);
    }
    expect(shapes).toHaveLength(16);
  });

  it('leaves the gradient of the inputs out when told to', () => {
    const given = sigmoids([3, 5, 2], 4);
    const without = prepare(given, { inputGradients: false });
    const complete = callOf(prepare(given), 4, 3, 2)();
    const partial = callOf(without, 4, 3, 2)();
    expect(partial.inputGradients).toBeNull();
    expect(complete.inputGradients).toHaveLength(12);
    expect(partial.gradients).toEqual(complete.gradients);
  });

  it.each([
    [13, 3, 2, 'parameters: expected 14 numbers, got 13'],
    [14, 2, 2, 'inputs: expected 3 numbers, got 2'],
    [14, 3, 3, 'targets: expected 2 numbers, got 3'],
  ])('refuses vectors of other lengths (%i, %i, %i)', (parameters, inputs, targets, message) => {
    const prepared = prepare(sigmoids([3, 2, 2], 1));
    expect(() => prepared.gradient(ramp(parameters), ramp(inputs), ramp(targets))).toThrow(
      new RangeError(message),
    );
  });

  it('refuses a shape without layers', () => {
    expect(() => prepare(shape([], 1, 'norm'))).toThrow('layers: expected 1 or more, got none');
  });
});
