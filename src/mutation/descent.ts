/**
 * Mistakes planted in the descent, and the training examples that see each: no voter, so no vote; the examples
 * alone, whose parameters after a step come from outside. Run as a program it prints what was seen as JSON.
 */

import { readFileSync } from 'node:fs';
import { float64 } from '../arithmetic/float64.ts';
import { boundAnswer } from '../bounds/bound-answer.ts';
import { precision } from '../bounds/precision.ts';
import { implementations } from '../gradients/registry.ts';
import { isRefusal, type TracedAnswer } from '../model/answer.ts';
import { entryAt, numberPaths } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { TrainingFixture } from '../problems/fixture.ts';
import { nearestDouble } from '../problems/fixture-values.ts';
import { loadFixtures } from '../problems/fixtures.ts';
import type { Patch } from './mutant.ts';
import { interceptLoading, root } from './patched-modules.ts';

/** A mistake, and the examples that are said to see it. */
export interface DescentMutant extends Patch {
  readonly says: string;
  readonly clause: string;
  readonly seenBy: readonly string[];
}

interface DescentFile {
  readonly entry: string;
  readonly exported: string;
  readonly mutants: readonly DescentMutant[];
}

type Descend = (
  problem: MlpProblem,
  gradient: (problem: MlpProblem) => TracedAnswer,
  schedule: TrainingFixture['training'],
) => { readonly problem: MlpProblem };

/** `mutants/elsewhere/descent.json`. */
export const readDescentMutants = (): DescentFile =>
  JSON.parse(readFileSync(new URL('mutants/elsewhere/descent.json', root), 'utf8'));

/** Examples of one step with the parameters it leads to. */
const stepExamples = (): readonly TrainingFixture[] =>
  loadFixtures().filter(
    (fixture): fixture is TrainingFixture =>
      fixture.kind === 'training' && fixture.expectation.exact !== undefined,
  );

const answerTo = (problem: MlpProblem): TracedAnswer => {
  const [first] = implementations;
  const attempt = first?.gradient(problem, float64);
  if (attempt === undefined || isRefusal(attempt)) throw new Error('expected an answer, got none');
  const { deltas, trace } = attempt;
  if (deltas === undefined || trace === undefined) throw new Error('expected deltas and a trace, got none');
  return { ...attempt, deltas, trace };
};

const parametersOf = ({ layers }: MlpProblem) => ({
  weights: layers.map(({ weights }) => weights),
  biases: layers.map(({ biases }) => biases),
});

/** u: half the distance from 1 to the next double. */
const unitRoundoff = 2 ** -53;

/** Whether every parameter is where the example says, within the bound of its gradient carried through a step. */
const learns = (descend: Descend, { problem, training, expectation }: TrainingFixture): boolean => {
  const before = answerTo(problem);
  const { gradients: bounds } = boundAnswer(problem, before, precision('float64'), 'convention');
  const moved = parametersOf(descend(problem, answerTo, training).problem);
  const paths = [...numberPaths(moved.weights, ['weights']), ...numberPaths(moved.biases, ['biases'])];
  return paths.every((path) => {
    const expected = nearestDouble(String(entryAt(expectation.exact?.parameters, path)));
    const got = Number(entryAt(moved, path));
    const share = training.alpha * Math.abs(Number(entryAt(before.gradients, path)));
    // Product, difference and decimal round once each.
    const bound =
      training.alpha * Number(entryAt(bounds, path)) +
      unitRoundoff * (share + Math.abs(got) + Math.abs(expected));
    return Number.isFinite(got) && Math.abs(got - expected) <= bound;
  });
};

/** For every mistake, and under `unpatched`, the ids of the examples that fail. */
const failures = async (): Promise<Readonly<Record<string, readonly string[]>>> => {
  const { entry, exported, mutants } = readDescentMutants();
  const load = interceptLoading();
  const examples = stepExamples();
  const found: Record<string, readonly string[]> = {};
  for (const patch of [null, ...mutants]) {
    const loaded = await load({ name: 'descent', entry, exported }, patch);
    const descend = loaded.exported as Descend;
    found[patch?.id ?? 'unpatched'] = examples
      .filter((example) => !learns(descend, example))
      .map(({ id }) => id);
  }
  return found;
};

if (import.meta.main) console.log(JSON.stringify(await failures()));
