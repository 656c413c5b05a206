import { describe, expect, test } from 'vitest';
import { dense, problem, type Refused, said, square } from './test-problem-drafts.ts';

describe('the loss of a problem', () => {
  test.each<Refused>([
    [
      'log-loss after tanh',
      problem({ layers: [dense(square, null, { name: 'tanh' })], loss: { name: 'log-loss', scale: 1 } }),
      'loss.name: expected a loss that fits tanh (squared-error, norm, cross-entropy-logits, hinge), got "log-loss", which needs sigmoid as the last activation',
    ],
    [
      'cross-entropy after sigmoid',
      problem({ loss: { name: 'cross-entropy', scale: 1 } }),
      'loss.name: expected a loss that fits sigmoid (squared-error, norm, log-loss, cross-entropy-logits, hinge), got "cross-entropy", which needs softmax as the last activation',
    ],
    [
      'logits after softmax',
      problem({
        layers: [dense(square, null, { name: 'softmax' })],
        loss: { name: 'cross-entropy-logits', scale: 1 },
      }),
      'loss.name: expected a loss that fits softmax (squared-error, norm, cross-entropy, hinge), got "cross-entropy-logits", which needs any last activation but softmax, which it contains',
    ],
    [
      'a target outside log-loss',
      problem({ loss: { name: 'log-loss', scale: 1 }, targets: [[0.5, 1.5]] }),
      'targets[0][1]: expected a number from 0 to 1 ("log-loss"), got 1.5',
    ],
    [
      'a negative target of cross-entropy',
      problem({
        layers: [dense(square, null, { name: 'softmax' })],
        loss: { name: 'cross-entropy', scale: 1 },
        targets: [[-1, 2]],
      }),
      'targets[0][0]: expected a number >= 0 ("cross-entropy"), got -1',
    ],
    [
      'two classes at once',
      problem({ loss: { name: 'hinge', scale: 1 }, targets: [[1, 1]] }),
      'targets[0]: expected one 1 and else 0 ("hinge"), got [1, 1]',
    ],
    [
      'no class',
      problem({ loss: { name: 'hinge', scale: 1 }, targets: [[0, 0]] }),
      'targets[0]: expected one 1 and else 0 ("hinge"), got [0, 0]',
    ],
    [
      'hinge of one output',
      problem({ layers: [dense([[1, 2]], null)], loss: { name: 'hinge', scale: 1 }, targets: [[1]] }),
      'loss.name: expected a loss for 1 output, got "hinge", which needs at least 2',
    ],
  ])('refuses %s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });
});
