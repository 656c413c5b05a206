/** The problems that all voters answer: every worked example, and generated ones from a seed. */

import fc from 'fast-check';
import { restrict } from '../../properties/universe.ts';
import type { MlpProblem } from '../model/problem.ts';
import { activationNames, everything, lossNames } from '../model/supports.ts';
import { smallLimits } from '../problems/architecture.ts';
import { gradientFixtures } from '../problems/fixtures.ts';
import { mlpProblemsAtKinks } from '../problems/kinks.ts';
import { mlpProblems } from '../problems/mlp.ts';
import { integers } from '../problems/numbers.ts';

type Problems = fc.Arbitrary<MlpProblem> | null;

/** Wide enough that the typed form multiplies in blocks of four, with rows and columns left over. */
const wide = { layers: 2, width: 9, examples: 9 };

/** Wide enough that it multiplies by vectors, too. */
const wider = { layers: 2, width: 12, examples: 12 };

const multiplyAdds = ({ layers, inputs }: MlpProblem): number =>
  Math.max(...layers.map(({ weights }) => weights.flat(2).length * inputs.length));

const vectorsFrom = 512;

const small = { ...smallLimits, layers: 3 };

interface Group {
  readonly problems: Problems;
  readonly count: number;
}

const groups = (): readonly Group[] => [
  { problems: mlpProblems(everything), count: 80 },
  // Small integers: ties of maxout, margins of exactly 0, outputs that are the targets.
  { problems: mlpProblems(everything, { numbers: integers, limits: small }), count: 60 },
  { problems: mlpProblemsAtKinks(everything), count: 40 },
  ...activationNames.map((name) => ({
    problems: mlpProblems(restrict(everything, { hidden: [name] }), { limits: small }),
    count: 8,
  })),
  ...lossNames.map((name) => ({
    problems: mlpProblems(restrict(everything, { losses: [name] }), { limits: small }),
    count: 10,
  })),
  { problems: mlpProblems(everything, { limits: wide }), count: 16 },
  {
    problems: mlpProblems(everything, {
      limits: wider,
      where: (problem) => multiplyAdds(problem) >= vectorsFrom,
    }),
    count: 12,
  },
];

const drawn = (seed: number): readonly MlpProblem[] =>
  groups().flatMap(({ problems, count }, index) =>
    problems === null ? [] : fc.sample(problems, { seed: seed + index, numRuns: count }),
  );

/** All problems of a seed. */
export const questionsOf = (seed: number): readonly MlpProblem[] => [
  ...gradientFixtures().map(({ problem }) => problem),
  ...drawn(seed),
];

const numbersOf = ({ layers, inputs }: MlpProblem): number =>
  layers.reduce(
    (sum, { weights, biases }) => sum + [weights, biases ?? []].flat(3).length,
    inputs.flat().length,
  );

const isSmall = (problem: MlpProblem): boolean => numbersOf(problem) <= 30;

const largeOnes = 4;

/** Those that are differentiated numerically, which takes longest: the small ones and a few of the others. */
export const witnessedOf = (questions: readonly MlpProblem[]): readonly MlpProblem[] => [
  ...questions.filter((problem) => !isSmall(problem)).slice(-largeOnes),
  ...questions.filter(isSmall),
];
