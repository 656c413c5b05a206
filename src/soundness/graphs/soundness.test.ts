import { beforeAll, describe, expect, it } from 'vitest';
import file from '#spec/ops.json' with { type: 'json' };
import { float64 as inFloat64 } from '../../arithmetic/float64.ts';
import { at } from '../../bounds/at.ts';
import { boundGraphAnswer } from '../../bounds/graphs/bound-graph-answer.ts';
import { precision } from '../../bounds/precision.ts';
import { gradientOfGraph } from '../../graphs/gradient.ts';
import { numbersOfGraph } from '../../model/graph-numbers.ts';
import { operationNames } from '../../model/operations.ts';
import { type Format, formats } from '../trials/formats.ts';
import { quantile } from '../trials/histogram.ts';
import { seeded } from '../trials/random.ts';
import { compose } from './composed.ts';
import { measureGraphs } from './measure.ts';
import { type GraphCase, graphCases, graphFamilies } from './problem-case.ts';
import { type GraphTallies, selectedGraphs } from './tally.ts';
import { type GraphViolation, runGraph } from './trial.ts';

const seeds = Array.from({ length: operationNames.length }, (_, seed) => seed);

const cases: readonly GraphCase[] = seeds.flatMap((seed) =>
  Object.keys(graphFamilies).flatMap((family) => graphCases(family, seed, 2)),
);

const tallies: GraphTallies = {};
const violations: GraphViolation[] = [];

beforeAll(() => {
  for (const [index, graph] of cases.entries())
    violations.push(...runGraph(tallies, graph, 3, seeded(1, index)));
});

const tallyOf = (format: string) => selectedGraphs(tallies, { format });

describe('emulated subjects of graphs', () => {
  it('keep every number within its bound', () => {
    expect(violations).toEqual([]);
    expect(cases.length).toBeGreaterThan(500);
  });

  // Hinge has styles of its own; squares are what others are composed of.
  it('compose every operation that spec/ops.json composes of others, but hinge', () => {
    const composed = file.operations
      .filter(({ composition }) => composition !== null)
      .map(({ name }) => name)
      .filter((name) => name !== 'hinge' && name !== 'square');
    const uncomposed = composed.filter((name) => {
      const using = cases.find(({ problem }) => problem.nodes.some(({ op }) => op === name));
      return using === undefined || compose(using.problem, new Set()).nodes.some(({ op }) => op === name);
    });
    expect(uncomposed).toEqual([]);
    expect(composed.length).toBeGreaterThan(12);
  });

  it.each(formats.map(({ name }) => name))('are judged in %s, and few bounds are infinite', (format) => {
    const { runs, entries, unbounded, excused, uncertain } = tallyOf(format);
    expect(runs).toBeGreaterThan(1800);
    expect(entries - unbounded - excused).toBeGreaterThan(15_000);
    expect(unbounded / entries).toBeLessThan(0.02);
    expect(uncertain).toBeGreaterThan(100);
  });

  it('come with every operation', () => {
    const used = new Set(cases.flatMap(({ problem }) => problem.nodes.map(({ op }) => op)));
    expect([...used].sort()).toEqual([...operationNames].sort());
  });

  it.each(formats.map(({ name }) => name))(
    'violate bounds of half the size in %s, away from kinks',
    (format) => {
      const { beyondHalf, largestShare } = tallyOf(format);
      expect(largestShare).toBeGreaterThan(0.5);
      expect(beyondHalf).toBeGreaterThan(50);
    },
  );

  // A looser derivation would be noticed here.
  it.each([
    ['float64', 4e-15],
    ['float32', 2e-6],
    ['bfloat16', 0.1],
    ['float16', 0.02],
  ])('have gradients bounded in %s more tightly than %d of their size, half of them', (format, known) => {
    expect(quantile(tallyOf(format).relative, 0.5)).toBeLessThan(known);
  });

  it('are refused where they answer NaN', () => {
    const [float64] = formats;
    const broken: Format = {
      ...at(formats, 1),
      subject: (style) => {
        const emulation = at(formats, 1).subject(style);
        return { ...emulation, numbers: { ...emulation.numbers, add: () => Number.NaN } };
      },
    };
    const sums = cases.filter(({ problem }) => problem.nodes.some(({ op }) => op === 'add')).slice(0, 20);
    const refused = sums.filter((graph) => runGraph({}, graph, 1, seeded(2), [broken]).length > 0);
    const accepted = sums.filter(
      (graph) => runGraph({}, graph, 1, seeded(2), [at([float64], 0) as Format]).length > 0,
    );
    expect(refused.length).toBeGreaterThan(15);
    expect(accepted).toEqual([]);
  });
});

it('a run gives the same on one process and on two', async () => {
  const measured = (processes: number) => measureGraphs({ problems: 50, seed: 3, processes }, () => {});
  const [one, two] = await Promise.all([measured(1), measured(2)]);
  expect(one.problems).toBeGreaterThanOrEqual(50);
  expect(selectedGraphs(one.tallies).runs).toBeGreaterThan(12 * 50);
  expect(two).toEqual(one);
});

describe('our own table in float64', () => {
  it('is within the bounds of the convention, exactly at kinks too', () => {
    let judged = 0;
    for (const graph of cases) {
      const answer = gradientOfGraph(graph.problem, inFloat64);
      if ('refused' in answer) continue;
      const bounds = boundGraphAnswer(graph.problem, precision('float64'), 'convention');
      const numbers = numbersOfGraph(graph.problem, answer);
      for (const [index, bound] of numbersOfGraph(graph.problem, bounds).entries()) {
        if (bound === Number.POSITIVE_INFINITY) continue;
        judged += 1;
        const error = Math.abs(at(numbers, index) - at(graph.high, index) - at(graph.low, index));
        expect(error, JSON.stringify(graph.problem)).toBeLessThanOrEqual(bound);
      }
    }
    expect(judged).toBeGreaterThan(4000);
  });
});
