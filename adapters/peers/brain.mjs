/**
 * brain.js as a subject: node brain.mjs sigmoid|tanh|relu|leaky-relu
 *
 * One activation serves all layers, and everything is stored in float32. Its training step computes
 * `changes`: from no change before, the learning rate, which must be below 1, times minus the gradient of half
 * the sum of squares of one example.
 */

import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import brain from 'brain.js';

const activation = process.argv[2] ?? 'sigmoid';
const { version } = createRequire(import.meta.url)('brain.js/package.json');
const leakyReluAlpha = 0.01;
const learningRate = 0.5;

const declaration = {
  protocol: 1,
  implementation: { name: `brain.js-${activation}`, version, language: 'javascript' },
  precision: 'float32',
  supports: {
    kinds: ['mlp'],
    activations: [activation],
    losses: ['squared-error'],
    penalties: ['none'],
    nullBiases: false,
  },
};

const networkOf = ({ layers, inputs }) => {
  const net = new brain.NeuralNetwork({ activation, leakyReluAlpha, learningRate });
  net.sizes = [inputs[0].length, ...layers.map(({ weights }) => weights.length)];
  net.initialize();
  return net;
};

const setParameters = (net, layers) => {
  for (const [l, { weights, biases }] of layers.entries()) {
    net.biases[l + 1].set(biases);
    for (const [unit, row] of weights.entries()) {
      net.weights[l + 1][unit].set(row);
      net.changes[l + 1][unit].fill(0);
    }
  }
};

const zerosLike = (value) => (Array.isArray(value) ? value.map(zerosLike) : 0);

const addTo = (sum, term, factor) => {
  for (const index of sum.keys()) {
    if (Array.isArray(sum[index])) addTo(sum[index], term[index], factor);
    else sum[index] += factor * term[index];
  }
};

const gradient = (problem) => {
  const { layers, loss, inputs, targets } = problem;
  const net = networkOf(problem);
  const weights = zerosLike(layers.map((layer) => layer.weights));
  const biases = zerosLike(layers.map((layer) => layer.biases));
  for (const [n, input] of inputs.entries()) {
    setParameters(net, layers);
    net.runInput(input);
    net.calculateDeltas(targets[n]);
    net.adjustWeights();
    addTo(weights, net.changes.slice(1), (-2 * loss.scale) / learningRate);
    addTo(biases, net.deltas.slice(1), -2 * loss.scale);
  }
  return { gradients: { weights, biases } };
};

const suits = ({ layers }) =>
  layers.every(({ activation: { name, alpha } }) => name !== 'leaky-relu' || alpha === leakyReluAlpha);

const reply = ({ id, method, params }) => {
  if (method === 'initialize') return { jsonrpc: '2.0', id, result: declaration };
  if (suits(params.problem)) return { jsonrpc: '2.0', id, result: gradient(params.problem) };
  return { jsonrpc: '2.0', id, error: { code: -32001, message: `the slope is ${leakyReluAlpha} here` } };
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (request.method === 'shutdown') break;
  process.stdout.write(`${JSON.stringify(reply(request))}\n`);
}
