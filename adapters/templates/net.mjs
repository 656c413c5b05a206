/** A network for backproof: `backproof doctor ./net.mjs`, then `backproof verify ./net.mjs`.
 *
 * Replace `gradient`, and say in `supports` what yours can do: what it leaves out is never asked. A network
 * that has one shape only adds e.g. `fixedShape: [2, 3, 1]` to `supports` (widths, input first). Stored as
 * weights[input][unit], or examples as columns? `transposed` turns both, there and back. Another factor in
 * front of the cost, such as 1/2? Multiply your gradients by scale / (1/2). As a program of its own the file
 * speaks JSON-RPC over stdin and stdout, under any runtime: `backproof verify -- node net.mjs`. */
import { realpathSync } from 'node:fs';
import { createInterface } from 'node:readline';

const functions = {
  identity: { value: (z) => z, slope: () => 1 },
  sigmoid: { value: (z) => 1 / (1 + Math.exp(-z)), slope: (y) => y * (1 - y) },
  tanh: { value: Math.tanh, slope: (y) => 1 - y * y },
  relu: { value: (z) => Math.max(z, 0), slope: (y) => (y > 0 ? 1 : 0) },
};
export const transposed = (rows) => rows[0].map((_, j) => rows.map((row) => row[j]));
const sum = (values) => values.reduce((total, value) => total + value, 0);
const dot = (left, right) => sum(left.map((value, j) => value * right[j]));

/** layers[l].weights[unit][input], layers[l].biases[unit]; inputs and targets are [example][component]; the
 * cost is loss.scale * sum over examples of sum((output - target) ** 2). May be asynchronous. */
const gradient = ({ layers, loss, inputs, targets }) => {
  const a = [inputs];
  for (const { weights, biases, activation } of layers) {
    const { value } = functions[activation.name];
    a.push(a.at(-1).map((x) => weights.map((row, i) => value(dot(row, x) + (biases?.[i] ?? 0)))));
  }
  let upstream = a.at(-1).map((row, n) => row.map((y, k) => 2 * loss.scale * (y - targets[n][k])));
  const gradients = { weights: [], biases: [] };
  for (const [l, { weights, biases, activation }] of [...layers.entries()].reverse()) {
    const { slope } = functions[activation.name];
    const delta = upstream.map((row, n) => row.map((u, i) => u * slope(a[l + 1][n][i])));
    gradients.weights.unshift(transposed(delta).map((d) => transposed(a[l]).map((x) => dot(d, x))));
    gradients.biases.unshift(biases && transposed(delta).map(sum));
    upstream = delta.map((d) => transposed(weights).map((column) => dot(d, column)));
  }
  return { gradients };
};

const supports = { activations: Object.keys(functions), losses: ['squared-error'], penalties: ['none'] };
const subject = { name: 'my-net', precision: 'float64', supports, gradient };
export default subject;

const hello = { protocol: 1, implementation: { name: subject.name }, precision: subject.precision, supports };
const failure = (error) => ({ error: { code: -32002, message: String(error) } });
const named = (_, v) => (typeof v === 'number' && !Number.isFinite(v) ? `${v}` : v);
if (realpathSync(process.argv[1] ?? '.') === import.meta.filename) {
  console.log = console.info = console.debug = console.error; // stdout is the protocol's
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (method === 'shutdown') break;
    const reply = async () => (method === 'initialize' ? hello : gradient(params.problem));
    const outcome = await reply().then((result) => ({ result }), failure);
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...outcome }, named)}\n`);
  }
}
