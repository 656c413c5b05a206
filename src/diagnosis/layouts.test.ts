import { describe, expect, it } from 'vitest';
import type { SubjectAnswer } from '../model/answer.ts';
import type { Nested } from '../model/misshapen.ts';
import type { MlpProblem } from '../model/problem.ts';
import { readAnswer } from '../model/read-answer.ts';
import { type ActivationName, everything } from '../model/supports.ts';
import type { Sample } from './cases.ts';
import { diagnose } from './diagnose.ts';
import { separatingProblems, squareProblems } from './separating.ts';
import { plainAnswer } from './test-plain.ts';

const withoutMaxout = (names: readonly ActivationName[]) => names.filter((name) => name !== 'maxout');

const supports = {
  ...everything,
  activations: {
    hidden: withoutMaxout(everything.activations.hidden),
    output: withoutMaxout(everything.activations.output),
  },
};

const subject = { precision: 'float64', supports } as const;

/** As a subject would send it. */
interface Sent {
  readonly weights: readonly Nested[];
  readonly biases: readonly Nested[];
  readonly inputs?: Nested;
}

const list = (nested: Nested | undefined): readonly Nested[] => (Array.isArray(nested) ? nested : []);

const transposed = (matrix: Nested): Nested =>
  list(list(matrix)[0]).map((_, j) => list(matrix).map((row) => list(row)[j] ?? null));

const sentFrom = ({ gradients }: SubjectAnswer): Required<Sent> => {
  const { weights, biases, inputs = [] } = structuredClone(gradients);
  return { weights, biases, inputs };
};

/** The samples of a run in which every answer is written down in another way. */
const samplesOf = (
  problems: readonly MlpProblem[],
  change: (right: Required<Sent>) => Sent,
): readonly Sample[] =>
  problems.flatMap((problem): readonly Sample[] => {
    const read = readAnswer({ gradients: change(sentFrom(plainAnswer(problem))) }, problem);
    if (read.kind === 'answer') return [{ problem, answer: read.answer }];
    return read.misshapen === undefined ? [] : [{ problem, answer: read.misshapen, isMisshapen: true }];
  });

const withoutInputs = ({ weights, biases }: Sent): Sent => ({ weights, biases });

const changes: readonly (readonly [string, (right: Required<Sent>) => Sent])[] = [
  ['gradient-transposed', ({ weights, biases }) => ({ weights: weights.map(transposed), biases })],
  [
    'first-gradient-transposed',
    ({ weights, biases }) => ({ weights: weights.map((w, l) => (l === 0 ? transposed(w) : w)), biases }),
  ],
  [
    'last-gradient-transposed',
    ({ weights, biases }) => ({
      weights: weights.map((w, l) => (l === weights.length - 1 ? transposed(w) : w)),
      biases,
    }),
  ],
  ['gradient-flat', ({ weights, biases }) => ({ weights: weights.map((w) => list(w).flat()), biases })],
  [
    'layers-reversed',
    ({ weights, biases }) => ({ weights: weights.toReversed(), biases: biases.toReversed() }),
  ],
  [
    'layers-reversed-and-transposed',
    ({ weights, biases }) => ({
      weights: weights.map(transposed).toReversed(),
      biases: biases.toReversed(),
    }),
  ],
  ['weights-of-layers-reversed', ({ weights, biases }) => ({ weights: weights.toReversed(), biases })],
  ['biases-of-layers-reversed', ({ weights, biases }) => ({ weights, biases: biases.toReversed() })],
  [
    'biases-of-next-layer',
    ({ weights, biases }) => ({ weights, biases: biases.map((own, l) => biases[l + 1] ?? own) }),
  ],
  [
    'biases-of-layer-below',
    ({ weights, biases }) => ({ weights, biases: [...biases.slice(-1), ...biases.slice(0, -1)] }),
  ],
  [
    'biases-as-column',
    ({ weights, biases }) => ({ weights, biases: biases.map((layer) => list(layer).map((b) => [b])) }),
  ],
  ['biases-as-row', ({ weights, biases }) => ({ weights, biases: biases.map((layer) => [layer]) })],
  [
    'inputs-for-weights',
    ({ weights, biases, inputs }) => ({ weights: [inputs, ...weights.slice(1)], biases }),
  ],
  ['input-gradients-transposed', ({ inputs, ...own }) => ({ ...own, inputs: transposed(inputs) })],
];

const separating = separatingProblems(supports);

describe('right numbers that are written down otherwise', () => {
  it.each(changes)('%s is named, alone', (id, change) => {
    const samples = samplesOf(separating, change);
    expect(samples.filter(({ isMisshapen }) => isMisshapen).length).toBeGreaterThan(1);
    const found = diagnose(samples, subject);
    expect(found?.causes.map((cause) => cause.id)).toEqual([id]);
    expect(found?.answers).toBe(samples.length);
  });

  it.each(changes)('%s is not named where one number is off', (_, change) => {
    const samples = samplesOf(separating, (right) => {
      const [first, ...others] = change(right).biases;
      const off = JSON.parse(JSON.stringify(first), (_key, value) =>
        typeof value === 'number' ? value + 1e-6 : value,
      );
      return { ...change(right), biases: [off, ...others] };
    });
    expect(diagnose(samples, subject)?.causes).toEqual([]);
  });
});

it('says nothing of shapes that no known mistake has, with numbers that are right', () => {
  const doubled = samplesOf(separating, (right) => ({ ...right, weights: right.weights.map((w) => [w, w]) }));
  expect(doubled).toHaveLength(separating.length);
  expect(diagnose(doubled, subject)?.causes).toEqual([]);
});

it('of mistakes that are alike on square layers, leaves those that failing on others excuses', () => {
  const square = squareProblems(supports);
  expect(square.every(({ layers, inputs }) => layers.length === inputs.length)).toBe(true);
  const readTransposed = (problem: MlpProblem): SubjectAnswer =>
    plainAnswer({
      ...problem,
      layers: problem.layers.map((layer) => ({
        ...layer,
        weights: transposed(layer.weights as Nested),
      })) as MlpProblem['layers'],
    });
  const samples = square.map((problem) => {
    const { weights, biases } = sentFrom(readTransposed(problem));
    const read = readAnswer({ gradients: withoutInputs({ weights, biases }) }, problem);
    if (read.kind !== 'answer') throw new Error('not an answer');
    return { problem, answer: read.answer };
  });
  const ids = (failed: readonly MlpProblem[]) =>
    diagnose(samples, subject, failed)?.causes.map(({ id }) => id);
  expect(ids([])).toEqual(['weights-transposed', 'weights-column-major']);
  expect(ids(separating)).toEqual(['weights-transposed']);
});
