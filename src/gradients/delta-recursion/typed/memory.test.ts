import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { prepare } from './prepare.ts';
import { buffersIn, callOf, everyKindInVectors, everyKindOf, sigmoids } from './test-shapes.ts';

/** The first in plain blocks, the second with products by vectors in all layers. */
const everyKind = everyKindOf(6, 5);

describe('the memory of a prepared shape', () => {
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
});
