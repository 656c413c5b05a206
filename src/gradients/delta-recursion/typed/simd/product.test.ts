import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { multiply, type Product } from '../product.ts';
import { simdEngine } from './engine.ts';
import { simdMultiply } from './product.ts';

/* Every sum adds the same products in the same order as the plain blocks: equal means equal to the last bit. */

/** Doubles whose products and sums all round, of both signs and many sizes. */
const doubles = (length: number, seed: number): Float64Array =>
  Float64Array.from(
    { length },
    (_, i) => Math.sin(7 * i + seed) * 2 ** (((i * 37 + seed) % 41) - 20) * (i % 11 === 0 ? -0 : 1),
  );

type Strides = Pick<Product, 'aRow' | 'aTerm' | 'bTerm' | 'bColumn'>;

const layouts = (rows: number, columns: number, terms: number): readonly Strides[] => [
  { aRow: terms, aTerm: 1, bTerm: 1, bColumn: terms },
  { aRow: terms, aTerm: 1, bTerm: columns, bColumn: 1 },
  { aRow: 1, aTerm: rows, bTerm: columns, bColumn: 1 },
];

const engineOrThrow = () => {
  const engine = simdEngine();
  if (engine === null) throw new Error('this engine has no vectors');
  return engine;
};

/** Both kernels' results, with a number on either side that they must leave alone. */
const bothResults = (product: Product) => {
  const { rows, columns, terms } = product;
  const [bAt, cAt] = [3, 2];
  const a = doubles(rows * terms, 1);
  const b = doubles(bAt + columns * terms, 2);
  const [plain, vectors] = [0, 1].map(() => new Float64Array(cAt + rows * columns + 1).fill(99));
  if (plain === undefined || vectors === undefined) throw new Error('two');
  multiply(product, a, b, bAt, plain, cAt, new Float64Array(4 * terms));
  simdMultiply(engineOrThrow(), product, a, b, bAt, vectors, cAt);
  return { plain, vectors };
};

const differing = (sizes: readonly (readonly [number, number, number])[]) => {
  let compared = 0;
  const wrong = sizes.flatMap(([rows, columns, terms]) =>
    layouts(rows, columns, terms).flatMap((strides) => {
      const product = { rows, columns, terms, ...strides };
      const { plain, vectors } = bothResults(product);
      compared += plain.length;
      return plain.every((value, i) => Object.is(value, vectors[i])) ? [] : [product];
    }),
  );
  return { compared, wrong };
};

const everyOf = (rows: readonly number[], columns: readonly number[], terms: readonly number[]) =>
  rows.flatMap((m) => columns.flatMap((n) => terms.map((k) => [m, n, k] as const)));

describe('the product by vectors', () => {
  it('is that of the plain blocks for every remainder of rows and columns by 4', () => {
    const few = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const { compared, wrong } = differing(everyOf(few, few, [1, 2, 3, 8]));
    expect(compared).toBeGreaterThan(20_000);
    expect(wrong).toEqual([]);
  });

  it('is that of the plain blocks where tiles of 64 rows and 224 terms end, and far beyond', () => {
    const { compared, wrong } = differing([
      ...everyOf([63, 64, 65, 130], [5], [223, 224, 225, 449]),
      [128, 784, 64],
      [64, 128, 784],
    ]);
    expect(compared).toBeGreaterThan(300_000);
    expect(wrong).toEqual([]);
  });

  it('is the definition on integers, whose sums are exact', () => {
    const [rows, columns, terms] = [70, 9, 230];
    const a = Float64Array.from({ length: rows * terms }, (_, i) => ((i * 37) % 19) - 9);
    const b = Float64Array.from({ length: columns * terms }, (_, i) => ((i * 23) % 17) - 8);
    const c = new Float64Array(rows * columns);
    const product = { rows, columns, terms, aRow: terms, aTerm: 1, bTerm: 1, bColumn: terms };
    simdMultiply(engineOrThrow(), product, a, b, 0, c, 0);
    const expected = Array.from({ length: rows * columns }, (_, entry) => {
      const [i, j] = [Math.floor(entry / columns), entry % columns];
      let sum = 0;
      for (let k = 0; k < terms; k += 1) sum += Number(a[i * terms + k]) * Number(b[j * terms + k]);
      return sum;
    });
    expect(Array.from(c)).toEqual(expected);
  });

  it('leaves infinities and NaN in their own rows and columns', () => {
    const product = { rows: 5, columns: 6, terms: 3, aRow: 3, aTerm: 1, bTerm: 1, bColumn: 3 };
    const a = new Float64Array(15).fill(1);
    const b = new Float64Array(18).fill(1);
    a[4 * 3] = Number.NaN;
    b[5 * 3] = Number.POSITIVE_INFINITY;
    const c = new Float64Array(30);
    simdMultiply(engineOrThrow(), product, a, b, 0, c, 0);
    const row = [3, 3, 3, 3, 3, Number.POSITIVE_INFINITY];
    expect(Array.from(c)).toEqual([...row, ...row, ...row, ...row, ...row.map(() => Number.NaN)]);
  });
});

/**
 * The gradient of a shape above the threshold, and whether there is an engine, in a process of its own; `without`
 * runs after the sources are loaded, since Node strips their types by WebAssembly.
 */
const inProcess = (without: string) => {
  const script = `
    const { prepare } = await import(${JSON.stringify(new URL('../prepare.ts', import.meta.url).href)});
    const { simdEngine } = await import(${JSON.stringify(new URL('./engine.ts', import.meta.url).href)});
    ${without}
    const layer = { activation: { name: 'identity' }, pieces: 1, units: 10, inputs: 12, biased: true };
    const penalty = { name: 'l2', lambda: 0, biases: false };
    const shape = { layers: [layer], examples: 11, loss: { name: 'squared-error', scale: 0.5 }, penalty };
    const ramp = (length) => Float64Array.from({ length }, (_, i) => Math.sin(i));
    const { cost, gradients } = prepare(shape).gradient(ramp(130), ramp(132), ramp(110));
    console.log(JSON.stringify({ found: simdEngine() !== null, numbers: [...cost, ...gradients] }));
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script]);
  const told: { readonly found: boolean; readonly numbers: readonly number[] } = JSON.parse(String(output));
  return told;
};

describe('where there is no engine', () => {
  const usual = inProcess('');

  it('it is there in this version of Node', () => {
    expect(usual.found).toBe(true);
    expect(usual.numbers).toHaveLength(131);
  });

  it.each([
    ['WebAssembly', 'delete globalThis.WebAssembly;'],
    ['vectors in it', 'WebAssembly.validate = () => false;'],
    [
      'room for its memory',
      'WebAssembly.Instance = class { constructor() { throw new RangeError("room"); } };',
    ],
  ])('for want of %s, the plain blocks give the same gradient', (_, without) => {
    expect(inProcess(without)).toEqual({ found: false, numbers: usual.numbers });
  });
});
