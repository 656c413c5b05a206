import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../judge/property.ts';
import { networkOf } from '../model/any-kind.ts';
import type { Evaluation, Fault } from './evaluate.ts';
import type { Put } from './put.ts';
import { shrink } from './shrink.ts';

/** A problem with one weight, which is the size of the sample. */
const arbitrary: fc.Arbitrary<Sample> = fc.nat({ max: 100_000 }).map((size) => ({
  questions: [
    {
      kind: 'mlp',
      layers: [{ weights: [[size]], biases: null, activation: { name: 'identity' } }],
      loss: { name: 'squared-error', scale: 1 },
      inputs: [[1]],
      targets: [[0]],
    },
  ],
  claims: [],
}));

const sizeOf = ({ questions: [problem] }: Sample): unknown =>
  problem && networkOf(problem).layers[0]?.weights[0]?.[0];

const wrongValue: Evaluation = {
  kind: 'judged',
  findings: {
    judged: 1,
    unbounded: 0,
    absent: 0,
    wrong: 1,
    discrepancies: [{ question: 0, path: ['cost'], got: 1, expected: 2, bound: 0 }],
    power: {},
  },
  changedProblem: false,
  kinks: [],
  answers: [],
};

const fault = (verdict: Fault['verdict'], code: Fault['code']): Evaluation => ({
  kind: 'fault',
  verdict,
  code,
  message: '',
});

const seed = 11;
const smallestFailing = 100;

/** The size that is found where samples below 100 come to `below`, and all others fail like the first. */
const found = async (failing: Evaluation, below: Evaluation): Promise<unknown> => {
  const put = (sample: Sample, evaluation: Evaluation): Put => ({
    run: 0,
    sample,
    prepared: { kind: 'bases', bases: [] },
    replies: [],
    evaluation,
  });
  const [first] = fc.sample(arbitrary, { seed, numRuns: 1 });
  if (first === undefined) throw new Error('no sample');
  expect(Number(sizeOf(first))).toBeGreaterThan(smallestFailing);
  const { put: smallest, shrinks } = await shrink(
    {
      arbitrary,
      seed,
      put: async (sample) => put(sample, Number(sizeOf(sample)) < smallestFailing ? below : failing),
      isHalted: () => false,
    },
    '0',
    put(first, failing),
  );
  expect(shrinks).toBeGreaterThan(0);
  expect(smallest.evaluation).toBe(failing);
  return sizeOf(smallest.sample);
};

const putFor =
  (evaluationOf: (sample: Sample) => Evaluation, losses = 1) =>
  (sample: Sample) => ({
    run: 0,
    sample,
    prepared: { kind: 'bases' as const, bases: [] },
    replies: [
      { kind: 'fault' as const, verdict: 'error' as const, code: 'DIED' as const, message: '', losses },
    ],
    evaluation: evaluationOf(sample),
  });

const passing: Evaluation = {
  kind: 'judged',
  findings: { judged: 1, unbounded: 0, absent: 0, wrong: 0, discrepancies: [], power: {} },
  changedProblem: false,
  kinks: [],
  answers: [],
};

/** Shrinks a fault that costs a process; `evaluationOf` counts from 0 how often it was asked. */
const shrunk = async (
  failing: Evaluation,
  evaluationOf: (sample: Sample, asked: number) => Evaluation,
  losses = 1,
) => {
  const [first] = fc.sample(arbitrary, { seed, numRuns: 1 });
  if (first === undefined) throw new Error('no sample');
  const seen: Evaluation[] = [];
  const smallest = await shrink(
    {
      arbitrary,
      seed,
      put: async (sample) => {
        const now = putFor((each) => evaluationOf(each, seen.length), losses)(sample);
        seen.push(now.evaluation);
        return now;
      },
      isHalted: () => false,
    },
    '0',
    putFor(() => failing)(first),
  );
  return { ...smallest, lost: seen.filter(({ kind }) => kind === 'fault').length, asked: seen.length };
};

describe('a fault that costs a process', () => {
  it.each([
    ['DIED', 'error', 25],
    ['TIMEOUT', 'timeout', 5],
  ] as const)('%s is shrunk within a budget of processes, and confirmed', async (code, verdict, most) => {
    const failing = fault(verdict, code);
    const found = await shrunk(failing, (sample) =>
      Number(sizeOf(sample)) < smallestFailing ? passing : failing,
    );
    expect(found.shrinks).toBeGreaterThan(1);
    expect(found.lost).toBeLessThanOrEqual(most);
    expect(found.put.evaluation).toBe(failing);
    expect(found.isUnrepeated).toBeUndefined();
    expect(found.questions).toBe(found.asked);
  });

  it('is counted as often as a sample costs one', async () => {
    const failing = fault('error', 'DIED');
    const isLarge = (sample: Sample): boolean => Number(sizeOf(sample)) >= smallestFailing;
    const found = await shrunk(failing, (sample) => (isLarge(sample) ? failing : passing), 10);
    // 24 may be lost; the last of three samples goes beyond, and one confirms.
    expect(found.lost).toBe(4);
  });

  it('that does not come again is said to depend on chance', async () => {
    const failing = fault('error', 'DIED');
    const never = await shrunk(failing, () => passing);
    expect(never).toMatchObject({ isUnrepeated: true, asked: 1, shrinks: 0 });
    const notAtTheEnd = await shrunk(failing, (_, asked) => (asked < 2 ? failing : passing));
    expect(notAtTheEnd).toMatchObject({ isUnrepeated: true });
  });
});

describe('shrinking stays with failures of one kind and code', () => {
  it.each<readonly [string, Evaluation]>([
    ['pass', { ...wrongValue, findings: { ...wrongValue.findings, wrong: 0, discrepancies: [] } }],
    ['end the subject', fault('error', 'DIED')],
    ['are not answered in time', fault('timeout', 'TIMEOUT')],
    ['are not put any more', fault('not-run', 'STOPPED')],
    ['have no answer in the log', { kind: 'not-run', reason: 'no answer was recorded' }],
    ['are refused', { kind: 'skipped', reason: 'unsupported: too small' }],
  ])('of wrong numbers, where smaller samples %s', async (_, below) => {
    expect(await found(wrongValue, below)).toBe(smallestFailing);
  });

  it('of faults, where smaller samples have wrong numbers', async () => {
    expect(await found(fault('malformed', 'MISSING'), wrongValue)).toBe(smallestFailing);
    expect(await found(fault('malformed', 'MISSING'), fault('malformed', 'SHAPE'))).toBe(smallestFailing);
  });
});

it('puts no sample twice, however much of what is drawn nothing reads', async () => {
  const wasteful = fc.tuple(arbitrary, fc.array(fc.nat(), { minLength: 9, maxLength: 9 }));
  const [drawn] = fc.sample(wasteful, { seed, numRuns: 1 });
  if (drawn === undefined) throw new Error('no sample');
  const put = (sample: Sample): Put => ({
    run: 0,
    sample,
    prepared: { kind: 'bases', bases: [] },
    replies: [],
    evaluation: Number(sizeOf(sample)) < smallestFailing ? fault('error', 'DIED') : wrongValue,
  });
  const sizes: unknown[] = [];
  const { put: smallest, questions } = await shrink(
    {
      arbitrary: wasteful.map(([sample]) => sample),
      seed,
      put: async (sample) => {
        sizes.push(sizeOf(sample));
        return put(sample);
      },
      isHalted: () => false,
    },
    '0',
    put(drawn[0]),
  );
  expect(sizeOf(smallest.sample)).toBe(smallestFailing);
  expect(sizes.length).toBeGreaterThan(5);
  expect(new Set(sizes).size).toBe(sizes.length);
  expect(questions).toBe(sizes.length);
});
