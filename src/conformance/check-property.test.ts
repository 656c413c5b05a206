import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { properties } from '../../properties/index.ts';
import type { Property } from '../judge/property.ts';
import { ulpsBetween } from '../judge/ulps.ts';
import { networkAnswer, networkOf } from '../model/any-kind.ts';
import { isMaxout, type MlpProblem } from '../model/problem.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Subject } from '../subjects/subject.ts';
import { checkProperty, drawSamples } from './check-property.ts';
import { basisFor, experts } from './evidence.ts';
import type { RunOptions } from './options.ts';
import type { Put } from './put.ts';
import type { Stage } from './record.ts';
import { changedSubject, doublingSubject, rightSubject, withFirstWeightsTimes } from './test-subjects.ts';

const propertyNamed = (id: string): Property => {
  const found = properties.find((property) => property.id === id);
  if (found === undefined) throw new Error(`no property ${id}`);
  return found;
};

const agreement = propertyNamed('agreement-weights');

interface Recorded {
  readonly stage: Stage;
  readonly put: Put;
}

const check = async (
  subject: Subject,
  options: Partial<RunOptions> = {},
  property = agreement,
): Promise<{ readonly verdict: Verdict; readonly recorded: readonly Recorded[] }> => {
  const knowledge = experts();
  const recorded: Recorded[] = [];
  const run = { seed: 7, runs: 20, shrink: true, ...options };
  const verdict = await checkProperty(
    property,
    {
      subject,
      universe: subject,
      options: run,
      basisOf: (problem) => basisFor(subject, problem, knowledge),
      record: (_check, stage, put) => void recorded.push({ stage, put }),
    },
    drawSamples(run),
  );
  if (verdict === null) throw new Error('no verdict');
  return { verdict, recorded };
};

const unitsOf = ({ layers }: MlpProblem): number =>
  layers.reduce((sum, layer) => sum + (isMaxout(layer) ? (layer.weights[0] ?? []) : layer.weights).length, 0);

it('records every sample of a right subject once, and nothing else', async () => {
  const { verdict, recorded } = await check(rightSubject());
  expect(verdict.verdict).toBe('conforms');
  expect(recorded.map(({ stage, put }) => [stage, put.run])).toEqual(
    Array.from({ length: 20 }, (_, run) => ['drawn', run]),
  );
});

describe('shrinking', () => {
  it('asks the failing sample again, then smaller ones, and counts the questions', async () => {
    const { verdict, recorded } = await check(doublingSubject());
    const shrinking = recorded.filter(({ stage }) => stage === 'again' || stage === 'shrinking');
    expect(recorded.slice(-1)[0]?.stage).toBe('separating');
    expect(verdict.counterexample?.diagnosis?.causes.length).toBeGreaterThan(0);
    expect(shrinking[0]?.stage).toBe('again');
    expect(shrinking.slice(1).every(({ stage }) => stage === 'shrinking')).toBe(true);
    expect(verdict.counterexample?.questions).toBe(shrinking.length);
    expect(verdict.counterexample?.shrinks).toBeGreaterThan(0);
  });

  it('ends with few units and examples, and within 200 questions, in the median of eleven seeds', async () => {
    const seeds = Array.from({ length: 11 }, (_, index) => index + 1);
    const found = await Promise.all(seeds.map((seed) => check(doublingSubject(), { seed, runs: 5 })));
    const smallest = found.flatMap(({ verdict }) => verdict.counterexample ?? []);
    expect(smallest).toHaveLength(seeds.length);
    const median = (values: readonly number[]): number =>
      [...values].sort((one, other) => one - other)[(values.length - 1) / 2] ?? Number.NaN;
    const problems = smallest.flatMap(({ problems: [first] }) => (first ? networkOf(first) : []));
    expect(median(problems.map(unitsOf))).toBeLessThanOrEqual(3);
    expect(median(problems.map(({ inputs }) => inputs.length))).toBeLessThanOrEqual(2);
    expect(median(smallest.map(({ questions = Number.NaN }) => questions))).toBeLessThanOrEqual(200);
  });

  it('speaks of layers of the smallest problem', async () => {
    const lastDoubled = changedSubject('last doubled', (reply) => {
      const { gradients, ...answer } = networkAnswer(reply.answer);
      const turned = (weights: typeof gradients.weights) => ({ ...gradients, weights: weights.toReversed() });
      const once = { ...reply, answer: { ...answer, gradients: turned(gradients.weights) } };
      const doubled = withFirstWeightsTimes(once, 2);
      if (doubled.kind !== 'answer') return doubled;
      const { weights } = networkAnswer(doubled.answer).gradients;
      return { ...doubled, answer: { ...answer, gradients: turned(weights) } };
    });
    const found = await Promise.all([1, 2, 3].map((seed) => check(lastDoubled, { seed, runs: 5 })));
    for (const { verdict } of found) {
      const [first] = verdict.counterexample?.problems ?? [];
      const last = (first === undefined ? [] : networkOf(first).layers).length - 1;
      expect(verdict.counterexample?.location?.reason).toBe(
        `only weights are wrong in layers[${last}], the last one`,
      );
    }
  });

  it('stops after 400 questions, with what it has found', async () => {
    const stubborn: Property = {
      ...agreement,
      samples: (supports) => {
        const own = agreement.samples(supports);
        if (own === null) return null;
        return fc
          .tuple(own, fc.array(fc.nat(), { minLength: 600, maxLength: 600 }))
          .map(([sample, unread]) => ({ ...sample, unread }));
      },
    };
    const { verdict } = await check(doublingSubject(), { runs: 5 }, stubborn);
    expect(verdict.counterexample?.questions).toBe(400);
    expect(verdict).toMatchObject({ verdict: 'discrepant', code: 'WRONG-VALUE' });
  });

  it('is left out where told to, and where a fault costs a process that cannot be started anew', async () => {
    const { recorded } = await check(doublingSubject(), { shrink: false });
    expect(recorded.some(({ stage }) => stage === 'again' || stage === 'shrinking')).toBe(false);
    const dying = changedSubject('dying', () => ({
      kind: 'fault',
      verdict: 'error',
      code: 'DIED',
      message: 'exited with status 7',
    }));
    const died = await check(dying);
    expect(died.verdict).toMatchObject({ verdict: 'error', code: 'DIED', runs: 1 });
    expect(died.recorded.map(({ stage }) => stage)).toEqual(['drawn']);
  });
});

describe('a subject whose answers change', () => {
  it('is nondeterministic where the failing sample passes the second time, with both values', async () => {
    const once = changedSubject('once', (reply, _problem, asked) =>
      asked === 4 ? withFirstWeightsTimes(reply, 3) : reply,
    );
    const { verdict } = await check(once);
    expect(verdict).toMatchObject({ verdict: 'discrepant', code: 'NONDETERMINISTIC' });
    const [first] = verdict.counterexample?.discrepancies ?? [];
    expect(verdict.message).toBe(
      `weights${first?.path
        .slice(2)
        .map((step) => `[${step}]`)
        .join(
          '',
        )} is ${first?.expected}, and ${first?.got} when the same question was asked again (${ulpsBetween(first?.got ?? Number.NaN, first?.expected ?? Number.NaN)} ulp); wrong in 1 of 20 problems`,
    );
    expect(first?.expected).toBeCloseTo(3 * (first?.got ?? Number.NaN), 10);
    expect(verdict.counterexample?.shrinks).toBe(0);
  });

  it('is nondeterministic where both answers are wrong by different amounts', async () => {
    const drifting = changedSubject('drifting', (reply, _problem, asked) =>
      withFirstWeightsTimes(reply, 2 + asked),
    );
    const { verdict } = await check(drifting);
    expect(verdict).toMatchObject({ verdict: 'discrepant', code: 'NONDETERMINISTIC' });
  });

  it('is wrong, and not nondeterministic, where they differ by rounding alone', async () => {
    const trembling = changedSubject('trembling', (reply, { layers }, asked) =>
      layers.length > 1 ? withFirstWeightsTimes(reply, 2 + (asked % 2) * 2 ** -51) : reply,
    );
    const { verdict } = await check(trembling);
    expect(verdict).toMatchObject({ verdict: 'discrepant', code: 'WRONG-VALUE' });
  });
});

it('samples after the end of the run are counted with the reason, and not put', async () => {
  let asked = 0;
  const halt = () => {
    asked += 1;
    return asked > 8 ? 'not run: --time 1 was spent' : undefined;
  };
  const { verdict, recorded } = await check(rightSubject(), { halt });
  expect(recorded).toHaveLength(8);
  expect(verdict).toMatchObject({
    verdict: 'conforms',
    runs: 8,
    skipped: { 'not run: --time 1 was spent': 12 },
  });
});

it('what was not asked at all is not-run', async () => {
  const { verdict } = await check(rightSubject(), { halt: () => 'not run: interrupted' });
  expect(verdict).toMatchObject({ verdict: 'not-run', message: 'not run: interrupted', runs: 0 });
});
