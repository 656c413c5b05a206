import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { implementations } from '../../gradients/registry.ts';
import { isRefusal } from '../../model/answer.ts';
import { entryAt, formatPath, numberPaths } from '../../model/path.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { readDecimal } from '../../problems/fixture-decimals.ts';
import { gradientFixtures } from '../../problems/fixtures.ts';
import { linesOf } from '../line-ranges.ts';
import { readSources } from '../sources.ts';
import { documentNames, notationColumns, notations, wordOf } from './concordance.ts';
import {
  batchLayouts,
  documentConventionOf,
  documentConventions,
  kinkConventions,
  laidOut,
  lossUnder,
  orientations,
  type Scaling,
  scalingOf,
  scalings,
} from './conventions.ts';

const fixture = (id: string) => {
  const found = gradientFixtures().find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no fixture ${id}`);
  return found;
};

const sources = readSources();

/** [scaling, fixture under it, fixture under 1/2, ratio of the two by hand: N = 1 or 4, c = 2] */
const ratios: readonly (readonly [string, string, string, number])[] = [
  ['pasa', 'scaling-pasa', 'khalid-2-2-2', 1 / 2],
  ['srihari', 'scaling-srihari', 'khalid-2-2-2', 2],
  ['pasa-single', 'scaling-batch-pasa-single', 'scaling-batch-khalid', 1 / 4],
  ['pasa', 'scaling-batch-pasa', 'scaling-batch-khalid', 1 / 8],
  ['srihari', 'scaling-batch-srihari', 'scaling-batch-khalid', 1 / 2],
];

const scaled = (problem: MlpProblem, scaling: Scaling): MlpProblem => ({
  ...problem,
  loss: lossUnder(scaling, problem.inputs.length, problem.targets[0]?.length ?? Number.NaN),
});

/** The decimal and one unit of its last place, both in units of 10^scale. */
const asRational = (decimal: string, scale: number) => {
  const { digits, exponent } = readDecimal(decimal);
  const unit = 10n ** BigInt(exponent - scale);
  return { value: digits * unit, unit };
};

const size = (value: bigint): bigint => (value < 0n ? -value : value);

const scale = -80;

/** Whether one decimal is the other times a power of two, up to half a unit in the last place of each. */
const isMultiple = (decimal: string, base: string, ratio: number): boolean => {
  const [numerator, denominator] = ratio < 1 ? [1n, BigInt(1 / ratio)] : [BigInt(ratio), 1n];
  const [left, right] = [asRational(decimal, scale), asRational(base, scale)];
  const difference = size(left.value * denominator - right.value * numerator);
  return 2n * difference <= left.unit * denominator + right.unit * numerator;
};

const decimalsOf = (id: string): readonly string[] =>
  [fixture(id).expectation.exact.gradients.weights, fixture(id).expectation.exact.gradients.biases]
    .flat(5)
    .filter((entry) => entry !== null);

test('five documents, six columns of notation and every concept in each of them', () => {
  expect(sources.map(({ name }) => name)).toEqual([...documentNames]);
  expect(notationColumns).toHaveLength(6);
  expect(notations.length).toBeGreaterThanOrEqual(35);
  expect(new Set(notations.map(({ concept }) => concept)).size).toBe(notations.length);
  for (const { concept, ours, documents: cells } of notations) {
    expect(Object.keys(cells), concept).toEqual(notationColumns.map(({ id }) => id));
    expect(ours, concept).not.toBe('');
    expect(
      Object.values(cells).some((cell) => cell !== null),
      concept,
    ).toBe(true);
  }
});

test("the five scalings are the documents' own, and every cited line is in its document", () => {
  expect(scalings.map(({ name }) => name)).toEqual(['khalid', 'pasa-single', 'pasa', 'srihari', 'lee']);
  const places = [scalings, kinkConventions, orientations, batchLayouts]
    .flat()
    .flatMap((entry) => entry.places);
  expect(places.length).toBeGreaterThanOrEqual(20);
  for (const { document, lines } of places) {
    const record = sources.find(({ name }) => name === document);
    const hashes = (linesOf(lines) ?? [0]).map((line) => record?.hashes[line]);
    expect(hashes, `${document} ${lines}`).not.toContain(undefined);
  }
});

/** Every scaling, and a fixture under it. */
const examples: readonly (readonly [string, string])[] = [
  ['khalid', 'khalid-2-2-2'],
  ['khalid', 'scaling-batch-khalid'],
  ...ratios.map(([name, id]) => [name, id] as const),
  ['lee', 'scaling-lee'],
  ['lee', 'scaling-batch-lee'],
];

test.each(examples)('%s gives the loss of %s', (name, id) => {
  const { problem } = fixture(id);
  expect(scaled(problem, scalingOf(name)).loss).toEqual(problem.loss);
});

test.each(ratios)('under %s the gradients of %s are those of %s times %d', (_name, id, base, ratio) => {
  const [decimals, bases] = [decimalsOf(id), decimalsOf(base)];
  expect(decimals.length).toBe(12);
  expect(decimals.map((decimal, index) => isMultiple(decimal, bases[index] ?? '', ratio))).not.toContain(
    false,
  );
  expect(isMultiple(decimals[0] ?? '', bases[0] ?? '', ratio * 2)).toBe(false);
});

test('under lee the gradients of one example, times its cost, are those under 1/2', () => {
  const cost = asRational(fixture('scaling-lee').expectation.exact.cost, scale);
  const bases = decimalsOf('khalid-2-2-2');
  const one = 10n ** BigInt(-scale);
  for (const [index, decimal] of decimalsOf('scaling-lee').entries()) {
    const [left, right] = [asRational(decimal, scale), asRational(bases[index] ?? '', scale)];
    const difference = size(left.value * cost.value - right.value * one);
    // Half a unit of each factor times the other, of the product, and of both together.
    const moved =
      left.unit * cost.value + cost.unit * size(left.value) + right.unit * one + left.unit * cost.unit;
    expect(2n * difference <= moved, decimal).toBe(true);
  }
});

// A power of two only moves the exponent, so that doubles have the ratio exactly.
test.each(ratios)('our gradients under %s have the ratio of %s to %s exactly', (name, _id, base, ratio) => {
  const { problem } = fixture(base);
  for (const { name: implementation, gradient } of implementations) {
    const plain = gradient(problem, float64);
    const under = gradient(scaled(problem, scalingOf(name)), float64);
    if (isRefusal(plain) || isRefusal(under)) throw new Error(`${implementation} refuses`);
    const paths = [...numberPaths(plain.gradients.weights, [])];
    expect(paths).toHaveLength(8);
    for (const path of paths) {
      const expected = Number(entryAt(plain.gradients.weights, path)) * ratio;
      expect(entryAt(under.gradients.weights, path), `${implementation} ${formatPath(path)}`).toBe(expected);
    }
    expect(under.cost).toBe(plain.cost * ratio);
  }
});

test('every document has its conventions under its name', () => {
  expect(documentConventions.map(({ document }) => document)).toEqual([...documentNames]);
  expect(documentConventionOf('khalid').batchLayout.name).toBe('columns');
  expect(documentConventionOf('srihari').orientation.product).toBe('Wᵀ a, or A W for examples in rows');
  expect(() => documentConventionOf('kalid')).toThrow(
    new RangeError(
      'expected a convention, one of pasa, lee, sarkar, srihari, khalid, got "kalid"; did you mean "khalid"?',
    ),
  );
  expect(() => scalingOf('half')).toThrow(
    new RangeError('expected a scaling, one of khalid, pasa-single, pasa, srihari, lee, got "half"'),
  );
});

test('a layout is ours or the transpose of ours', () => {
  const matrix = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  const columns = [
    [1, 4],
    [2, 5],
    [3, 6],
  ];
  expect(laidOut(documentConventionOf('khalid').batchLayout, matrix)).toEqual(columns);
  expect(laidOut(documentConventionOf('khalid').batchLayout, columns)).toEqual(matrix);
  expect(laidOut(documentConventionOf('khalid').orientation, matrix)).toEqual(matrix);
  expect(laidOut(documentConventionOf('sarkar').orientation, matrix)).toEqual(columns);
});

test('the choices at kinks are the ones by which subjects announce theirs, and give the values of the fixtures', () => {
  const ours = new Map(kinkConventions.map(({ name, ours: value }) => [name, value]));
  expect([...ours.keys()]).toEqual([
    'relu-derivative-at-0',
    'leaky-relu-derivative-at-0',
    'elu-derivative-at-0',
    'max-tie',
    'hinge-at-0',
    'norm-at-0',
  ]);
  const { problem, expectation } = fixture('xor-relu-zero');
  const slope = Number(ours.get('relu-derivative-at-0'));
  for (const { gradient } of implementations) {
    const answer = gradient(problem, float64, ({ kind }) => (kind === 'activation' ? slope : undefined));
    if (isRefusal(answer)) throw new Error(answer.refused);
    // Exact: every number of the example is a small multiple of 1/4.
    expect(answer.gradients.weights[0]).toEqual(
      expectation.exact.gradients.weights[0]?.map((row) => [...row].map(Number)),
    );
  }
});

test('a word that the concordance does not know is refused with file and place', () => {
  expect(() => wordOf(documentNames, 'Kalid', 'documents[4].name')).toThrow(
    new Error(
      'spec/concordance.json: documents[4].name: expected one of Pasa, Lee, Sarkar, Srihari, Khalid, got "Kalid"',
    ),
  );
});
