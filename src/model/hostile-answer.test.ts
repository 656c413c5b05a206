import { describe, expect, test } from 'vitest';
import { answer, said } from './test-answers.ts';

describe('a hostile answer', () => {
  const boom = (): never => {
    throw new Error('boom');
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const cyclic: unknown[] = [];
  cyclic.push(cyclic, cyclic);

  test.each([
    ['a getter that throws', Object.defineProperty({}, 'gradients', { get: boom })],
    ['a proxy that throws', new Proxy({}, { get: boom })],
    ['a proxy whose keys throw', new Proxy({}, { ownKeys: boom })],
    ['a revoked proxy', revoked.proxy],
    ['an entry that throws', answer({ biases: [new Proxy([1, 2, 3, 4, 5], { get: boom }), null] })],
    [
      'an entry that throws nothing',
      answer({
        weights: new Proxy([], {
          get: () => {
            throw undefined;
          },
        }),
      }),
    ],
  ])('%s is unreadable', (_title, value) => {
    expect(said(value)).toBe('UNREADABLE\nexpected plain data, got an object that throws when it is read');
  });

  test.each([
    ['a cycle', answer({ weights: cyclic })],
    ['an endless list', answer({ weights: new Array(2 ** 32 - 1) })],
    [
      'a list that lies about its length',
      answer({ biases: [new Proxy([], { get: (_list, key) => (key === 'length' ? Infinity : 0) }), null] }),
    ],
  ])('%s is of the wrong shape', (_title, value) => {
    expect(said(value)).toMatch(/^SHAPE\n/);
  });

  test('a list far longer than anything asked for is not gone through', () => {
    let reads = 0;
    const get = (_list: unknown, key: string | symbol): unknown => {
      reads += 1;
      return key === 'length' ? 100_000 : 0;
    };
    expect(said(answer({ weights: new Proxy([], { get }) }))).toBe(
      'SHAPE\ngradients.weights: expected a list of 2 (one per layer), got a list of 100000',
    );
    expect(reads).toBe(1);
  });
});
