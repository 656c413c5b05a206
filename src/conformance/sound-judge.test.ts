import { describe, expect, it } from 'vitest';
import { boundGraphAnswer } from '../bounds/graphs/bound-graph-answer.ts';
import type { PrecisionName } from '../bounds/precision.ts';
import { agreesOnGraph, agreesWhole, type Claim } from '../judge/claim.ts';
import type { AnyAnswer, Problem } from '../model/any-kind.ts';
import type { GraphAnswer, GraphProblem, NestedNumbers } from '../model/graph.ts';
import { inferShapes } from '../model/graph-shapes.ts';
import { everything } from '../model/supports.ts';
import type { Shape } from '../model/tensor.ts';
import { backpropagate } from '../soundness/emulation/backpropagate.ts';
import { randomStyle } from '../soundness/emulation/style.ts';
import { graphCases } from '../soundness/graphs/problem-case.ts';
import { type GraphStyle, randomGraphStyle } from '../soundness/graphs/style.ts';
import { emulatedAnswer } from '../soundness/graphs/subject.ts';
import { boundedIn } from '../soundness/trials/bounded.ts';
import { withinContract } from '../soundness/trials/contract.ts';
import { formats } from '../soundness/trials/formats.ts';
import { problemCase } from '../soundness/trials/problem-case.ts';
import { seeded } from '../soundness/trials/random.ts';
import type { Subject } from '../subjects/subject.ts';
import { evaluate } from './evaluate.ts';
import { basisFor, experts } from './evidence.ts';
import type { Experts } from './reference.ts';
import { kindOf } from './tally.ts';

/** By the names of the emulated formats. */
const declared: Readonly<Record<string, readonly [PrecisionName, PrecisionName]>> = {
  float64: ['float64', 'float64'],
  float32: ['float32', 'float32'],
  bfloat16: ['bfloat16', 'bfloat16'],
  'bfloat16, sums in float32': ['bfloat16', 'float32'],
  float16: ['float16', 'float16'],
};

/** Somebody who gives this answer, right by construction. */
const emulated = (format: string, answer: AnyAnswer): Subject => {
  const [precision, accumulation] = declared[format] ?? ['float64', 'float64'];
  return {
    name: 'emulated',
    ours: false,
    precision,
    accumulation,
    supports: everything,
    ask: async () => ({ kind: 'answer', answer, notes: [], changedProblem: false }),
    forget: () => {},
    close: async () => {},
  };
};

const counts = { conforms: 0, inconclusive: 0, lost: 0, fitted: 0, box: 0 };

const count = async (
  format: string,
  answer: AnyAnswer,
  problem: Problem,
  claims: readonly Claim[],
  known: Experts,
) => {
  const subject = emulated(format, answer);
  const evaluation = await evaluate(subject, { questions: [problem], claims }, (question) =>
    basisFor(subject, question, known),
  );
  const kind = kindOf(evaluation);
  expect(
    ['conforms', 'inconclusive', 'unsupported'],
    JSON.stringify({ format, problem, evaluation }),
  ).toContain(kind);
  if (kind === 'conforms' || kind === 'inconclusive') counts[kind] += 1;
  if (evaluation.kind === 'saturated' && evaluation.reason.includes('softmax output')) counts.lost += 1;
  const by = evaluation.kind === 'judged' ? evaluation.kinks[0]?.by : undefined;
  if (by === 'fitted' || by === 'box') counts[by] += 1;
};

describe('what is right is never discrepant', () => {
  it('of networks in every format and family, at kinks and where digits are lost', async () => {
    const random = seeded(8, 1);
    for (let index = 0; index < 40; index += 1) {
      const drawn = problemCase(8, index);
      const { problem } = drawn;
      const known = experts();
      for (const format of drawn.formats) {
        const { reasons } = boundedIn(drawn, format);
        const { style } = withinContract(randomStyle(random), problem.loss.scale, format.precision, reasons);
        const answer = backpropagate(format.subject(style), problem);
        await count(format.name, answer, problem, agreesWhole(0), known);
      }
    }
    expect(counts.conforms).toBeGreaterThan(120);
    expect(counts.fitted).toBeGreaterThan(10);
  });

  it('of graphs, with ties first, last and split', async () => {
    const before = { ...counts };
    const random = seeded(8, 2);
    const cases = ['kink', 'near'].flatMap((family) =>
      Array.from({ length: 14 }, (_, seed) => graphCases(family, seed, 2)).flat(),
    );
    for (const { problem } of cases) {
      const known = experts();
      for (const format of formats) {
        const style: GraphStyle = {
          ...randomGraphStyle(random),
          operations: 'fused',
          softmax: 'shifted',
          elementary: 'library',
          slope: 'from-z',
        };
        const { saturations } = boundGraphAnswer(problem, format.precision);
        if (saturations.length > 0) continue;
        const numbers = emulatedAnswer({ emulation: format.subject(style), style }, problem);
        await count(format.name, answerOf(problem, numbers), problem, agreesOnGraph(0, problem), known);
      }
    }
    expect(counts.conforms - before.conforms).toBeGreaterThan(120);
    expect(counts.fitted - before.fitted).toBeGreaterThan(5);
  });
});

const nested = (shape: Shape, entries: readonly number[]): NestedNumbers => {
  const [size, ...inner] = shape;
  if (size === undefined) return entries[0] ?? Number.NaN;
  const stride = entries.length / size;
  return Array.from({ length: size }, (_, k) => nested(inner, entries.slice(k * stride, (k + 1) * stride)));
};

/** From value and gradients as one list. */
const answerOf = (problem: GraphProblem, numbers: readonly number[]): GraphAnswer => {
  const { shapes } = inferShapes(problem);
  let taken = 1;
  const gradients = problem.wrt.map((name) => {
    const shape = shapes.get(name) ?? [];
    const size = shape.reduce((product, each) => product * each, 1);
    taken += size;
    return [name, nested(shape, numbers.slice(taken - size, taken))] as const;
  });
  return { value: numbers[0] ?? Number.NaN, gradients: Object.fromEntries(gradients) };
};
