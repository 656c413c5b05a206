// A subject that computes its gradient with the frozen naive loop and speaks base64. Its argument says how often
// it computes it for each question; with 0 it gives the first as the answer to all, and what then remains is not
// its own time.

import { enter } from '../contestants/naive-loop.js';

/** What came of a line that is not complete.
 * @type {Buffer[]} */
let pieces = [];
/** @type {Float64Array | undefined} */
let known;

const often = Number(process.argv[2]);

/** @param {{ data: string }} tensor */
const decode = ({ data }) => {
  const bytes = Buffer.from(data, 'base64');
  const numbers = new Float64Array(bytes.length / 8);
  new Uint8Array(numbers.buffer).set(bytes);
  return numbers;
};

/** @param {Float64Array} numbers @param {number[]} shape */
const encode = (numbers, shape) => {
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return { shape, encoding: 'base64', dtype: 'float64', data: bytes.toString('base64') };
};

/** @param {any} tensor */
const numbersOf = (tensor) => (Array.isArray(tensor) ? tensor.flat() : [...decode(tensor)]);

/** @param {any} problem */
const jobOf = ({ layers, inputs, targets }) => {
  const [examples, first] = inputs.shape;
  const units = layers.map((/** @type {any} */ { biases }) => numbersOf(biases).length);
  /** @type {(Float64Array | number[])[]} */
  const parts = layers.flatMap((/** @type {any} */ { weights, biases }) => [
    decode(weights),
    numbersOf(biases),
  ]);
  const parameters = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    parameters.set(part, at);
    at += part.length;
  }
  const widths = [first, ...units];
  return { name: '', widths, examples, parameters, inputs: decode(inputs), targets: decode(targets) };
};

/** @param {any} problem */
const answerTo = async (problem) => {
  const job = jobOf(problem);
  let gradients = known;
  if (gradients === undefined || often > 0) {
    const { gradient } = await enter(job);
    gradients = gradient();
    for (let again = 1; again < often; again += 1) gradients = gradient();
    known = gradients;
  }
  const all = gradients;
  let at = 0;
  /** @param {number[]} shape */
  const take = (shape) => {
    const from = at;
    at += shape.reduce((product, size) => product * size, 1);
    return encode(all.subarray(from, at), shape);
  };
  const layers = job.widths
    .slice(1)
    .map((units, layer) => [take([units, Number(job.widths[layer])]), take([units])]);
  return { gradients: { weights: layers.map(([w]) => w), biases: layers.map(([, b]) => b) } };
};

/** @param {string} line */
const reply = async (line) => {
  const { id, method, params } = JSON.parse(line);
  if (method === 'shutdown') process.exit();
  const result =
    method === 'initialize'
      ? { protocol: 1, implementation: { name: 'network.js' }, encodings: ['nested', 'base64'] }
      : await answerTo(params.problem);
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
};

process.stdin.on('data', async (chunk) => {
  const end = chunk.lastIndexOf(10);
  // Joined once per question, not once per piece: a large question comes in many.
  const complete =
    end < 0
      ? []
      : Buffer.concat([...pieces, chunk.subarray(0, end)])
          .toString()
          .split('\n');
  pieces = end < 0 ? [...pieces, chunk] : [chunk.subarray(end + 1)];
  for (const line of complete) await reply(line);
});
process.stdin.on('end', () => process.exit());
