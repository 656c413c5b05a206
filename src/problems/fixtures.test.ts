import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import clauseData from '#spec/clauses.json' with { type: 'json' };
import { entryAt } from '../model/path.ts';
import type { Fixture, Printed } from './fixture.ts';
import { problemOf } from './fixture.ts';
import { readDecimal, roundsTo } from './fixture-decimals.ts';
import { contentHash } from './fixture-hash.ts';
import { FixtureError, gradientFixtures, loadFixtures, readFixture } from './fixtures.ts';

const fixtures = loadFixtures();
const folder = new URL('../../fixtures/', import.meta.url);
const fileNames = readdirSync(folder).filter((name) => name.endsWith('.json'));
const textOf = (id: string): string => readFileSync(new URL(`${id}.json`, folder), 'utf8');

const exactOf = (id: string) => {
  const found = gradientFixtures().find((fixture) => fixture.id === id);
  if (found === undefined) throw new Error(`no fixture ${id}`);
  return found.expectation.exact;
};

const printedOf = (fixture: Fixture): readonly [Fixture, Printed][] =>
  (fixture.expectation.printed ?? []).map((printed) => [fixture, printed]);

const stepsOf = (path: string) =>
  [...path.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));

const exactAt = (fixture: Fixture, path: string): string => {
  const entry = entryAt(fixture.expectation.exact, stepsOf(path));
  if (typeof entry !== 'string') throw new Error(`${fixture.id}: nothing at ${path}`);
  return entry;
};

const decimalsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(decimalsIn) : [];

describe('loadFixtures', () => {
  it('reads every file of the folder, sorted by id', () => {
    const ids = fixtures.map(({ id }) => id);
    expect(ids).toEqual(fileNames.map((name) => name.replace(/\.json$/, '')).sort());
  });

  it('finds at least as many worked examples of each kind as there were at first', () => {
    const count = (kind: Fixture['kind']) => fixtures.filter((fixture) => fixture.kind === kind).length;
    expect(count('gradient')).toBeGreaterThanOrEqual(35);
    expect(count('activation')).toBeGreaterThanOrEqual(10);
    expect(count('training')).toBeGreaterThanOrEqual(3);
    expect(count('forward')).toBeGreaterThanOrEqual(1);
  });

  it('gives frozen fixtures', () => {
    for (const fixture of fixtures) {
      expect(Object.isFrozen(fixture) && Object.isFrozen(fixture.problem)).toBe(true);
    }
  });
});

describe('the fixtures', () => {
  it('name only clauses of the spec', () => {
    const known = new Set(clauseData.clauses.map(({ id }) => id));
    const unknown = fixtures.flatMap(({ id, clauses }) =>
      clauses.filter((clause) => !known.has(clause)).map((clause) => `${id}: ${clause}`),
    );
    expect(unknown).toEqual([]);
  });

  it('carry exact values that round to the digits in print', () => {
    const printed = fixtures.flatMap(printedOf);
    const wrong = printed.filter(([fixture, { path, digits }]) => !roundsTo(exactAt(fixture, path), digits));
    expect(wrong).toEqual([]);
    expect(printed.length).toBeGreaterThanOrEqual(50);
  });

  it('carry every number that the 0.2984 example prints', () => {
    const example = fixtures.filter(({ id }) => id === 'khalid-2-2-2').flatMap(printedOf);
    const digits = new Set(example.map(([, printed]) => printed.digits));
    expect([...digits].sort().join(' ')).toBe(
      '0.1868 0.2984 0.3775 0.3925 0.5933 0.5969 0.7414 0.7514 0.7729 1.106 1.225',
    );
  });

  it('show under another convention other gradients', () => {
    const alternatives = gradientFixtures().flatMap((fixture) =>
      (fixture.alternatives ?? []).map(({ exact }) => [exact, fixture.expectation.exact] as const),
    );
    for (const [other, own] of alternatives) expect(other.gradients).not.toEqual(own.gradients);
    expect(alternatives.length).toBeGreaterThanOrEqual(4);
  });

  it('train to outputs that round to the targets', () => {
    const trained = fixtures.filter((fixture) => fixture.kind === 'training');
    const rounded = trained.flatMap(({ problem, expectation }) =>
      expectation.rounded === undefined ? [] : [[expectation.rounded, problem.targets] as const],
    );
    for (const [outputs, targets] of rounded) expect(outputs).toEqual(targets);
    expect(rounded.length).toBeGreaterThanOrEqual(1);
  });

  it('hold no two equal problems of one kind', () => {
    const hashes = fixtures.map(({ kind, problem }) => `${kind} ${contentHash(problem)}`);
    expect(new Set(hashes).size).toBe(fixtures.length);
  });
});

describe('problemOf', () => {
  it('hands out the problem with the id and without the expectation', () => {
    for (const fixture of gradientFixtures()) {
      const problem = problemOf(fixture);
      expect(problem).toEqual({ ...fixture.problem, id: fixture.id });
      expect(Object.keys(problem)).not.toContain('expectation');
    }
  });
});

describe('the exact values', () => {
  // Compared as integers at 10^-60: every value here is below 1, so it has at least 40 places.
  const scaled = (decimal: string): bigint => {
    const { digits, exponent } = readDecimal(decimal);
    return digits * 10n ** BigInt(exponent + 60);
  };
  const size = (number: bigint): bigint => (number < 0n ? -number : number);
  // Half a unit in the 40th digit is at most 5e-40 of the number: 1e-39 for a product of two decimals, and
  // 5e-40 for the decimal on the other side.
  const agree = (left: bigint, right: bigint): boolean =>
    size(left - right) * 2n * 10n ** 39n <= size(right) * 3n;
  const gradientsOf = (id: string): readonly string[] => {
    const { weights, biases, inputs } = exactOf(id).gradients;
    return decimalsIn([weights, biases, inputs]);
  };
  const pairs = (left: string, right: string): readonly (readonly [string, string])[] => {
    const others = gradientsOf(right);
    return gradientsOf(left).map((entry, index) => [entry, others[index] ?? 'missing'] as const);
  };

  it.each([
    ['scaling-pasa', 2n, 'khalid-2-2-2', 1n],
    ['scaling-srihari', 1n, 'khalid-2-2-2', 2n],
    ['scaling-batch-pasa-single', 4n, 'scaling-batch-khalid', 1n],
    ['scaling-batch-pasa', 8n, 'scaling-batch-khalid', 1n],
    ['scaling-batch-srihari', 2n, 'scaling-batch-khalid', 1n],
  ])('of %s times %d are those of %s times %d', (left, leftFactor, right, rightFactor) => {
    const compared = pairs(left, right);
    for (const [one, other] of compared) {
      expect(agree(scaled(one) * leftFactor, scaled(other) * rightFactor)).toBe(true);
    }
    expect(compared.length).toBeGreaterThanOrEqual(14);
  });

  it('of the norm are those of half the square, divided by the norm', () => {
    const norm = scaled(exactOf('scaling-lee').cost);
    const compared = pairs('scaling-lee', 'khalid-2-2-2');
    for (const [one, other] of compared) {
      expect(agree(scaled(one) * norm, scaled(other) * 10n ** 60n)).toBe(true);
    }
    expect(compared).toHaveLength(14);
  });

  it('of the paths of a weight add up to its gradient', () => {
    const { paths = [], gradients } = exactOf('khalid-2-2-2');
    const [whole, ...shares] = paths.map(({ value }) => scaled(value));
    const [hidden, output] = decimalsIn(gradients.weights.map((layer) => layer[0]?.[0])).map(scaled);
    expect(whole).toBe(output);
    expect(shares).toHaveLength(2);
    // Three roundings at the 40th digit of numbers below 1e-3: at most 1.5 units of 1e-43.
    const sum = shares.reduce((left, right) => left + right, 0n);
    expect(hidden !== undefined && 2n * size(sum - hidden) <= 3n * 10n ** 17n).toBe(true);
  });

  it('of the hand-computed SVM are its hinge loss 3/4 and its penalty 189/64', () => {
    expect(exactOf('sarkar-svm')).toMatchObject({
      cost: '3.703125',
      deltas: [
        [
          ['-0.5', '0', '0.5'],
          ['0', '0.5', '-0.5'],
        ],
      ],
    });
  });
});

describe('contentHash', () => {
  it('ignores the order of keys and sees every value', () => {
    expect(contentHash({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(contentHash({ b: [{ d: 3, c: 2 }], a: 1 }));
    expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: 1.0000000000000002 }));
    expect(contentHash({ a: [1, 2] })).not.toBe(contentHash({ a: [2, 1] }));
  });

  // printf '{"a":[1],"b":null}' | sha256sum
  it('is the SHA-256 of the compact text with sorted keys', () => {
    expect(contentHash({ b: null, a: [1] })).toBe(
      'ed5c7dc2684fea0cb32578f8fe59a4aba8851b5dd7c38abcda3c1e2d9f4abaaa',
    );
  });
});

describe('readFixture', () => {
  const changed = (id: string, from: string, to: string): string => {
    const text = textOf(id);
    if (text.split(from).length !== 2) throw new Error(`${from} is not there exactly once`);
    return text.replace(from, to);
  };

  it.each([
    [
      'a syntax error',
      'xor-step',
      '"kind": "forward",',
      '"kind": forward,',
      ':3:11: expected a value, got "forward"',
    ],
    [
      'an unknown kind',
      'xor-step',
      '"kind": "forward"',
      '"kind": "backward"',
      ': kind: expected one of "gradient", "forward", "activation", "training", got "backward"',
    ],
    [
      'another id than its name',
      'xor-step',
      '"id": "xor-step"',
      '"id": "xor"',
      ': id: expected "xor-step", the name of the file, got "xor"',
    ],
    [
      'an unknown key',
      'xor-step',
      '"clauses":',
      '"note": "", "clauses":',
      ': expected only keys that the schema knows, got "note"',
    ],
    [
      'a missing expectation',
      'activation-tanh',
      '"values"',
      '"value"',
      ': expectation.exact.values: expected a value, got nothing',
    ],
    [
      'a number instead of a decimal',
      'xor-relu-zero',
      '"cost": "0.875"',
      '"cost": 0.875',
      ': expectation.exact.cost: expected a value that must be string, got 0.875',
    ],
    [
      'a decimal with a zero too many',
      'xor-relu-zero',
      '"cost": "0.875"',
      '"cost": "0.8750"',
      ': expectation.exact.cost: expected a value that must match pattern',
    ],
    [
      'a wrong shape of the problem',
      'xor-relu-zero',
      '"biases": [0, -1]',
      '"biases": [0]',
      ': problem.layers[0].biases: expected 2 numbers, got 1',
    ],
    ['an illegal loss', 'xor-relu-zero', '"squared-error"', '"log-loss"', ': problem.loss'],
    [
      'a negative zero',
      'xor-relu-zero',
      '"biases": [0, -1]',
      '"biases": [-0, -1]',
      ': problem.layers[0].biases[0]: expected a number without negative zero, got -0; write 0',
    ],
    [
      'gradients of another shape',
      'xor-relu-zero',
      '[["3", "1.25"]]],\n        "biases": [["2", "-1.75"], ["2"]]',
      '[["3"]]],\n        "biases": [["2", "-1.75"], ["2"]]',
      ': expectation.exact.gradients.weights[1][0]: expected a list of 2, got a list of 1',
    ],
    [
      'gradients of biases that do not exist',
      'sarkar-svm',
      '"biases": [null]',
      '"biases": [["0", "0", "0"]]',
      ': expectation.exact.gradients.biases[0]: expected null, got a list of 3',
    ],
    [
      'a missing derivative',
      'activation-relu',
      '"derivatives": ["0", ',
      '"derivatives": [',
      ': expectation.exact.derivatives: expected a list of 7, got a list of 6',
    ],
    [
      'a derivative of the step',
      'activation-step',
      '"derivatives": null',
      '"derivatives": ["0"]',
      ': expectation.exact.derivatives: expected null, got a list of 1',
    ],
    [
      'trained parameters of another shape',
      'eleven-lines-step',
      '"biases": [null, null]',
      '"biases": [null]',
      ': expectation.exact.parameters.biases: expected a list of 2, got a list of 1',
    ],
  ])('refuses %s with file and path', (_what, id, from, to, message) => {
    const file = `fixtures/${id}.json`;
    const read = () => readFixture(file, changed(id, from, to));
    expect(read).toThrow(FixtureError);
    expect(read).toThrow(`${file}${message}`);
  });

  it('says everything that is wrong, one line each', () => {
    const text = changed('xor-step', '"clauses":', '"note": "", "clauses":').replace(
      '"forward"',
      '"gradient"',
    );
    const lines = (): readonly string[] => {
      try {
        readFixture('fixtures/xor-step.json', text);
      } catch (error) {
        return error instanceof FixtureError ? error.message.split('\n') : [];
      }
      return [];
    };
    expect(lines().length).toBeGreaterThan(2);
    for (const line of lines())
      expect(line).toMatch(/^fixtures\/xor-step\.json: (\S+: )?expected .+, got .+$/);
  });
});
