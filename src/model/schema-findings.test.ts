import { describe, expect, test } from 'vitest';
import {
  activation,
  allActivations,
  dense,
  layers,
  problem,
  type Refused,
  said,
  square,
} from './test-problem-drafts.ts';

describe('names and keys of a problem', () => {
  test.each<Refused>([
    ['another kind', problem({ kind: 'graph' }), 'kind: expected "mlp", got "graph"'],
    [
      'an unknown activation',
      activation({ name: 'sigmoyd' }),
      `layers[0].activation.name: expected ${allActivations}, got "sigmoyd"; did you mean "sigmoid"?`,
    ],
    [
      'an activation in another case',
      activation({ name: 'ReLU' }),
      `layers[0].activation.name: expected ${allActivations}, got "ReLU"; did you mean "relu"?`,
    ],
    [
      'an activation like none',
      activation({ name: 'softplus' }),
      `layers[0].activation.name: expected ${allActivations}, got "softplus"`,
    ],
    [
      'step',
      activation({ name: 'step' }),
      `layers[0].activation.name: expected ${allActivations}, got "step", which has no useful derivative`,
    ],
    [
      'an activation without a name',
      activation({}),
      `layers[0].activation.name: expected ${allActivations}, got nothing`,
    ],
    [
      'an activation as text',
      activation('sigmoid'),
      'layers[0].activation: expected an object, got "sigmoid"',
    ],
    [
      'no activation',
      layers({ weights: square, biases: null }),
      'layers[0].activation: expected an object, got nothing',
    ],
    [
      'an unknown activation of a layer with pieces',
      layers(dense([square, square], null, { name: 'maxuot', pieces: 2 })),
      `layers[0].activation.name: expected ${allActivations}, got "maxuot"; did you mean "maxout"?`,
    ],
    [
      'an unknown loss',
      problem({ loss: { name: 'cross-entropi', scale: 1 } }),
      'loss.name: expected one of "squared-error", "norm", "log-loss", "cross-entropy", "cross-entropy-logits", "hinge", got "cross-entropi"; did you mean "cross-entropy"?',
    ],
    [
      'an unknown penalty',
      problem({ penalty: { name: 'l1', lambda: 1, biases: false } }),
      'penalty.name: expected one of "l2", got "l1"; did you mean "l2"?',
    ],
    [
      'an unknown key',
      problem({ zz: 1 }),
      'expected no keys but kind, id, layers, loss, penalty, inputs, targets, got "zz"',
    ],
    [
      'a misspelt optional key',
      problem({ penalti: 1 }),
      'expected no keys but kind, id, layers, loss, penalty, inputs, targets, got "penalti"; did you mean "penalty"?',
    ],
    [
      'a misspelt required key, once',
      layers({ weights: square, bias: [5, 6], activation: { name: 'tanh' } }),
      'layers[0]: expected no keys but weights, biases, activation, got "bias"; did you mean "biases"?',
    ],
    [
      'a missing part',
      layers({ biases: null, activation: { name: 'tanh' } }),
      'layers[0].weights: expected a list, got nothing',
    ],
    [
      'biases left out',
      layers({ weights: square, activation: { name: 'tanh' } }),
      'layers[0].biases: expected a list or null, got nothing',
    ],
    [
      'a parameter that the activation does not take',
      activation({ name: 'tanh', alpha: 1 }),
      'layers[0].activation: expected no keys but name, got "alpha"',
    ],
  ])('refuses %s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });
});

describe('parameters of activations, losses and penalties', () => {
  test.each<Refused>([
    [
      'a missing alpha',
      activation({ name: 'leaky-relu' }),
      'layers[0].activation.alpha: expected a number >= 0, got nothing',
    ],
    [
      'a missing beta',
      activation({ name: 'linear', alpha: 1 }),
      'layers[0].activation.beta: expected a number, got nothing',
    ],
    [
      'alpha below 0',
      activation({ name: 'elu', alpha: -0.5 }),
      'layers[0].activation.alpha: expected a number >= 0, got -0.5',
    ],
    [
      'a scale of 0',
      problem({ loss: { name: 'norm', scale: 0 } }),
      'loss.scale: expected a number > 0, got 0',
    ],
    [
      'lambda below 0',
      problem({ penalty: { name: 'l2', lambda: -1, biases: true } }),
      'penalty.lambda: expected a number >= 0, got -1',
    ],
    [
      'penalised biases as a number',
      problem({ penalty: { name: 'l2', lambda: 1, biases: 1 } }),
      'penalty.biases: expected true or false, got 1',
    ],
  ])('refuses %s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });
});
