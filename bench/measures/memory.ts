/** How much memory one gradient of the typed delta recursion takes at 784-128-10; needs --expose-gc. */

import { prepare } from '../../src/gradients/delta-recursion/typed/prepare.ts';
import { shapeOf } from '../../src/gradients/delta-recursion/typed/shape.ts';
import { jobOf, problemOf, type Size } from '../job.ts';

const size: Size = { name: '784-128-10', widths: [784, 128, 10], examples: 64 };

/** Bytes in use after everything unreachable is gone. */
const bytesInUse = (): number => {
  if (globalThis.gc === undefined) throw new Error('memory: expected node --expose-gc');
  // Array buffers are freed after the collection that found them unreachable.
  for (let i = 0; i < 4; i += 1) globalThis.gc();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
};

const oneGradient = () => {
  const { parameters, inputs, targets } = jobOf(size);
  const prepared = prepare(shape, { inputGradients: false });
  return { prepared, answer: prepared.gradient(parameters, inputs, targets), parameters, inputs, targets };
};

const shape = shapeOf(problemOf(jobOf(size)));
for (let i = 0; i < 20; i += 1) oneGradient();
const before = bytesInUse();
const live = oneGradient();
const bytes = bytesInUse() - before;

const { parameters, inputs, targets, answer } = live;
const own = bytes - parameters.byteLength - inputs.byteLength - targets.byteLength;
const activations = size.widths.slice(1).reduce((sum, units) => sum + size.examples * units, 0);
const unit = 8 * (answer.gradients.length + activations);
console.log(JSON.stringify({ multiple: bytes / unit, own: own / unit }));
