/** A network for backproof: `backproof doctor ./net.mts`, then `backproof verify ./net.mts`.
 *
 * Replace `gradient`, and say in `supports` what yours can do: what it leaves out is never asked. A network
 * that has one shape only adds e.g. `fixedShape: [2, 3, 1]` to `supports` (widths, input first). Stored as
 * weights[input][unit], or examples as columns? `transposed` turns both, there and back. Another factor in
 * front of the cost, such as 1/2? Multiply your gradients by scale / (1/2). As a program of its own the file
 * speaks JSON-RPC over stdin and stdout, under any runtime: `backproof verify -- npx tsx net.mts`. */
import { realpathSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Answer, DenseLayer, Layer, Matrix, Problem, SubjectModule, Vector } from 'backproof';

const functions: Record<string, { value: (z: number) => number; slope: (y: number) => number }> = {
  identity: { value: (z) => z, slope: () => 1 },
  sigmoid: { value: (z) => 1 / (1 + Math.exp(-z)), slope: (y) => y * (1 - y) },
  tanh: { value: Math.tanh, slope: (y) => 1 - y * y },
  relu: { value: (z) => Math.max(z, 0), slope: (y) => (y > 0 ? 1 : 0) },
};
const isDense = (layer: Layer): layer is DenseLayer => layer.activation.name !== 'maxout';
export const transposed = (rows: Matrix): Matrix => rows[0].map((_, j) => rows.map((row) => row[j]));
const sum = (values: Vector) => values.reduce((total, value) => total + value, 0);
const dot = (left: Vector, right: Vector) => sum(left.map((value, j) => value * right[j]));

/** layers[l].weights[unit][input], layers[l].biases[unit]; inputs and targets are [example][component]; the
 * cost is loss.scale * sum over examples of sum((output - target) ** 2). May be asynchronous. */
const gradient = ({ layers, loss, inputs, targets }: Problem): Answer => {
  const own = layers.filter(isDense).map((layer) => ({ ...layer, ...functions[layer.activation.name] }));
  const a = [inputs];
  for (const [l, { weights, biases, value }] of own.entries())
    a.push(a[l].map((x) => weights.map((row, i) => value(dot(row, x) + (biases?.[i] ?? 0)))));
  const [outputs] = a.slice(-1);
  let upstream = outputs.map((row, n) => row.map((y, k) => 2 * loss.scale * (y - targets[n][k])));
  const gradients: { weights: Matrix[]; biases: (Vector | null)[] } = { weights: [], biases: [] };
  for (const [l, { weights, biases, slope }] of [...own.entries()].reverse()) {
    const delta = upstream.map((row, n) => row.map((u, i) => u * slope(a[l + 1][n][i])));
    gradients.weights.unshift(transposed(delta).map((d) => transposed(a[l]).map((x) => dot(d, x))));
    gradients.biases.unshift(biases && transposed(delta).map(sum));
    upstream = delta.map((d) => transposed(weights).map((column) => dot(d, column)));
  }
  return { gradients };
};

const activations = ['identity', 'sigmoid', 'tanh', 'relu'] as const;
const supports = { activations, losses: ['squared-error'], penalties: ['none'] } as const;
const subject: SubjectModule = { name: 'my-net', precision: 'float64', supports, gradient };
export default subject;

const hello = { protocol: 1, implementation: { name: subject.name }, precision: subject.precision, supports };
const failure = (error: unknown) => ({ error: { code: -32002, message: String(error) } });
const named = (_: string, v: unknown) => (typeof v === 'number' && !Number.isFinite(v) ? `${v}` : v);
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
