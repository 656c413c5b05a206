import { describe, expect, it } from 'vitest';
import { planned } from './planned-product.ts';

const product = (rows: number, columns: number, terms: number) => ({
  ...{ rows, columns, terms },
  ...{ aRow: terms, aTerm: 1, bTerm: 1, bColumn: terms },
});

describe('a planned product', () => {
  it.each([
    [8, 8, 8],
    [2, 16, 16],
    [64, 128, 784],
  ])('of %i x %i sums of %i terms goes to the vectors', (...size) => {
    expect(planned(product(...size), true).engine).not.toBeNull();
    expect(planned(product(...size), false).engine).toBeNull();
  });

  it.each([
    [7, 8, 9],
    [1, 100, 100],
    [100, 1, 100],
    [100, 100, 1],
  ])('of %i x %i sums of %i terms stays in plain blocks', (...size) => {
    expect(planned(product(...size), true).engine).toBeNull();
  });
});
