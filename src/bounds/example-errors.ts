/** All errors of one example, from its inputs to the gradient of its inputs. */

import type { Trace, TracedAnswer } from '../model/answer.ts';
import type { KinkSite } from '../model/kinks.ts';
import { at } from './at.ts';
import { type BackwardErrors, backwardErrors } from './backward.ts';
import { forwardErrors } from './forward.ts';
import { type Grid, isExact, sumGrid } from './grid.ts';
import type { LayerErrors } from './layer-errors.ts';
import { outputErrors } from './loss-errors.ts';
import type { LossState } from './loss-state.ts';
import type { Setting } from './setting.ts';

/** One example up to its loss. */
export interface ExampleForward {
  readonly forward: readonly LayerErrors[];
  readonly loss: LossState;
}

/** One example there and back. */
export interface ExampleErrors extends ExampleForward {
  readonly backward: BackwardErrors;
  readonly slack: number;
  readonly uncertain: readonly KinkSite[];
}

/** Holds the margins of a hinge: differences of outputs, plus 1. */
const marginGrid = (outputs: Grid): Grid => sumGrid(sumGrid(outputs, outputs), { exponent: 0, size: 1 });

/** The forward pass of one example, and the state its loss starts from. */
export const forwardToLoss = (setting: Setting, trace: Trace, example: number): ExampleForward => {
  const { problem, rounding, scaling, choice, spread, ball } = setting;
  const { layers: forward, exact } = forwardErrors(setting, at(problem.inputs, example), trace, example);
  const { activations, preActivations, slack } = at(forward, forward.length - 1);
  const targets = at(problem.targets, example);
  const loss: LossState = {
    outputs: activations,
    preActivations,
    targets,
    rounding,
    scaling,
    slack,
    example,
    decided: exact !== null && isExact(marginGrid(exact), rounding),
    choice,
    spread,
    ball,
  };
  return { forward, loss };
};

/** Forwards and backwards through one example; at an uncertain kink the reference is as uncertain. */
export const exampleErrors = (setting: Setting, reference: TracedAnswer, example: number): ExampleErrors => {
  const { layers, problem, rounding, scaling } = setting;
  const { forward, loss } = forwardToLoss(setting, reference.trace, example);
  const output = outputErrors(problem.loss.name, loss);
  const uncertain = [...forward.flatMap((layer) => layer.uncertain), ...output.start.uncertain];
  const slack = uncertain.length > 0 ? 1 : output.start.slack;
  const deltas = reference.deltas.map((layer) => at(layer, example));
  const backward = backwardErrors(layers, forward, output, deltas, { rounding, scaling, slack });
  return { forward, loss, backward, slack, uncertain };
};
