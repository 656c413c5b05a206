/** Answers that are remembered under a key that leaves something out. */

import { expect, it } from 'vitest';
import { inProcessSubject } from '../src/api/in-process.ts';
import { float64 } from '../src/arithmetic/float64.ts';
import { checkProperty, drawSamples } from '../src/conformance/check-property.ts';
import { basisFor, experts } from '../src/conformance/evidence.ts';
import { unrecorded } from '../src/conformance/record.ts';
import { gradient } from '../src/gradients/delta-recursion/gradient.ts';
import { type Answer, isRefusal } from '../src/model/answer.ts';
import { networkOf, type Problem } from '../src/model/any-kind.ts';
import type { MlpProblem } from '../src/model/problem.ts';
import { oneChangeProperty } from './one-change.ts';

const answered = (problem: MlpProblem): Answer => {
  const answer = gradient(problem, float64);
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};

/** Our delta recursion, with a key under which an answer is remembered. */
const remembering = (keyOf: (problem: MlpProblem) => unknown): typeof answered => {
  const known = new Map<string, Answer>();
  return (problem) => {
    const key = JSON.stringify(keyOf(problem));
    const answer = known.get(key) ?? answered(problem);
    known.set(key, answer);
    return answer;
  };
};

const verdictOn = async (answer: typeof answered): Promise<string | undefined> => {
  const module = { name: 'planted', gradient: (problem: Problem) => answer(networkOf(problem)) };
  const subject = inProcessSubject(module, 'planted');
  const options = { seed: 20261122, runs: 60, shrink: false };
  const known = experts();
  const basisOf = (problem: Problem) => basisFor(subject, problem, known);
  const context = { subject, options, basisOf, record: unrecorded, universe: subject };
  return (await checkProperty(oneChangeProperty, context, drawSamples(options)))?.verdict;
};

const withoutBiases = ({ layers, ...problem }: MlpProblem) => ({
  ...problem,
  layers: layers.map(({ biases, ...layer }) => layer),
});

it.each([
  ['the biases', withoutBiases],
  ['lambda', ({ penalty, ...problem }: MlpProblem) => [problem, penalty?.biases]],
  ['what is penalised', ({ penalty, ...problem }: MlpProblem) => [problem, penalty?.lambda]],
  ['the last target', ({ targets, ...problem }: MlpProblem) => [problem, targets.slice(0, -1)]],
])('the property sees answers that are remembered whatever %s is', async (_, keyOf) => {
  expect(await verdictOn(remembering(keyOf))).toBe('discrepant');
});

it('the property sees nothing wrong in answers that are remembered by the whole question', async () => {
  expect(await verdictOn(remembering((problem) => problem))).toBe('conforms');
});
