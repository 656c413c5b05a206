/** Answers that change by chance as those of a network do in which units are dropped. */

import { type Precision, type PrecisionName, precision } from '../../bounds/precision.ts';
import { at } from '../../model/at.ts';
import type { Cause, Diagnosis } from '../../model/diagnosis.ts';
import { isFiniteTree } from '../../model/path.ts';
import { isMaxout, type MlpProblem } from '../../model/problem.ts';
import type { Supports } from '../../model/supports.ts';
import { entriesOf, isReproduced } from '../fit.ts';
import { foretell } from '../foretold.ts';
import { dropoutSteps } from '../misreadings/dropout.ts';
import { answered } from '../numbers.ts';
import { activateUnit, activationSlope } from '../reading/activations.ts';
import type { Steps } from '../reading/reading.ts';
import { squareProblems } from '../separating.ts';
import { type Asked, keptParts } from './moment.ts';

/** One factor per hidden unit, layer by layer: 0 where it is dropped. */
type Mask = readonly (readonly number[])[];

/** What kept units are multiplied by; 1 where dropout does not make up for what it drops. */
const factors: readonly (readonly [number, string])[] = [
  [1, '1'],
  ...[0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9].map(
    (rate) => [1 / (1 - rate), `1 / (1 - ${rate})`] as const,
  ),
];

/** Every choice of units is tried. */
const mostHiddenUnits = 8;
const timesAsked = 8;

const hiddenUnits = ({ layers }: MlpProblem): readonly number[] =>
  layers.slice(0, -1).map(({ weights }) => weights.length);

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const isSmall = (problem: MlpProblem): boolean => {
  const units = total(hiddenUnits(problem));
  const isDense = problem.layers.every((layer) => !isMaxout(layer) && layer.activation.name !== 'softmax');
  return isDense && units > 0 && units <= mostHiddenUnits;
};

/** One question of one example, again and again; none where no small network can be asked for. */
export const dropoutQuestions = (supports: Supports): readonly MlpProblem[] => {
  const single = squareProblems(supports).map((problem) => ({
    ...problem,
    inputs: problem.inputs.slice(0, 1),
    targets: problem.targets.slice(0, 1),
  }));
  const [chosen] = single
    .filter(isSmall)
    .toSorted((one, other) => total(hiddenUnits(one)) - total(hiddenUnits(other)));
  return chosen === undefined ? [] : Array.from({ length: timesAsked }, () => chosen);
};

const maskOf = (units: readonly number[], choice: number, factor: number): Mask => {
  const starts = units.map((_, l) => total(units.slice(0, l)));
  return units.map((count, l) =>
    Array.from({ length: count }, (_, unit) => ((choice >> (at(starts, l) + unit)) & 1) * factor),
  );
};

/** g'(z) from z itself: the activation has a factor in it. */
const slopeOfZ: Steps['slope'] = (place) =>
  activationSlope({ ...place, a: activateUnit(place.math, place.activation, place.z) });

const reproduces = ({ problem, answer }: Asked, mask: Mask, format: Precision): boolean => {
  const steps = { ...dropoutSteps((l, unit) => at(at(mask, l), unit)), slope: slopeOfZ };
  const { balls } = foretell({ steps }, problem, format);
  const numbers = answered(answer);
  return keptParts.every((part) => entriesOf(part, numbers, balls, balls).every(isReproduced));
};

/** For each answer the choice of units that gives it; null where one has none. */
const choicesOf = (asked: readonly Asked[], factor: number, format: Precision): readonly number[] | null => {
  const found: number[] = [];
  for (const one of asked) {
    const units = hiddenUnits(one.problem);
    const choices = Array.from({ length: 2 ** total(units) }, (_, choice) => choice);
    const choice = choices.find((each) => reproduces(one, maskOf(units, each, factor), format));
    if (choice === undefined) return null;
    found.push(choice);
  }
  return found;
};

const leftOn = (factor: string, answers: number, choices: number): Cause => ({
  id: 'dropout-left-on',
  sentence: `you drop hidden units at random and multiply the others by ${factor}: dropout is left on`,
  advice: 'switch it off where a gradient is asked for, as eval() does: dropout belongs to training',
  clause: 'FORWARD-ACTIVATION',
  evidence: `${choices} choices of units to drop give all ${answers} answers to one question, to within rounding`,
});

/** Dropout, from the answers to `dropoutQuestions`; undefined where it is not what changes them. */
export const diagnoseDropout = (asked: readonly Asked[], name: PrecisionName): Diagnosis | undefined => {
  if (asked.length === 0 || !asked.every(({ answer }) => isFiniteTree(answer))) return undefined;
  for (const [factor, written] of factors) {
    const choices = choicesOf(asked, factor, precision(name));
    const different = new Set(choices).size;
    // Nothing is left of the factor where every unit is dropped.
    if (choices === null || different < 2) continue;
    const causes = [leftOn(written, asked.length, different)];
    return { causes, answers: asked.length, leftOut: 0, known: 1 };
  }
  return undefined;
};
