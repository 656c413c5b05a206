import { expect, it } from 'vitest';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Implementation } from '../gradients/implementation.ts';
import { implementations } from '../gradients/registry.ts';
import { type Answer, isRefusal } from '../model/answer.ts';
import type { KinkChoice } from '../model/kinks.ts';
import type { MlpProblem } from '../model/problem.ts';
import { consult } from './consult.ts';

const problem: MlpProblem = {
  kind: 'mlp',
  layers: [{ weights: [[1]], biases: [0], activation: { name: 'relu' } }],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[1]],
  targets: [[2]],
};

/** An implementation whose weight gradient is replaced by another number. */
const spoilt = ({ name, gradient }: Implementation, weight: number): Implementation => ({
  name,
  gradient: <T>(asked: MlpProblem, arithmetic: Arithmetic<T>, kinks?: KinkChoice) => {
    const attempt = gradient(asked, arithmetic, kinks);
    if (isRefusal(attempt)) return attempt;
    const weights = [[[arithmetic.add(arithmetic.of(0), weight as unknown as T)]]];
    const answer: Answer<T> = { ...attempt, gradients: { ...attempt.gradients, weights } };
    return answer;
  },
});

const names = (opinions: readonly { readonly name: string }[]) => opinions.map(({ name }) => name);

it('has nothing to add when all agree', () => {
  const { agreed, dissenting, silent } = consult(problem);
  expect(names(agreed)).toEqual(['per-weight', 'delta-recursion', 'grad-table']);
  expect([...dissenting, ...silent]).toEqual([]);
});

// dJ/dw = 2 (1 - 2) 1 = -2.
it.each([Number.NaN, Number.POSITIVE_INFINITY, 2, -2 + 2 ** -40])(
  'names the one that answers %d',
  (weight) => {
    for (const [index, implementation] of implementations.entries()) {
      const asked = implementations.with(index, spoilt(implementation, weight));
      const { agreed, dissenting } = consult(problem, asked);
      expect(names(dissenting)).toEqual([implementation.name]);
      expect(agreed).toHaveLength(2);
    }
  },
);

it('names nobody when each answers otherwise', () => {
  const asked = implementations.map((implementation, index) => spoilt(implementation, index));
  expect(consult(problem, asked).agreed).toHaveLength(1);
  expect(consult(problem, asked).dissenting).toHaveLength(2);
});

it('keeps the silence of one that refuses apart from agreement', () => {
  const [perWeight, ...others] = implementations as [Implementation, ...Implementation[]];
  const refusing: Implementation = { name: perWeight.name, gradient: () => ({ refused: 'too many paths' }) };
  const { agreed, silent } = consult(problem, [refusing, ...others]);
  expect(names(agreed)).toEqual(['delta-recursion', 'grad-table']);
  expect(silent).toEqual([{ name: 'per-weight', reason: 'too many paths' }]);
});

it('takes digits lost under a logarithm for no dissent', () => {
  // exp(-711) is subnormal: composed of quotients, -t / p keeps none of its last bits.
  const subnormal = (bias: number): MlpProblem => ({
    kind: 'mlp',
    layers: [
      {
        weights: [[0], [0.1], [0.2], [0.3], [0.4]],
        biases: [0, 0, 0, 0, bias],
        activation: { name: 'softmax' },
      },
    ],
    loss: { name: 'cross-entropy', scale: 2 ** -40 },
    inputs: [[0.3]],
    targets: [[0, 0, 0, 0, 1]],
  });
  const reason = 'at a singular logarithm in float64';
  const silences = [-710.65, -710.83, -715, -725].map((bias) => consult(subnormal(bias)));
  for (const { agreed, dissenting } of silences) {
    expect(names(agreed)).toContain('delta-recursion');
    expect(dissenting).toEqual([]);
  }
  expect(silences.flatMap(({ silent }) => silent)).toContainEqual({ name: 'grad-table', reason });
});
