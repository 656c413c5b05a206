/** A few problems on which known mistakes differ: they are asked when several explain the answers. */

import { at } from '../model/at.ts';
import type { MlpProblem } from '../model/problem.ts';
import { meaningDefects } from '../model/problem-meaning.ts';
import { canAnswer, lossNames, type Supports } from '../model/supports.ts';
import { plannedProblem } from './planned-problem.ts';
import { type Plan, plans, squarePlans } from './plans.ts';

/** The wanted one if it is there, else one of the others, another for every place. */
const oneOf = <T>(available: readonly T[], wanted: T, place: number): T =>
  available.includes(wanted) || available.length === 0 ? wanted : at(available, place % available.length);

const widthsFor = ({ widths }: Plan, { fixedShape, maxLayers, maxWidth }: Supports): readonly number[] =>
  fixedShape ??
  [...widths.slice(0, Math.min(widths.length - 1, maxLayers)), at(widths, -1)].map((width) =>
    Math.min(width, maxWidth),
  );

/** Plans with everything but loss and output brought within the claimed universe. */
const adapted = (plan: Plan, supports: Supports, place: number): Plan => {
  const widths = widthsFor(plan, supports);
  const hidden = Array.from({ length: widths.length - 2 }, (_, l) =>
    oneOf(supports.activations.hidden, at(plan.hidden, l % plan.hidden.length), place + l),
  );
  return {
    ...plan,
    widths,
    hidden,
    examples: Math.min(plan.examples, supports.maxExamples),
    penalty: oneOf(supports.penalties, plan.penalty, place),
  };
};

/** The plan's own loss and output first, then every other pair. */
const variants = (plan: Plan, supports: Supports): readonly Plan[] =>
  [plan.loss, ...lossNames].flatMap((loss) =>
    [plan.output, ...supports.activations.output].map((output) => ({ ...plan, loss, output })),
  );

const problemsOf = (wanted: readonly Plan[], supports: Supports): readonly MlpProblem[] => {
  const found = wanted.flatMap((plan, place) => {
    const fitting = variants(adapted(plan, supports, place), supports)
      .map(plannedProblem)
      .find((problem) => canAnswer(supports, problem) && meaningDefects(problem).length === 0);
    return fitting === undefined ? [] : [fitting];
  });
  const texts = found.map((problem) => JSON.stringify(problem));
  return found.filter((_, index) => texts.indexOf(at(texts, index)) === index);
};

/** Up to eight problems inside a claimed universe, the same for the same claims. */
export const separatingProblems = (supports: Supports): readonly MlpProblem[] => problemsOf(plans, supports);

/** Two problems of square layers with as many examples as inputs, as far as the claims allow. */
export const squareProblems = (supports: Supports): readonly MlpProblem[] =>
  problemsOf(squarePlans, supports);
