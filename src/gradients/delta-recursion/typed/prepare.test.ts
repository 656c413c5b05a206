import { describe, expect, it } from 'vitest';
import { prepare } from './prepare.ts';
import { buffersIn, callOf, everyKindInVectors, layer, ramp, shape, sigmoids } from './test-shapes.ts';

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
