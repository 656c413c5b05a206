import { expect, it } from 'vitest';
import { separatingProblems, squareProblems } from '../diagnosis/separating.ts';
import { plainAnswer } from '../diagnosis/test-plain.ts';
import type { SubjectAnswer } from '../model/answer.ts';
import { networkOf, type Problem } from '../model/any-kind.ts';
import type { MlpProblem } from '../model/problem.ts';
import { everything } from '../model/supports.ts';
import type { Reply, Subject } from '../subjects/subject.ts';
import { type AskMore, answersIn, diagnoseFailure, diagnoseNotFinite } from './diagnose.ts';

const supports = {
  ...everything,
  activations: { hidden: ['sigmoid', 'tanh'], output: ['sigmoid', 'identity'] },
  losses: ['squared-error'],
} as const;

const problem: MlpProblem = {
  kind: 'mlp',
  layers: [{ weights: [[0.5, -0.3]], biases: [0.2], activation: { name: 'identity' } }],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[0.7, 1.1]],
  targets: [[0.4]],
};

const halved = (asked: MlpProblem): SubjectAnswer =>
  plainAnswer({ ...asked, loss: { ...asked.loss, scale: 0.5 } });

const subjectOf = (reply: (asked: MlpProblem) => Reply): { subject: Subject; asked: MlpProblem[] } => {
  const asked: MlpProblem[] = [];
  const subject = {
    name: 'planted',
    ours: false,
    precision: 'float64',
    supports,
    ask: async (question: Problem) => {
      const network = networkOf(question);
      asked.push(network);
      return reply(network);
    },
    forget: () => {},
    close: async () => {},
  } as const;
  return { subject, asked };
};

const answering = (answer: (asked: MlpProblem) => SubjectAnswer) => (asked: MlpProblem) =>
  ({ kind: 'answer', answer: answer(asked), notes: [], changedProblem: false }) as const;

const asking =
  ({ ask }: Subject): AskMore =>
  ({ questions }) =>
    Promise.all(questions.map(ask));

it('asks a few problems more where several mistakes explain the answers', async () => {
  const { subject, asked } = subjectOf(answering(halved));
  const samples = [{ problem, answer: halved(problem) }];
  const found = await diagnoseFailure(subject, samples, asking(subject));
  expect(found?.causes.map(({ id }) => id)).toEqual(['scale-half']);
  expect(asked).toEqual(separatingProblems(supports));
});

it('asks nothing where nothing is wrong, and stops asking at a fault', async () => {
  const right = subjectOf(answering((asked) => plainAnswer(asked)));
  const samples = [{ problem, answer: plainAnswer(problem) }];
  expect(await diagnoseFailure(right.subject, samples, asking(right.subject))).toBeUndefined();
  expect(right.asked).toEqual([]);
  const dying = subjectOf(() => ({ kind: 'fault', verdict: 'error', code: 'DIED', message: '' }));
  const wrong = [{ problem, answer: halved(problem) }];
  const found = await diagnoseFailure(dying.subject, wrong, asking(dying.subject));
  expect(found?.causes.length).toBeGreaterThan(1);
  expect(dying.asked.length).toBe(1);
});

it('asks on after a problem that the subject gives up on, and square ones too', async () => {
  const square = ({ layers }: MlpProblem) =>
    layers.every(({ weights }) => weights.length === (weights[0] as readonly unknown[]).length);
  const { subject, asked } = subjectOf((question) =>
    square(question)
      ? answering(halved)(question)
      : { kind: 'fault', verdict: 'error', code: 'THROWN', message: 'threw' },
  );
  const found = await diagnoseFailure(subject, [], asking(subject));
  expect(found?.causes.map(({ id }) => id)).toEqual(['scale-half']);
  expect(asked).toEqual([...separatingProblems(supports), ...squareProblems(supports)]);
});

it('leaves out answers in other shapes where the others show a mistake without them', async () => {
  const odd = { gradients: { weights: [[0.1, 0.2]], biases: [[0.3]] } };
  const isPair = ({ layers }: MlpProblem) => layers.length === 2;
  const { subject, asked } = subjectOf((question) =>
    !isPair(question)
      ? answering(halved)(question)
      : { kind: 'fault', verdict: 'malformed', code: 'SHAPE', message: '', misshapen: odd },
  );
  const samples = [{ problem, answer: halved(problem) }];
  const found = await diagnoseFailure(subject, samples, asking(subject));
  expect(found?.causes.map(({ id }) => id)).toEqual(['scale-half']);
  expect([true, false].map((pair) => asked.some((each) => isPair(each) === pair))).toEqual([true, true]);
  // What is itself in another shape is not explained by what the others show.
  const misshapen = [{ problem, answer: odd, isMisshapen: true }];
  expect(await diagnoseFailure(subject, misshapen, asking(subject))).toBeUndefined();
});

it('says nothing of a failure without a name', async () => {
  const never = subjectOf(() => ({ kind: 'fault', verdict: 'error', code: 'THROWN', message: 'threw' }));
  expect(await diagnoseFailure(never.subject, [], asking(never.subject))).toBeUndefined();
  const odd = { gradients: { weights: [[0.1, 0.2]], biases: [[0.3]] } };
  const misshapen = [{ problem, answer: odd, isMisshapen: true }];
  expect(await diagnoseFailure(never.subject, misshapen, asking(never.subject))).toBeUndefined();
});

it('keeps the numbers of an answer in other shapes', () => {
  const misshapen = { gradients: { weights: [[0.1, 0.2]], biases: [[0.3]] } };
  const fault = { kind: 'fault', verdict: 'malformed', code: 'SHAPE', message: '' } as const;
  const replies: readonly Reply[] = [fault, { ...fault, misshapen }];
  expect(answersIn({ questions: [problem, problem], claims: [] }, replies)).toEqual([
    { problem, answer: misshapen, isMisshapen: true },
  ]);
});

it('keeps the questions that got an answer', () => {
  const answer = halved(problem);
  const replies: readonly Reply[] = [
    { kind: 'unsupported', reason: '' },
    { kind: 'answer', answer, notes: [], changedProblem: false },
  ];
  expect(answersIn({ questions: [problem, problem, problem], claims: [] }, replies)).toEqual([
    { problem, answer },
  ]);
});

/** A right answer where the largest input is below a limit, and NaN beyond. */
const finiteBelow = (limit: number) => (asked: MlpProblem) => {
  const { gradients } = plainAnswer(asked);
  const isLarge = asked.inputs.flat().some((x) => Math.abs(x) >= limit);
  return isLarge ? { gradients: { ...gradients, biases: [[Number.NaN]] } } : { gradients };
};

it('names what stands where answers stop being finite', async () => {
  const { subject, asked } = subjectOf(answering(finiteBelow(0.9)));
  const found = await diagnoseNotFinite(problem, asking(subject));
  expect(found?.causes).toMatchObject([{ id: 'not-finite-beyond' }]);
  expect(found?.causes[0]?.evidence).toMatch(/finite with inputs up to 0\.8\d+, and not from 0\.9\d* on$/);
  expect(asked.length).toBeLessThanOrEqual(12);
});

it('names a norm that is 0, and nothing where the size of the inputs does not matter', async () => {
  const fitted: MlpProblem = {
    ...problem,
    loss: { name: 'norm', scale: 1 },
    targets: [[0]],
    inputs: [[0, 0]],
  };
  const perfect = { ...fitted, layers: [{ ...problem.layers[0], biases: [0] }] } as MlpProblem;
  const dividing = (asked: MlpProblem) => {
    const { gradients } = plainAnswer(asked);
    const isFit = asked.targets.flat().every((t) => t === 0);
    return isFit ? { gradients: { ...gradients, biases: [[Number.NaN]] } } : { gradients };
  };
  const { subject } = subjectOf(answering(dividing));
  expect((await diagnoseNotFinite(perfect, asking(subject)))?.causes).toMatchObject([
    { id: 'norm-at-zero', clause: 'PERFECT-FIT' },
  ]);
  const { subject: never } = subjectOf(answering(finiteBelow(0)));
  expect(await diagnoseNotFinite(problem, asking(never))).toBeUndefined();
  const { subject: silent } = subjectOf(() => ({ kind: 'unsupported', reason: 'no' }));
  expect(await diagnoseNotFinite(problem, asking(silent))).toBeUndefined();
});
