import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { implementations } from '../../gradients/registry.ts';
import { isRefusal } from '../../model/answer.ts';
import { gradientFixture } from '../../problems/test-fixtures.ts';
import { linesOf } from '../line-ranges.ts';
import { readSources } from '../sources.ts';
import { documentNames, notationColumns, notations, wordOf } from './concordance.ts';
import {
  batchLayouts,
  documentConventionOf,
  documentConventions,
  kinkConventions,
  laidOut,
  orientations,
  scalingOf,
  scalings,
} from './conventions.ts';
import { ratios, scaled } from './test-ratios.ts';

const sources = readSources();

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
  const { problem } = gradientFixture(id);
  expect(scaled(problem, scalingOf(name)).loss).toEqual(problem.loss);
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
  const { problem, expectation } = gradientFixture('xor-relu-zero');
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
