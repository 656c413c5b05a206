import { describe, expect, it } from 'vitest';
import clauseIds from '#spec/clause-ids.json' with { type: 'json' };
import type { SubjectAnswer } from '../../model/answer.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { everything, type Supports } from '../../model/supports.ts';
import { plainAnswer, type Round } from '../test-plain.ts';
import { diagnoseSequence } from './diagnose-sequence.ts';
import { memoryIds } from './memories.ts';
import { sequenceQuestions } from './questions.ts';
import { memoryCause, memoryTextIds } from './texts.ts';

const supports: Supports = {
  ...everything,
  activations: { hidden: ['sigmoid', 'tanh', 'relu'], output: ['identity', 'sigmoid'] },
  losses: ['squared-error'],
};

type Gradients = Pick<SubjectAnswer['gradients'], 'weights' | 'biases'>;
type Nested = number | null | undefined | readonly Nested[];

const combined = (left: Nested, right: Nested, of: (left: number, right: number) => number): Nested => {
  if (typeof left === 'number' && typeof right === 'number') return of(left, right);
  if (!Array.isArray(left) || !Array.isArray(right)) return left;
  return left.map((inner, index) => combined(inner, right[index], of));
};

const both = (
  left: Gradients,
  right: Gradients,
  of: (left: number, right: number) => number,
  parts: readonly (keyof Gradients)[] = ['weights', 'biases'],
): Gradients => {
  const part = (name: keyof Gradients) =>
    parts.includes(name) ? combined(left[name], right[name], of) : right[name];
  return { weights: part('weights'), biases: part('biases') } as Gradients;
};

const shapeOf = ({ layers }: MlpProblem): string => layers.map(({ weights }) => weights.length).join();
const parametersOf = ({ layers }: MlpProblem): string => JSON.stringify(layers);

type Answering = (problem: MlpProblem) => Gradients;

const right =
  (round?: Round): Answering =>
  (problem) =>
    plainAnswer(problem, {}, round).gradients;

/** A subject that keeps something by a key: the answer, or what is right. */
const keeping = (
  key: (problem: MlpProblem) => string,
  mixed: (before: Gradients, now: Gradients) => Gradients,
  keeps: 'answer' | 'gradient' = 'answer',
  round?: Round,
): Answering => {
  const kept = new Map<string, Gradients>();
  return (problem) => {
    const gradient = right(round)(problem);
    const before = kept.get(key(problem));
    const answer = before === undefined ? gradient : mixed(before, gradient);
    kept.set(key(problem), keeps === 'answer' ? answer : gradient);
    return answer;
  };
};

/** One that forgets when the key changes. */
const forgetful = (
  key: (problem: MlpProblem) => string,
  mixed: (before: Gradients, now: Gradients) => Gradients,
): Answering => {
  let last: { readonly key: string; readonly answer: Gradients } | undefined;
  return (problem) => {
    const gradient = right()(problem);
    const own = key(problem);
    const answer = last?.key === own ? mixed(last.answer, gradient) : gradient;
    last = { key: own, answer };
    return answer;
  };
};

const asked = (answering: Answering, of: Supports = supports) =>
  sequenceQuestions(of).map((problem) => ({ problem, answer: { gradients: answering(problem) } }));

const diagnosed = (answering: Answering, name: 'float64' | 'float32' = 'float64') =>
  diagnoseSequence(asked(answering), name);

const added = (before: Gradients, now: Gradients) => both(before, now, (x, y) => x + y);
const momentum = (factor: number) => (before: Gradients, now: Gradients) =>
  both(before, now, (x, y) => factor * x + y);
const mean = (factor: number) => (before: Gradients, now: Gradients) =>
  both(before, now, (x, y) => factor * x + (1 - factor) * y);

const nothing = (before: Gradients) => before;

describe('what is kept between calls', () => {
  it.each([
    [
      'gradients by parameters',
      keeping(parametersOf, added),
      'you add every gradient to those of the calls before',
      'foretells 5 answers in a row, each from the last call with the same parameters, to within rounding',
    ],
    [
      'gradients by shape',
      keeping(shapeOf, added),
      'you add every gradient to those of the calls before',
      'foretells 6 answers in a row, each from the last call with a network of that shape, to within rounding',
    ],
    [
      'gradients until the shape changes',
      forgetful(shapeOf, added),
      'you add every gradient to those of the calls before',
      'foretells 5 answers in a row, each from the call before, to within rounding',
    ],
    [
      'gradients until the parameters change',
      forgetful(parametersOf, added),
      'you add every gradient to those of the calls before',
      'foretells 3 answers in a row, each from the call before where it had the same parameters, to within rounding',
    ],
    [
      'momentum',
      keeping(shapeOf, momentum(0.85)),
      'you add 0.85 times the answer before to the gradient, as momentum does',
      'foretells 6 answers in a row, each from the last call with a network of that shape, to within rounding',
    ],
    [
      'an exponential mean',
      keeping(shapeOf, mean(0.9)),
      'you return an exponential mean of the gradients, with a factor of 0.9 for the answers before',
      'foretells 6 answers in a row, each from the last call with a network of that shape, to within rounding',
    ],
    [
      'the last gradient alone',
      keeping(shapeOf, added, 'gradient'),
      'you add the gradient of the call before',
      'foretells 6 answers in a row, each from the last call with a network of that shape, to within rounding',
    ],
    [
      'the mean of two calls',
      keeping(shapeOf, mean(0.5), 'gradient'),
      'you mix the gradient with that of the call before, which has a share of 0.5',
      'foretells 6 answers in a row, each from the last call with a network of that shape, to within rounding',
    ],
    [
      'one answer late',
      keeping(shapeOf, nothing, 'gradient'),
      'you return the gradient of the call before',
      'foretells 6 answers in a row, each from the last call with a network of that shape, to within rounding',
    ],
  ])('is named: %s', (_, answering, sentence, evidence) => {
    const [cause, ...others] = diagnosed(answering)?.causes ?? [];
    expect(cause).toMatchObject({ sentence, evidence, clause: 'PURE' });
    expect(others).toEqual([]);
  });

  it('is named in the part that it is in', () => {
    const inBiases = (before: Gradients, now: Gradients) => both(before, now, (x, y) => x + y, ['biases']);
    expect(diagnosed(keeping(shapeOf, inBiases))?.causes.map((cause) => cause.sentence)).toEqual([
      'you add every gradient to those of the calls before, in the gradients of biases only',
    ]);
  });

  it('is named in a lower precision', () => {
    const rounded = (before: Gradients, now: Gradients) =>
      both(before, now, (x, y) => Math.fround(Math.fround(0.9 * x) + Math.fround(Math.fround(1 - 0.9) * y)));
    const found = diagnosed(keeping(shapeOf, rounded, 'answer', Math.fround), 'float32');
    expect(found?.causes.map(({ id }) => id)).toEqual(['exponential-mean']);
  });

  it('may be activations, or parameters', () => {
    const late = (stale: (before: MlpProblem, now: MlpProblem) => Gradients): Answering => {
      const last = new Map<string, MlpProblem>();
      return (problem) => {
        const before = last.get(shapeOf(problem)) ?? problem;
        last.set(shapeOf(problem), problem);
        return stale(before, problem);
      };
    };
    const factorsOf = (problem: MlpProblem) => {
      const found = new Map<number, readonly (readonly number[])[]>();
      plainAnswer(problem, {
        factors: (batches, l) => {
          const own = batches[l] ?? [];
          found.set(l, own);
          return own;
        },
      });
      return found;
    };
    const activations = late((before, now) => {
      const stale = factorsOf(before);
      return plainAnswer(now, { factors: (_, l) => stale.get(l) ?? [] }).gradients;
    });
    const parameters = late((before, now) => plainAnswer({ ...now, layers: before.layers }).gradients);
    expect(diagnosed(activations)?.causes.map(({ id }) => id)).toEqual(['activations-of-call-before']);
    expect(diagnosed(parameters)?.causes.map(({ id }) => id)).toEqual(['parameters-of-call-before']);
  });

  it('is not named where nothing is kept, where it is something else, or where too few answers show it', () => {
    let calls = 0;
    const noisy = (before: Gradients, now: Gradients) => {
      calls += 1;
      return both(before, now, (x, y) => 0.9 * x + y + 0.01 * Math.sin(calls));
    };
    expect(diagnosed(right())).toBeUndefined();
    expect(diagnosed(keeping(shapeOf, noisy))).toBeUndefined();
    expect(diagnoseSequence(asked(keeping(shapeOf, added)).slice(0, 3), 'float64')).toBeUndefined();
    expect(diagnoseSequence([], 'float64')).toBeUndefined();
  });

  it('is read off the answers before the first that is not finite', () => {
    const answers = asked(keeping(shapeOf, added));
    const broken = answers.map((each, index) =>
      index < 6
        ? each
        : {
            ...each,
            answer: { gradients: both(right()(each.problem), right()(each.problem), () => Number.NaN) },
          },
    );
    const found = diagnoseSequence(broken, 'float64');
    expect(found).toMatchObject({ causes: [{ id: 'kept-gradients' }], answers: 4, leftOut: 2 });
  });
});

it('asks within what is claimed', () => {
  const narrow: Supports = { ...supports, fixedShape: [2, 3, 1], maxExamples: 1, penalties: ['none'] };
  const questions = sequenceQuestions(narrow);
  expect(questions).toHaveLength(7);
  for (const { inputs, penalty } of questions) {
    expect(inputs).toHaveLength(1);
    expect(penalty).toBeUndefined();
  }
  expect(diagnoseSequence(asked(keeping(shapeOf, added), narrow), 'float64')?.causes).toMatchObject([
    { id: 'kept-gradients' },
  ]);
  expect(sequenceQuestions({ ...supports, losses: [] })).toEqual([]);
});

it('has one text for everything that is kept and no other', () => {
  expect(memoryTextIds.toSorted()).toEqual(memoryIds.toSorted());
  const shown = { parts: ['weights', 'biases'], answers: 3, from: 'the call before' } as const;
  for (const id of memoryIds) {
    const { sentence, advice, clause } = memoryCause({ id, constant: '0.9' }, shown);
    for (const text of [sentence, advice]) expect(text).toMatch(/^[^{}]*[^.{} ]$/);
    expect(sentence).toMatch(/^you /);
    expect(clauseIds.issued).toContain(clause);
  }
  expect(() => memoryCause({ id: 'no-such-memory' }, shown)).toThrow(
    'spec/diagnoses.json, sequences: expected an entry no-such-memory, got none',
  );
});
