import { expect, it } from 'vitest';
import { readProblem } from '../model/read-problem.ts';
import { canAnswer, everything, type Supports } from '../model/supports.ts';
import { separatingProblems } from './separating.ts';

const only: Supports = {
  ...everything,
  activations: { hidden: ['sigmoid'], output: ['sigmoid', 'softmax'] },
  losses: ['squared-error', 'cross-entropy'],
  penalties: ['none'],
  maxLayers: 2,
  maxWidth: 3,
  maxExamples: 2,
};

const universes: readonly Supports[] = [
  everything,
  only,
  { ...everything, fixedShape: [3, 2, 2] },
  { ...everything, maxLayers: 1 },
  { ...everything, activations: { hidden: [], output: ['identity'] }, losses: ['hinge'], maxLayers: 1 },
];

it('stay inside what a subject claims, and are valid', () => {
  for (const supports of universes) {
    const problems = separatingProblems(supports);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(8);
    for (const problem of problems) {
      expect(canAnswer(supports, problem)).toBe(true);
      expect(readProblem(JSON.parse(JSON.stringify(problem)))).toMatchObject({ ok: true });
    }
  }
});

it('have every activation, loss and penalty of the format among them', () => {
  const problems = separatingProblems(everything);
  const names = problems.flatMap(({ layers }) => layers.map(({ activation }) => activation.name));
  expect(new Set(names)).toEqual(new Set([...everything.activations.hidden]));
  expect(new Set(problems.map(({ loss }) => loss.name))).toEqual(new Set(everything.losses));
  expect(new Set(problems.map(({ penalty }) => penalty?.biases))).toEqual(new Set([undefined, false, true]));
});

it('are none where nothing can be asked', () => {
  expect(separatingProblems({ ...everything, losses: [] })).toEqual([]);
  const noOutput = { ...everything.activations, output: [] };
  expect(separatingProblems({ ...everything, activations: noOutput })).toEqual([]);
});
