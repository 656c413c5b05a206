/**
 * TensorFlow.js as a subject, in process: its automatic differentiation of a cost written with its own
 * functions, in float32 on its JavaScript backend.
 */

import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');

const activate = (z, { name, alpha, beta }) => {
  switch (name) {
    case 'identity':
      return z;
    case 'linear':
      return z.mul(alpha).add(beta);
    case 'leaky-relu':
      return tf.leakyRelu(z, alpha);
    case 'softmax':
      return tf.softmax(z);
    default:
      return { sigmoid: tf.sigmoid, tanh: tf.tanh, relu: tf.relu }[name](z);
  }
};

const forward = (layers, weights, biases, x) => {
  let z = x;
  let a = x;
  for (const [l, { activation }] of layers.entries()) {
    const weighted = tf.matMul(a, weights[l], false, true);
    z = biases[l] === null ? weighted : weighted.add(biases[l]);
    a = activate(z, activation);
  }
  return { z, a };
};

const lossOf = (name, { z, a }, t) => {
  switch (name) {
    case 'squared-error':
      return a.sub(t).square().sum();
    case 'norm':
      return tf.norm(a.sub(t), 'euclidean', 1).sum();
    case 'log-loss':
      return tf.losses.sigmoidCrossEntropy(t, z, undefined, undefined, tf.Reduction.SUM);
    case 'cross-entropy':
      return tf.logSoftmax(z).mul(t).sum().neg();
    case 'cross-entropy-logits':
      return tf.logSoftmax(a).mul(t).sum().neg();
    default: {
      const right = a.mul(t).sum(1, true);
      return a.sub(right).add(1).relu().mul(t.neg().add(1)).sum();
    }
  }
};

const penaltyOf = ({ lambda, biases: withBiases }, weights, biases) => {
  const penalized = withBiases ? [...weights, ...biases.filter((b) => b !== null)] : weights;
  return tf.addN(penalized.map((parameter) => parameter.square().sum())).mul(lambda);
};

const gradient = ({ layers, loss, penalty, inputs, targets }) =>
  tf.tidy(() => {
    const weights = layers.map((layer) => tf.tensor(layer.weights));
    const biases = layers.map((layer) => (layer.biases === null ? null : tf.tensor(layer.biases)));
    const x = tf.tensor(inputs);
    const t = tf.tensor(targets);
    const parameters = [...weights, ...biases.filter((b) => b !== null), x];
    const cost = (...given) => {
      const givenWeights = given.slice(0, weights.length);
      const left = given.slice(weights.length, -1);
      const givenBiases = biases.map((b) => (b === null ? null : left.shift()));
      const state = forward(layers, givenWeights, givenBiases, given.at(-1));
      const data = lossOf(loss.name, state, t).mul(loss.scale);
      return penalty === undefined ? data : data.add(penaltyOf(penalty, givenWeights, givenBiases));
    };
    const { value, grads } = tf.valueAndGrads(cost)(parameters);
    const lists = grads.map((grad) => grad.arraySync());
    const biasLists = lists.slice(weights.length, -1);
    return {
      cost: value.dataSync()[0],
      gradients: {
        weights: lists.slice(0, weights.length),
        biases: biases.map((b) => (b === null ? null : biasLists.shift())),
        inputs: lists.at(-1),
      },
    };
  });

/** Everything but maxout, and elu, whose alpha is fixed there. */
export const supports = {
  activations: ['identity', 'linear', 'sigmoid', 'tanh', 'relu', 'leaky-relu', 'softmax'],
  losses: ['squared-error', 'log-loss', 'cross-entropy', 'cross-entropy-logits', 'hinge'],
};

export default { name: `tfjs-${tf.version.tfjs}`, precision: 'float32', supports, gradient };
