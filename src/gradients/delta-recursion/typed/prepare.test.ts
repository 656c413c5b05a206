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

const shapes = {
  'sigmoid layers': sigmoids([2, 3, 2], 1),
  'maxout, softmax and cross-entropy': shape(
    [layer(2, 3, { name: 'maxout', pieces: 2 }), layer(3, 2, { name: 'softmax' })],
    5,
    'cross-entropy',
  ),
};

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

  /*
   * In a process of its own whose young generation is too large to be collected meanwhile, what the heap
   * grows by over many calls is what they allocate. The smallest thing there is takes 16 bytes, a number
   * in a box; half of it per call is the line. What the process itself allocates is a constant, divided
   * by 200,000 calls. The control allocates one object per call and must be seen.
   */
  it.each(['sigmoid layers', 'maxout, softmax and cross-entropy'] as const)(
    'allocates nothing per gradient: %s',
    (name) => {
      const script = `
        const { prepare } = await import(${JSON.stringify(new URL('./prepare.ts', import.meta.url).href)});
        const shape = ${JSON.stringify(shapes[name])};
        const prepared = prepare(shape);
        const parameters = new Float64Array(prepared.parameterCount).map((_, i) => ((i % 13) - 6) / 16);
        const inputs = new Float64Array(shape.examples * 2).fill(0.5);
        const targets = new Float64Array(shape.examples * 2).fill(0.25);
        let kept;
        const call = () => { prepared.gradient(parameters, inputs, targets); };
        const control = () => { kept = { answer: prepared.gradient(parameters, inputs, targets) }; };
        const perCall = (f) => {
          for (let i = 0; i < 200_000; i += 1) f();
          const before = process.memoryUsage().heapUsed;
          for (let i = 0; i < 200_000; i += 1) f();
          return (process.memoryUsage().heapUsed - before) / 200_000;
        };
        console.log(JSON.stringify({ gradient: perCall(call), control: perCall(control), kept: kept !== undefined }));
      `;
      const semiSpace = ['--min-semi-space-size=64', '--max-semi-space-size=64'];
      const output = execFileSync(process.execPath, [...semiSpace, '--input-type=module', '-e', script]);
      const measured: { readonly gradient: number; readonly control: number } = JSON.parse(String(output));
      expect(measured.gradient).toBeGreaterThanOrEqual(0);
      expect(measured.gradient).toBeLessThan(8);
      expect(measured.control).toBeGreaterThanOrEqual(16);
    },
  );

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
