/**
 * Written for the bench: an engine of one object per node, each with a closure that hands its derivative
 * back, as small teaching engines have them. Nodes are kept in the order in which they were made, which
 * spares it the topological sort.
 */

import type { Contestant } from '../../contestant.ts';
import type { ScalarGraph } from '../graph.ts';

interface Value {
  readonly data: number;
  grad: number;
  readonly back: () => void;
}

const leaf = (data: number): Value => ({ data, grad: 0, back: () => {} });

const add = (x: Value, y: Value): Value => {
  const out: Value = {
    data: x.data + y.data,
    grad: 0,
    back: () => {
      x.grad += out.grad;
      y.grad += out.grad;
    },
  };
  return out;
};

const mul = (x: Value, y: Value): Value => {
  const out: Value = {
    data: x.data * y.data,
    grad: 0,
    back: () => {
      x.grad += y.data * out.grad;
      y.grad += x.data * out.grad;
    },
  };
  return out;
};

const through = (x: Value, data: number, slope: number): Value => {
  const out: Value = {
    data,
    grad: 0,
    back: () => {
      x.grad += slope * out.grad;
    },
  };
  return out;
};

const exp = (x: Value): Value => {
  const y = Math.exp(x.data);
  return through(x, y, y);
};

const tanh = (x: Value): Value => {
  const y = Math.tanh(x.data);
  return through(x, y, 1 - y * y);
};

const sigmoid = (x: Value): Value => {
  const y = 1 / (1 + Math.exp(-x.data));
  return through(x, y, y * (1 - y));
};

const result = (operation: number, x: Value, y: Value | undefined): Value => {
  if (operation === 2) return exp(x);
  if (operation === 3) return tanh(x);
  if (operation === 4) return sigmoid(x);
  if (y === undefined) throw new RangeError('objects: expected a second argument, got none');
  return operation === 0 ? add(x, y) : mul(x, y);
};

export const enter = ({ inputs, nodes }: ScalarGraph): Contestant => {
  const run = (): readonly Value[] => {
    const values = Array.from(inputs, leaf);
    for (let at = 0; at < nodes.length; at += 3) {
      const x = values[Number(nodes[at + 1])];
      if (x === undefined) throw new RangeError('objects: expected an argument, got none');
      values.push(result(Number(nodes[at]), x, values[Number(nodes[at + 2])]));
    }
    const output = values.at(-1);
    if (output !== undefined) output.grad = 1;
    for (let at = values.length - 1; at >= 0; at -= 1) values[at]?.back();
    return values;
  };
  return { run, gradient: () => Float64Array.from(run().slice(0, inputs.length), ({ grad }) => grad) };
};
