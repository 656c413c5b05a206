/** Why answers are not finite where the right ones are. */

import { type PrecisionName, precision } from '../../bounds/precision.ts';
import { at } from '../../model/at.ts';
import type { Cause } from '../../model/diagnosis.ts';
import type { MlpProblem } from '../../model/problem.ts';
import type { ActivationName } from '../../model/supports.ts';
import { ballArithmetic } from '../reading/ball.ts';
import { forward } from '../reading/forward.ts';
import type { Scene } from '../reading/reading.ts';
import { documentedSteps } from '../reading/steps.ts';
import type { Edge } from './edge.ts';

/** An activation or a loss that is made of exponentials. */
interface Exponential {
  /** As it is called in the sentence. */
  readonly name: string;
  /** Multiples of z that may stand in an exponent. */
  readonly times: readonly number[];
  readonly advice: string;
  readonly clause: string;
}

const shift = 'subtract the largest z of an example from all of them before the exponentials';

const logits: Exponential = {
  name: 'the cross-entropy of logits',
  times: [1],
  advice: shift,
  clause: 'LOSS-CROSS-ENTROPY-LOGITS',
};

const exponentials: Readonly<Partial<Record<ActivationName, Exponential>>> = {
  softmax: { name: 'softmax', times: [1], advice: shift, clause: 'ACT-SOFTMAX' },
  sigmoid: {
    name: 'sigmoid',
    times: [1, 2],
    advice: 'take 1 / (1 + e^-z) where z is above 0, and e^z / (1 + e^z) below',
    clause: 'ACT-SIGMOID',
  },
  tanh: {
    name: 'tanh',
    times: [1, 2],
    advice: 'call the tanh of your language: a quotient of exponentials overflows',
    clause: 'ACT-TANH',
  },
  elu: {
    name: 'elu',
    times: [1],
    advice: 'take the exponential below zero only',
    clause: 'ACT-ELU',
  },
};

const sceneOf = (problem: MlpProblem): Scene =>
  forward(ballArithmetic(precision('float64'), problem.loss.scale), problem, documentedSteps);

const largestOf = (batch: Scene['states'][number]['z']): number =>
  Math.max(...batch.flat().map(({ value }) => Math.abs(value)));

/** Enough digits to tell the two sides of an edge apart. */
const short = (value: number): string => String(Number(value.toPrecision(5)));

interface Place {
  readonly exponential: Exponential;
  readonly where: string;
  /** The largest |z| at both sides of the edge, and how many of them are summed. */
  readonly low: number;
  readonly high: number;
  readonly units: number;
}

const placesIn = ({ finite, broken }: Edge): readonly Place[] => {
  const [before, after] = [sceneOf(finite), sceneOf(broken)];
  const places = after.states.flatMap(({ layer, z }, l): readonly Place[] => {
    const exponential = exponentials[layer.activation.name];
    const own = { where: `layers[${l}]`, low: largestOf(at(before.states, l).z), high: largestOf(z) };
    return exponential === undefined ? [] : [{ exponential, ...own, units: at(z, 0).length }];
  });
  if (broken.loss.name !== 'cross-entropy-logits') return places;
  const [low, high] = [before, after].map(({ states }) => at(states, -1).a);
  if (low === undefined || high === undefined) return places;
  const ends = { low: largestOf(low), high: largestOf(high), units: at(high, 0).length };
  return [...places, { exponential: logits, where: 'the outputs', ...ends }];
};

const formats: readonly PrecisionName[] = ['float64', 'float32', 'float16'];

/** The multiple of z whose exponential leaves the format within this place; a sum of them leaves it earlier. */
const timesAt = ({ exponential, low, high, units }: Place, format: PrecisionName): number | undefined => {
  const end = Math.log(precision(format).largest);
  return exponential.times.find((times) => low <= end / times && high >= (end - Math.log(units)) / times);
};

const overflowAt = (place: Place): readonly Cause[] =>
  formats.flatMap((format) => {
    const times = timesAt(place, format);
    if (times === undefined) return [];
    const { exponential, where, low, high } = place;
    const power = times === 1 ? 'e^z' : `e^(${times}z)`;
    return [
      {
        id: 'exponentials-overflow',
        sentence: `the exponentials of ${exponential.name} overflow: ${power} leaves ${format} where |z| is about ${short(high)}`,
        advice: exponential.advice,
        clause: exponential.clause,
        evidence: `your answers are finite with |z| up to ${short(low)} in ${where}, and not from ${short(high)} on`,
      },
    ];
  });

const largestInput = ({ inputs }: MlpProblem): string => short(Math.max(...inputs.flat().map(Math.abs)));

/** What stands at the edge where answers stop being finite. */
export const causeAt = (edge: Edge): Cause => {
  const [overflow] = placesIn(edge).flatMap(overflowAt);
  if (overflow !== undefined) return overflow;
  const [finite, broken] = [largestInput(edge.finite), largestInput(edge.broken)];
  return {
    id: 'not-finite-beyond',
    sentence: 'your answers are not finite where the inputs are large',
    advice: 'look for an exponential, a power or a quotient that leaves the range from there on',
    clause: 'AGREEMENT',
    evidence: `that to the problem shown is finite with inputs up to ${finite}, and not from ${broken} on`,
  };
};

/** True where the error of some example is exactly 0 under the norm, whose formula divides by it. */
export const isPerfectFit = (problem: MlpProblem): boolean =>
  problem.loss.name === 'norm' &&
  at(sceneOf(problem).states, -1).a.some((outputs, example) =>
    outputs.every(({ value }, k) => value === problem.targets[example]?.[k]),
  );

/** The same problem with an error in every example. */
export const withoutFit = (problem: MlpProblem): MlpProblem => ({
  ...problem,
  targets: problem.targets.map((target) => target.map((t) => t + 1)),
});

/** That of answers that are finite as soon as no example fits perfectly. */
export const normAtZero: Cause = {
  id: 'norm-at-zero',
  sentence: 'you divide by the norm of the error where it is 0',
  advice: 'take 0 for the derivative of the norm at 0',
  clause: 'PERFECT-FIT',
  evidence: 'your answer is not finite where an output is its target, and finite with targets beside them',
};

/** Overflowing exponentials, a norm of 0, and anything else that depends on the size of the inputs. */
export const knownCauses = 3;
