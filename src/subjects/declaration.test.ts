import { describe, expect, it } from 'vitest';
import { readDeclaration } from './declaration.ts';

const conventionsOf = (conventions: unknown) =>
  readDeclaration({ name: 'a-subject', conventions }, 'net.mjs').conventions;

describe('conventions', () => {
  it('are none where none are declared', () => {
    expect(readDeclaration({}, 'net.mjs').conventions).toEqual({});
    expect(conventionsOf({})).toEqual({});
  });

  it('are read by name', () => {
    const all = {
      'relu-derivative-at-0': 0,
      'leaky-relu-derivative-at-0': 0.5,
      'elu-derivative-at-0': 1,
      'max-tie': 'split',
      'hinge-at-0': 0,
      'norm-at-0': 0,
    };
    expect(conventionsOf(all)).toEqual(all);
  });

  it.each([
    ['a list', 'conventions: expected an object', []],
    ['an unknown name', 'conventions: expected no keys but', { 'relu-at-0': 1 }],
    ['a text', 'conventions.relu-derivative-at-0: expected a finite number', { 'relu-derivative-at-0': '0' }],
    ['an unknown rule', 'conventions.max-tie', { 'max-tie': 'lowest' }],
  ])('refuse %s', (_, message, conventions) => {
    expect(() => conventionsOf(conventions)).toThrow(message);
  });
});
