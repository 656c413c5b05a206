import { describe, expect, test } from 'vitest';
import { one, type Refused, said } from './test-graph-drafts.ts';

describe('a graph is refused for an attribute:', () => {
  test.each<Refused>([
    [
      'an attribute of another operation',
      one('exp', ['v'], { axis: 0 }),
      'nodes[0].attributes.axis: expected no such attribute of "exp", got 0',
    ],
    [
      'an unknown attribute',
      one('sum', ['v'], { axes: [0], dim: 1 }),
      'nodes[0].attributes: expected no keys but axis, axes, shape, exponent, alpha, start, stop, classes, got "dim"',
    ],
    [
      'a missing attribute',
      one('pow', ['v']),
      'nodes[0].attributes.exponent: expected a number ("pow"), got nothing',
    ],
    [
      'an exponent out of range',
      one('pow', ['v'], { exponent: 65 }),
      'nodes[0].attributes.exponent: expected a number from -64 to 64, got 65',
    ],
    [
      'a negative slope',
      one('elu', ['v'], { alpha: -1 }),
      'nodes[0].attributes.alpha: expected a number >= 0, got -1',
    ],
    [
      'an axis that is no index',
      one('sum', ['v'], { axis: -1 }),
      'nodes[0].attributes.axis: expected a whole number >= 0, got -1',
    ],
    [
      'an axis that is not there',
      one('sum', ['M'], { axis: 2 }),
      'nodes[0].attributes.axis: expected an axis of 2, counted from 0, got 2',
    ],
  ])('%s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });
});
