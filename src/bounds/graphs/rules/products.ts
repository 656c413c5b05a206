/** Products of vectors and matrices: sums of products, in any order; section 4 of spec/graph-bounds.md. */

import { at } from '../../at.ts';
import { type Application, type BoundRule, type Estimates, inputIn, knownAt } from '../rule.ts';
import { copy, product } from '../term.ts';
import { addTerm, errorsOf, type Totals, totalsOf } from '../totals.ts';

/** One product of the operation: which entry of the result it is part of, and which entries it multiplies. */
interface Factors {
  readonly result: number;
  readonly left: number;
  readonly right: number;
}

/** All products, of an entry in slot `left` and one in slot `right`. */
type Products = (application: Application) => Iterable<Factors>;

function* matrixProducts(application: Application): Generator<Factors> {
  const [rows, terms] = [at(inputIn(application, 0).shape, 0), at(inputIn(application, 0).shape, 1)];
  const columns = at(inputIn(application, 1).shape, 1);
  for (let i = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1)
      for (let k = 0; k < terms; k += 1)
        yield { result: i * columns + j, left: i * terms + k, right: k * columns + j };
}

function* vectorProducts(application: Application): Generator<Factors> {
  for (const place of inputIn(application, 0).values.keys()) yield { result: 0, left: place, right: place };
}

function* affineProducts(application: Application): Generator<Factors> {
  const [units, terms] = [at(inputIn(application, 1).shape, 0), at(inputIn(application, 1).shape, 1)];
  const examples = inputIn(application, 0).values.length / terms;
  for (let i = 0; i < examples; i += 1)
    for (let j = 0; j < units; j += 1)
      for (let k = 0; k < terms; k += 1)
        yield { result: i * units + j, left: i * terms + k, right: j * terms + k };
}

const finished = (totals: Totals, { setting }: Application): Estimates => ({
  values: totals.values,
  errors: errorsOf(totals, setting.rounding),
});

const multiplied = (application: Application, entries: number, products: Products): Totals => {
  const [x, y] = [inputIn(application, 0), inputIn(application, 1)];
  const totals = totalsOf(entries);
  for (const { result, left, right } of products(application))
    addTerm(totals, result, product(knownAt(x, left), knownAt(y, right), application.setting.rounding));
  return totals;
};

const sizeOfResult = ({ shape }: Application): number => shape.reduce((total, size) => total * size, 1);

const bilinear = (products: Products): BoundRule => ({
  forward: (application) =>
    finished(multiplied(application, sizeOfResult(application), products), application),
  backward: (applied, slot, G, into) => {
    const other = inputIn(applied, 1 - slot);
    for (const { result, left, right } of products(applied)) {
      const [place, factor] = slot === 0 ? [left, right] : [right, left];
      addTerm(into, place, product(knownAt(G, result), knownAt(other, factor), applied.setting.rounding));
    }
  },
});

export const matmul = bilinear(matrixProducts);

export const dot = bilinear(vectorProducts);

const weighted = bilinear(affineProducts);

/** x W' + b, the bias being one more term or a sum of its own. */
export const affine: BoundRule = {
  forward: (application) => {
    const b = inputIn(application, 2);
    const totals = multiplied(application, sizeOfResult(application), affineProducts);
    totals.parts = 2;
    for (const place of totals.values.keys())
      addTerm(totals, place, copy(knownAt(b, place % b.values.length)));
    return finished(totals, application);
  },
  backward: (applied, slot, G, into) => {
    if (slot < 2) return weighted.backward(applied, slot, G, into);
    const units = inputIn(applied, 2).values.length;
    for (const place of G.values.keys()) addTerm(into, place % units, copy(knownAt(G, place)));
  },
};
