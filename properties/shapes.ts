/** Shapes that show one thing alone: a single layer, and layers wide enough for blocked products. */

import { agreesWhole } from '../src/judge/claim.ts';
import type { Property } from '../src/judge/property.ts';
import type { MlpProblem } from '../src/model/problem.ts';
import { mlpProblems } from '../src/problems/mlp.ts';

const wide = 9;

const isWide = ({ layers, inputs }: MlpProblem): boolean =>
  inputs.length >= wide && layers.every(({ weights }) => weights.flat(2).length >= wide);

/** Answers are right in these shapes, too. */
export const shapeProperties: readonly Property[] = [
  {
    id: 'output-layer',
    clause: 'DELTA-OUTPUT',
    title: 'a network of one layer has the expected deltas and gradients',
    samples: (supports) =>
      mlpProblems(supports, { limits: { layers: 1, width: 4, examples: 3 } })?.map((problem) => ({
        questions: [problem],
        claims: agreesWhole(0),
      })) ?? null,
  },
  {
    id: 'wide-layers',
    clause: 'GRAD-WEIGHT',
    title: 'layers and batches of nine and more have the expected gradients',
    share: 0.3,
    samples: (supports) =>
      supports.maxExamples < wide || supports.maxWidth < wide || supports.fixedShape !== undefined
        ? null
        : (mlpProblems(supports, { limits: { layers: 2, width: 12, examples: 12 }, where: isWide })?.map(
            (problem) => ({ questions: [problem], claims: agreesWhole(0) }),
          ) ?? null),
  },
];
