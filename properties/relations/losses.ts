/** What a loss makes of targets and outputs: the one affine, the other led back. */

import type { Term } from '../../src/judge/claim.ts';
import type { Property } from '../../src/judge/property.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import type { ActivationName } from '../../src/model/supports.ts';
import { equation, term } from '../equations.ts';
import { entriesOf, type Share } from './entries.ts';
import { withTargets } from './last-layer.ts';
import { alongDirection, type Direction, moved, sumIsZero, termsOf } from './moved.ts';
import { propertyOf } from './relation.ts';

const affineInTargets = propertyOf({
  id: 'affine-in-targets',
  clause: 'LOSS-OUTPUT-GRADIENT',
  title: 'half way between two targets the gradient is half way between theirs',
  universe: { losses: ['squared-error', 'log-loss', 'cross-entropy', 'cross-entropy-logits'] },
  exact: true,
  sample: (problem) => ({
    // The targets t, 1 - t, and 1/2 in the middle.
    questions: [problem, withTargets(problem, (target) => 1 - target), withTargets(problem, () => 0.5)],
    claims: entriesOf(problem).map(({ path }) =>
      equation('gradients for two targets minus twice the one half way between', [
        term(0, path),
        term(1, path),
        term(2, path, -2),
      ]),
    ),
  }),
});

/** How much of each output is asked about. */
const shareOf = (unit: number): number => (unit % 2 === 0 ? 1 : -0.25);

const ahead: Direction = new Map([['inputs', 1]]);

/**
 * With v the way from the inputs to others, u the shares of the outputs and J their Jacobian, which is the
 * same everywhere: 2 scale <u, y(x + v) - y(x)> = 2 scale <u, J v>, and lowering the targets by u adds
 * 2 scale J' u to dJ/dx.
 */
const adjointTerms = (problem: MlpProblem): readonly Term[] => {
  const along = alongDirection(problem, ahead);
  const outputs = problem.targets.flatMap((row, example) =>
    row.map((_, unit): Share => [2 * problem.loss.scale * shareOf(unit), ['outputs', example, unit]]),
  );
  return [
    ...termsOf(2, along, 1),
    ...termsOf(0, along, -1),
    ...termsOf(1, outputs, -1),
    ...termsOf(0, outputs, 1),
  ];
};

const straight: readonly ActivationName[] = ['identity', 'linear'];

const adjoint = propertyOf({
  id: 'adjoint',
  clause: 'GRAD-INPUT',
  title: "in an affine network the input gradients are the outputs led back: <u, J v> = <J' u, v>",
  universe: { hidden: straight, output: straight, losses: ['squared-error'], penalties: ['none'] },
  exact: true,
  sample: (problem) => ({
    questions: [
      problem,
      moved(problem, ahead),
      { ...problem, targets: problem.targets.map((row) => row.map((t, unit) => t - shareOf(unit))) },
    ],
    claims: sumIsZero(
      "change of the input gradients along a direction minus the outputs' change along it",
      adjointTerms(problem),
    ),
  }),
});

/** What the targets do to the gradients. */
export const lossRelations: readonly Property[] = [affineInTargets, adjoint];
