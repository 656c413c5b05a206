import { describe, expect, it } from 'vitest';
import { boundAnswer } from '../src/bounds/bound-answer.ts';
import { precision } from '../src/bounds/precision.ts';
import { implementations } from '../src/gradients/registry.ts';
import type { KinkChoice, KinkSite } from '../src/model/kinks.ts';
import { entryAt, numberPaths } from '../src/model/path.ts';
import { isMaxout, type MlpProblem } from '../src/model/problem.ts';
import type { KinkConventions } from '../src/problems/fixture.ts';
import { nearestDouble } from '../src/problems/fixture-values.ts';
import { gradientFixtures } from '../src/problems/fixtures.ts';
import { solve, unitRoundoff } from './test-solve.ts';

/** Fixtures with ties have them in the first layer; the tied pieces share what the winner would get. */
const shareOfPiece = (
  { layers, inputs }: MlpProblem,
  { layer, example, unit, piece }: Extract<KinkSite, { kind: 'maxout' }>,
  rule: KinkConventions['max-tie'],
): number | undefined => {
  const [first] = layers;
  if (layer !== 0 || rule === undefined || first === undefined || !isMaxout(first)) return undefined;
  const values = first.weights.map((rows, index) =>
    (rows[unit] ?? []).reduce(
      (z, weight, input) => z + weight * (inputs[example]?.[input] as number),
      first.biases?.[index]?.[unit] ?? 0,
    ),
  );
  const tied = [...values.keys()].filter((index) => values[index] === Math.max(...values));
  if (rule === 'split') return tied.includes(piece) ? 1 / tied.length : 0;
  return piece === tied.at(rule === 'last' ? -1 : 0) ? 1 : 0;
};

const marginIsZero = (
  { targets }: MlpProblem,
  { example, unit }: Extract<KinkSite, { kind: 'hinge' }>,
  activations: readonly (readonly (readonly number[])[])[] | undefined,
): boolean => {
  const outputs = activations?.at(-1)?.[example] ?? [];
  const correct = outputs[(targets[example] ?? []).indexOf(1)] as number;
  return (outputs[unit] as number) - correct + 1 === 0;
};

/** The choice that a convention makes where the problem is exactly at a kink. */
const choiceOf = (conventions: KinkConventions, problem: MlpProblem): KinkChoice => {
  const [reference] = implementations;
  if (reference === undefined) throw new Error('no implementation');
  const { trace } = solve(reference, problem);
  const slopes: ReadonlyMap<string | undefined, number | undefined> = new Map([
    ['relu', conventions['relu-derivative-at-0']],
    ['leaky-relu', conventions['leaky-relu-derivative-at-0']],
    ['elu', conventions['elu-derivative-at-0']],
  ]);
  return (site) => {
    if (site.kind === 'activation') {
      const isAtKink = trace?.preActivations[site.layer]?.[site.example]?.[site.unit] === 0;
      return isAtKink ? slopes.get(problem.layers[site.layer]?.activation.name) : undefined;
    }
    if (site.kind === 'hinge')
      return marginIsZero(problem, site, trace?.activations) ? conventions['hinge-at-0'] : undefined;
    return site.kind === 'maxout' ? shareOfPiece(problem, site, conventions['max-tie']) : undefined;
  };
};

describe.each(implementations.map((each) => [each.name, each] as const))('%s', (_, implementation) => {
  const withAlternatives = gradientFixtures().flatMap((fixture) =>
    (fixture.alternatives ?? []).map((alternative) => [fixture.id, fixture, alternative] as const),
  );
  it.each(withAlternatives)(
    'takes another convention at the kink of %s when told to',
    (_id, fixture, alternative) => {
      const choice = choiceOf(alternative.conventions, fixture.problem);
      const answer = solve(implementation, fixture.problem, choice);
      const { deltas, trace } = answer;
      if (deltas === undefined || trace === undefined) throw new Error('no trace');
      const traced = { ...answer, deltas, trace };
      const bounds = boundAnswer(fixture.problem, traced, precision('float64'), {
        chosen: choice,
        within: 'nothing',
      });
      for (const part of ['weights', 'biases', 'inputs'] as const) {
        for (const path of numberPaths(answer.gradients[part], [part])) {
          const expected = nearestDouble(entryAt(alternative.exact.gradients, path) as string);
          const error = Math.abs((entryAt(answer.gradients, path) as number) - expected);
          // The decimal was rounded once.
          const bound = (entryAt(bounds.gradients, path) as number) + unitRoundoff * Math.abs(expected);
          expect(error, path.join()).toBeLessThanOrEqual(bound);
        }
      }
    },
  );
});
