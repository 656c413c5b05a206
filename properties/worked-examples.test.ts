import { describe, expect, it } from 'vitest';
import { boundAnswer } from '../src/bounds/bound-answer.ts';
import { precision } from '../src/bounds/precision.ts';
import { checkFixture } from '../src/conformance/check-fixture.ts';
import { basisFor, experts } from '../src/conformance/evidence.ts';
import { descend, trainUntil } from '../src/descent/descend.ts';
import { implementations } from '../src/gradients/registry.ts';
import type { Answer } from '../src/model/answer.ts';
import { entryAt, numberPaths } from '../src/model/path.ts';
import type { DenseActivation, MlpProblem } from '../src/model/problem.ts';
import { activationAlone } from '../src/problems/activation-alone.ts';
import type { ActivationFixture } from '../src/problems/fixture.ts';
import { nearestDouble } from '../src/problems/fixture-values.ts';
import { loadFixtures } from '../src/problems/fixtures.ts';
import { ownSubject } from '../src/subjects/own.ts';
import { solve, unitRoundoff } from './test-solve.ts';

const fixtures = loadFixtures();
const ofKind = <K extends (typeof fixtures)[number]['kind']>(kind: K) =>
  fixtures.filter(
    (fixture): fixture is Extract<(typeof fixtures)[number], { kind: K }> => fixture.kind === kind,
  );

it('finds at least as many worked examples as were derived', () => {
  expect(ofKind('gradient').length).toBeGreaterThanOrEqual(35);
  expect(ofKind('activation').length).toBeGreaterThanOrEqual(10);
  expect(ofKind('training').length).toBeGreaterThanOrEqual(3);
});

/** Derived bounds of a float64 answer that follows the documents' conventions. */
const boundsOf = (problem: MlpProblem, { deltas, trace, ...answer }: Answer) => {
  if (deltas === undefined || trace === undefined) throw new Error('an answer without deltas or trace');
  return boundAnswer(problem, { ...answer, deltas, trace }, precision('float64'), 'convention');
};

describe.each(implementations.map((each) => [each.name, each] as const))('%s', (_, implementation) => {
  it.each(ofKind('gradient').map((fixture) => [fixture.id, fixture] as const))(
    'answers %s within the bounds of its exact values',
    async (_id, fixture) => {
      const subject = ownSubject(implementation);
      const knowledge = experts();
      const verdict = await checkFixture(fixture, subject, (problem) =>
        basisFor(subject, problem, knowledge),
      );
      expect(verdict).toMatchObject({ verdict: 'conforms' });
      expect(verdict.judged).toBeGreaterThan(0);
    },
  );

  const smooth = ofKind('activation').filter(({ expectation }) => expectation.exact.derivatives !== null);
  it.each(smooth.map((fixture) => [fixture.id, fixture] as const))('has the values of %s', (_id, fixture) => {
    const { points, activation } = fixture.problem as ActivationFixture['problem'] & {
      activation: DenseActivation;
    };
    const { values, derivatives } = fixture.expectation.exact;
    points.forEach((z, index) => {
      const problem = activationAlone(activation, z);
      const answer = solve(implementation, problem);
      const value = nearestDouble(values[index] as string);
      const slope = nearestDouble((derivatives ?? [])[index] as string);
      const { outputs, gradients } = boundsOf(problem, answer);
      const output = answer.outputs[0]?.[0] as number;
      const input = answer.gradients.inputs[0]?.[0] as number;
      // The expected numbers are rounded too: two decimals, a sum and a product, at most 4 u in all.
      const rounding = 4 * unitRoundoff * (Math.abs(value) + 1);
      expect(Math.abs(output - (value + 1))).toBeLessThanOrEqual(Number(outputs[0]?.[0]) + rounding);
      expect(Math.abs(input - (value + 1) * slope)).toBeLessThanOrEqual(
        Number(gradients.inputs[0]?.[0]) + rounding * Math.abs(slope),
      );
    });
  });

  it.each(ofKind('training').map((fixture) => [fixture.id, fixture] as const))(
    'learns %s',
    (_id, fixture) => {
      const gradient = (problem: MlpProblem) => solve(implementation, problem);
      const { expectation, training, problem } = fixture;
      const { rounded, exact } = expectation;
      if (rounded !== undefined) {
        const isXor = ({ outputs }: Answer) =>
          outputs.every((row, example) =>
            row.every(
              (y, unit) => Math.round(y) === rounded[example]?.[unit] && Math.abs(y - Math.round(y)) < 0.25,
            ),
          );
        const { reached, costs } = trainUntil(problem, gradient, training.alpha, isXor, training.steps);
        expect(reached).toBe(true);
        expect(costs.length).toBeGreaterThan(10);
        return;
      }
      expect(training.steps).toBe(1);
      const first = gradient(problem);
      const bounds = boundsOf(problem, first);
      const { layers } = descend(problem, gradient, training).problem;
      const moved = {
        weights: layers.map(({ weights }) => weights),
        biases: layers.map(({ biases }) => biases),
      };
      const paths = [...numberPaths(moved.weights, ['weights']), ...numberPaths(moved.biases, ['biases'])];
      expect(paths.length).toBeGreaterThan(8);
      for (const path of paths) {
        const expected = nearestDouble(entryAt(exact?.parameters, path) as string);
        const got = entryAt(moved, path) as number;
        const share = training.alpha * Math.abs(entryAt(first.gradients, path) as number);
        // One step carries alpha times the gradient's bound; product, difference and decimal round once each.
        const bound =
          training.alpha * (entryAt(bounds.gradients, path) as number) +
          unitRoundoff * (share + Math.abs(got) + Math.abs(expected));
        expect(Math.abs(got - expected)).toBeLessThanOrEqual(bound);
      }
    },
  );
});

it('the step network answers XOR with the outputs of its truth table', () => {
  const [xor] = ofKind('forward');
  const step = (z: number) => (z > 0 ? 1 : 0);
  const outputs = xor?.problem.inputs.map((input) =>
    xor.problem.layers.reduce<readonly number[]>(
      (a, { weights, biases }) =>
        weights.map((row, i) => step(row.reduce((z, w, j) => z + w * (a[j] as number), biases?.[i] ?? 0))),
      input,
    ),
  );
  expect(outputs).toEqual([[0], [1], [1], [0]]);
  expect(outputs).toEqual(xor?.expectation.exact.outputs.map((row) => row.map(Number)));
});
