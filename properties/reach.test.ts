import fc from 'fast-check';
import { expect, it } from 'vitest';
import { float64 } from '../src/arithmetic/float64.ts';
import { isMaxout, type MlpProblem } from '../src/model/problem.ts';
import { readProblem } from '../src/model/read-problem.ts';
import { activationNames, everything, lossNames } from '../src/model/supports.ts';
import { mlpProblemsAtKinks } from '../src/problems/kinks.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { forward } from '../src/witness/forward.ts';

const numRuns = 1000;

const draw = (arbitrary: fc.Arbitrary<MlpProblem> | null): readonly MlpProblem[] => {
  if (arbitrary === null) throw new Error('the whole format has no problems');
  return fc.sample(arbitrary, { seed: 20261122, numRuns });
};

const problems = draw(mlpProblems(everything));

const unitsOf = (layer: MlpProblem['layers'][number]): number =>
  (isMaxout(layer) ? (layer.weights[0] ?? []) : layer.weights).length;

const inputsOf = (layer: MlpProblem['layers'][number]): number => {
  const [rows = []] = isMaxout(layer) ? layer.weights : [layer.weights];
  return (rows[0] ?? []).length;
};

const slopes = ({ layers }: MlpProblem): readonly number[] =>
  layers.flatMap(({ activation }) => ('alpha' in activation ? [activation.alpha] : []));

/** What problems must reach, each in at least this share of the samples. */
const reaches: readonly (readonly [string, number, (problem: MlpProblem) => boolean])[] = [
  ['alpha other than 0 and 1', 0.2, (problem) => slopes(problem).some((alpha) => alpha !== 0 && alpha !== 1)],
  ['a penalty with biases', 0.2, ({ penalty }) => penalty?.biases === true],
  ['a penalty without biases', 0.2, ({ penalty }) => penalty?.biases === false],
  ['several examples', 0.5, ({ inputs }) => inputs.length > 1],
  ['several outputs', 0.5, ({ targets }) => (targets[0] ?? []).length > 1],
  ['a target of 0', 0.3, ({ targets }) => targets.some((row) => row.includes(0))],
  ['a target of 1', 0.3, ({ targets }) => targets.some((row) => row.includes(1))],
  [
    'a layer that is not square',
    0.5,
    ({ layers }) => layers.some((layer) => unitsOf(layer) !== inputsOf(layer)),
  ],
  ['a layer one unit wide', 0.3, ({ layers }) => layers.some((layer) => unitsOf(layer) === 1)],
  [
    'a hidden softmax',
    0.1,
    ({ layers }) => layers.slice(0, -1).some(({ activation }) => activation.name === 'softmax'),
  ],
  ['a layer without biases', 0.2, ({ layers }) => layers.some(({ biases }) => biases === null)],
  ...[1, 2, 3, 4, 5].map(
    (depth) => [`${depth} layers`, 0.1, ({ layers }: MlpProblem) => layers.length === depth] as const,
  ),
  ...activationNames.map(
    (name) =>
      [
        `activation ${name}`,
        0.1,
        ({ layers }: MlpProblem) => layers.some(({ activation }) => activation.name === name),
      ] as const,
  ),
  ...lossNames.map((name) => [`loss ${name}`, 0.1, ({ loss }: MlpProblem) => loss.name === name] as const),
];

it.each(reaches)('generated problems have %s in at least a share of %d', (_, share, holds) => {
  expect(problems.filter(holds).length).toBeGreaterThanOrEqual(share * numRuns);
});

it('problems at kinks have a pre-activation of exactly zero', () => {
  const atZero = draw(mlpProblemsAtKinks(everything)).filter((problem) =>
    forward(problem, float64).trace.preActivations.flat(2).includes(0),
  );
  expect(atZero).toHaveLength(numRuns);
});

it('every generated problem is a valid one', () => {
  for (const problem of problems) expect(readProblem(problem)).toMatchObject({ ok: true });
});
