/** Graphs for backproof: `backproof doctor ./graph.mjs`, then `backproof verify ./graph.mjs`.
 *
 * Replace the functions in `operations` by those of your library: each takes the variables in the slots, in
 * order, and the attributes; spec/ops.json of the package defines them all. What the table lacks is never asked.
 * Without `sum` all variables are numbers; with it they are nested lists too. `variable` stands for your
 * library: in `gradient` make your leaves of the inputs, and go backwards from the output in your way. As a
 * program of its own the file speaks JSON-RPC over stdin and stdout: `backproof verify -- node graph.mjs`. */
import { realpathSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A number, what it was computed from, the derivatives by these, and the gradient by it. */
const variable = (value, args = [], slopes = []) => {
  return { value, args, slopes, grad: 0 };
};
const operations = {
  add: ([x, y]) => variable(x.value + y.value, [x, y], [1, 1]),
  sub: ([x, y]) => variable(x.value - y.value, [x, y], [1, -1]),
  mul: ([x, y]) => variable(x.value * y.value, [x, y], [y.value, x.value]),
  div: ([x, y]) => variable(x.value / y.value, [x, y], [1 / y.value, -x.value / y.value ** 2]),
  exp: ([x]) => variable(Math.exp(x.value), [x], [Math.exp(x.value)]),
  tanh: ([x]) => variable(Math.tanh(x.value), [x], [1 - Math.tanh(x.value) ** 2]),
  'leaky-relu': ([x], { alpha = 0 }) => {
    const slope = x.value > 0 ? 1 : alpha;
    return variable(slope * x.value, [x], [slope]);
  },
};

const gradient = ({ inputs, nodes, output, wrt }) => {
  const variables = new Map(Object.entries(inputs).map(([name, value]) => [name, variable(Number(value))]));
  const named = (name) => variables.get(name);
  for (const { name, op, args, attributes = {} } of nodes) {
    variables.set(name, operations[op](args.map(named), attributes));
  }
  named(output).grad = 1;
  for (const { args, slopes, grad } of [...variables.values()].reverse()) {
    for (const [slot, x] of args.entries()) x.grad += grad * slopes[slot];
  }
  return { value: named(output).value, gradients: Object.fromEntries(wrt.map((x) => [x, named(x).grad])) };
};

const supports = { kinds: ['graph'], ops: Object.keys(operations) };
const subject = { name: 'my-graphs', precision: 'float64', supports, gradient };
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
