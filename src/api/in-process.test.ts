import { expect, it } from 'vitest';
import { startSubject, subjectWords } from './start-subject.ts';
import type { SubjectModule } from './subject-module.ts';

const problem = {
  kind: 'mlp',
  layers: [{ weights: [[2]], biases: [0], activation: { name: 'identity' } }],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[3]],
  targets: [[1]],
} as const;

const gradients = { weights: [[[30]]], biases: [[10]] };

/** What a user of JavaScript may hand over, whatever the types say. */
const typed = (subject: unknown): SubjectModule => subject as SubjectModule;

class Net {
  readonly supports = { losses: ['squared-error'] };
  readonly itself = this;
  readonly gradients = gradients;
  gradient(): unknown {
    return { gradients: this.gradients };
  }
}

const gradient = (): unknown => ({ gradients });

it.each<[string, unknown]>([
  ['an object', { name: 'net', gradient }],
  ['a function', gradient],
  ['an instance of a class', new Net()],
])('%s is asked', async (_, subject) => {
  const { ask } = await startSubject(typed(subject), 'mine');
  expect(await ask(problem)).toMatchObject({ kind: 'answer', answer: { gradients } });
});

it.each<[string, unknown, string]>([
  ['nothing', undefined, 'got undefined'],
  ['a class', Net, 'got a class; export an object of it'],
  ['a misspelt one', { grad: gradient }, 'got grad; did you mean gradient?'],
])('%s is refused before anything is asked', async (_, subject, got) => {
  expect(subjectWords(typed(subject))).toBeUndefined();
  await expect(startSubject(typed(subject), 'mine')).rejects.toThrow(
    `mine: expected an object with a function gradient(problem), ${got}`,
  );
});
