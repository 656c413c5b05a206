import { describe, expect, it } from 'vitest';
import clauseIds from '#spec/clause-ids.json' with { type: 'json' };
import { precision } from '../../bounds/precision.ts';
import { operationNames } from '../../model/operations.ts';
import { everything } from '../../model/supports.ts';
import { connectedGraph, plainGraph } from '../../problems/graphs/plain-graphs.ts';
import { misread, passOf } from './misread.ts';
import { graphMisreadings } from './misreadings/catalogue.ts';
import type { GraphMisreading } from './misreadings/misreading.ts';
import { tieMisreadings } from './misreadings/ties.ts';
import { graphCauseOf, graphDiagnosisIds } from './texts.ts';

const supports = { ...everything, kinds: ['graph'], ops: operationNames } as const;

const problems = [
  ...connectedGraph(supports),
  ...operationNames.flatMap((op) => [...plainGraph(supports, op), ...plainGraph(supports, op, true)]),
];

const all = [...graphMisreadings, ...tieMisreadings];
const ids = [...new Set(all.map(({ id }) => id))];

describe('the known mistakes with graphs', () => {
  it('have one text each and no other', () => {
    expect(graphDiagnosisIds.toSorted()).toEqual(ids.toSorted());
    expect(ids.length).toBeGreaterThan(30);
    expect(() => graphCauseOf({ id: 'no-such-mistake' })).toThrow(
      'spec/diagnoses.json, graphs: expected an entry no-such-mistake, got none',
    );
  });

  it('are said in one sentence without a full stop, of a clause that was issued', () => {
    for (const misreading of all) {
      const { sentence, advice, clause } = graphCauseOf(misreading);
      for (const text of [sentence, advice]) expect(text).toMatch(/^[^{}]*[^.{} ]$/);
      expect(sentence).toMatch(/^(you|nothing) /);
      expect(clauseIds.issued).toContain(clause);
    }
  });

  it('can be told apart, every two of them and each from what is right, on plain graphs', () => {
    const passes = problems.map((problem) => passOf(problem, precision('float64')));
    expect(passes).not.toContain(null);
    const all = [{ id: 'right' } satisfies GraphMisreading, ...graphMisreadings];
    const readings = all.map((each: GraphMisreading) => ({
      name: `${each.id} ${each.constant}`,
      balls: passes.flatMap((pass) => (pass && misread(pass, each)) ?? []),
    }));
    const alike = readings.flatMap(({ name, balls }, index) =>
      readings.slice(index + 1).flatMap((other) => {
        const apart =
          other.name === name ||
          balls.some(({ value, radius }, entry) => {
            const ball = other.balls[entry];
            return ball !== undefined && Math.abs(value - ball.value) > radius + ball.radius;
          });
        return apart ? [] : [`${name} and ${other.name}`];
      }),
    );
    expect(alike).toEqual([]);
  });
});
