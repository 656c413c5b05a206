/** A subject for tests that differentiates a cross-entropy and its softmax one after the other, honestly. */

import type { SubjectAnswer } from '../model/answer.ts';
import { networkOf } from '../model/any-kind.ts';
import { isMaxout, type Layer, type MlpProblem } from '../model/problem.ts';
import { everything } from '../model/supports.ts';
import type { Subject } from '../subjects/subject.ts';

type Round = (x: number) => number;

/** How it goes about it: by the whole Jacobian, or through exponential, sum and quotient one by one. */
export interface Unfused {
  readonly precision: 'float64' | 'float32';
  readonly jacobian: 'full' | 'composed';
  /** What it makes of its answer; absent: nothing. */
  readonly change?: (answer: SubjectAnswer, problem: MlpProblem) => SubjectAnswer;
}

const rounds: Readonly<Record<Unfused['precision'], Round>> = { float64: (x) => x, float32: Math.fround };

const number = (list: readonly (number | undefined)[], index: number): number => {
  const found = list[index];
  if (found === undefined) throw new RangeError(`expected an entry ${index}, got ${list.length} entries`);
  return found;
};

const sumOf = (terms: readonly number[], round: Round): number =>
  terms.reduce((total, term) => round(total + term), 0);

const dot = (x: readonly number[], y: readonly number[], round: Round): number =>
  sumOf(
    x.map((one, index) => round(one * number(y, index))),
    round,
  );

const denseOf = (layer: Layer) => {
  if (isMaxout(layer)) throw new TypeError('expected a dense layer, got maxout');
  return layer;
};

/** dJ/dz of a softmax from -scale t / p. */
const throughSoftmax = (
  z: readonly number[],
  t: readonly number[],
  { scale, round, jacobian }: { scale: number; round: Round; jacobian: Unfused['jacobian'] },
) => {
  const largest = Math.max(...z);
  const e = z.map((one) => round(Math.exp(round(one - largest))));
  const s = sumOf(e, round);
  const p = e.map((one) => round(one / s));
  const v = t.map((one, j) => (one === 0 ? 0 : -round(round(scale * one) / number(p, j))));
  if (jacobian === 'full') {
    const row = (i: number) => p.map((one, j) => round(number(p, i) * round((i === j ? 1 : 0) - one)));
    return { p, delta: p.map((_, i) => dot(row(i), v, round)) };
  }
  const toSum = -sumOf(
    v.map((one, j) => round(round(round(one * number(e, j)) / s) / s)),
    round,
  );
  return { p, delta: e.map((one, i) => round(one * round(round(number(v, i) / s) + toSum))) };
};

/** Layers of identity units and a softmax at the end; no penalty. */
const answer = (problem: MlpProblem, { precision, jacobian }: Unfused): SubjectAnswer => {
  const round = rounds[precision];
  const layers = problem.layers.map(denseOf);
  const examples = problem.inputs.map((x, n) => {
    const activations: (readonly number[])[] = [x];
    for (const { weights, biases } of layers) {
      const a = activations.at(-1) ?? [];
      activations.push(weights.map((row, i) => sumOf([dot(row, a, round), number(biases ?? [], i)], round)));
    }
    const { p, delta } = throughSoftmax(activations.at(-1) ?? [], problem.targets[n] ?? [], {
      scale: problem.loss.scale,
      round,
      jacobian,
    });
    const deltas = [delta];
    for (const { weights } of layers.toReversed()) {
      const [next = []] = deltas;
      deltas.unshift(
        (weights[0] ?? []).map((_, j) =>
          dot(
            weights.map((row) => number(row, j)),
            next,
            round,
          ),
        ),
      );
    }
    const [inputs = [], ...own] = deltas;
    return { activations, p, inputs, deltas: own };
  });
  const total = (term: (example: (typeof examples)[number]) => number) => sumOf(examples.map(term), round);
  return {
    outputs: examples.map(({ p }) => p),
    deltas: layers.map((_, l) => examples.map(({ deltas }) => deltas[l] ?? [])),
    gradients: {
      weights: layers.map(({ weights }, l) =>
        weights.map((row, i) =>
          row.map((_, j) =>
            total(({ deltas, activations }) =>
              round(number(deltas[l] ?? [], i) * number(activations[l] ?? [], j)),
            ),
          ),
        ),
      ),
      biases: layers.map(({ weights }, l) =>
        weights.map((_, i) => total(({ deltas }) => number(deltas[l] ?? [], i))),
      ),
      inputs: examples.map(({ inputs }) => inputs),
    },
  };
};

/** A foreign subject. */
export const unfusedSubject = (unfused: Unfused): Subject => ({
  name: `unfused-${unfused.jacobian}`,
  ours: false,
  precision: unfused.precision,
  supports: everything,
  ask: async (question) => {
    const problem = networkOf(question);
    const honest = answer(problem, unfused);
    const changed = unfused.change?.(honest, problem) ?? honest;
    return { kind: 'answer', answer: changed, notes: [], changedProblem: false };
  },
  forget: () => {},
  close: async () => {},
});
