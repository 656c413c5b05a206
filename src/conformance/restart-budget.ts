/**
 * How often a subject is started anew, counted over a run that was put in parts or was interrupted.
 *
 * The worked examples have all restarts, and the properties have them again: examples come first and are not
 * shrunk, so that a subject which dies at some of them would be given up before anything small was drawn.
 */

import type { Verdict } from '../model/verdict.ts';
import { restartedTooOften } from '../subjects/fault.ts';
import type { Reply } from '../subjects/subject.ts';
import { type Evaluation, stopsCheck } from './evaluate.ts';

/** A sample of a check, as one part of the run has it. */
export interface DrawnSample {
  readonly run: number;
  /** None where nothing was asked. */
  readonly replies: readonly Reply[];
  readonly evaluation: Evaluation;
}

/** Processes of the subject that these replies cost. */
export const lossesIn = (replies: readonly Reply[]): number =>
  replies.reduce((sum, reply) => sum + (reply.kind === 'fault' ? (reply.losses ?? 0) : 0), 0);

/**
 * True of a subject that was given up among the worked examples and had answered none of them: it would be waited
 * for in vain among the properties too, and has no restarts for them.
 */
export const isGivenUp = (examples: readonly Pick<Verdict, 'verdict' | 'code'>[]): boolean =>
  examples.some(({ code }) => code === 'STOPPED') &&
  examples.every(({ verdict }) => !['conforms', 'discrepant', 'inconclusive'].includes(verdict));

/** The restarts of a run, as the samples of its parts are told again. */
export interface RestartBudget {
  /**
   * The samples of one check, in their order, as a whole run puts them: up to the first fault that ends the
   * check, and given up where every restart was used before. Checks are told in the order of the suite.
   */
  readonly put: (drawn: readonly DrawnSample[]) => readonly DrawnSample[];
  /** Told of processes that were lost while a failure was looked into. */
  readonly spend: (losses: number) => void;
  /** All restarts are there again. */
  readonly renew: () => void;
}

/**
 * One budget per subject. Every part of a run has all restarts for itself, and a subject whose faults follow from
 * the problem alone does not use more of them in a part than in the whole run; so that a part has every sample
 * that the whole run comes to. `restarts` absent: nothing is given up.
 */
export const restartBudget = (restarts = Number.POSITIVE_INFINITY): RestartBudget => {
  let lost = 0;
  const spend = (losses: number): void => {
    lost += losses;
  };
  const putOne = (sample: DrawnSample): DrawnSample => {
    const isGivenUp = lost > restarts && sample.replies.length > 0;
    if (isGivenUp) return { ...sample, replies: [], evaluation: restartedTooOften(restarts) };
    spend(lossesIn(sample.replies));
    return sample;
  };
  return {
    spend,
    renew: () => {
      lost = 0;
    },
    put: (drawn) => {
      const put: DrawnSample[] = [];
      for (const sample of drawn) {
        const one = putOne(sample);
        put.push(one);
        if (stopsCheck(one.evaluation)) break;
      }
      return put;
    },
  };
};

/** Processes that were lost before a run was gone on with. */
export interface LossesBefore {
  readonly examples: number;
  readonly properties: number;
}

/** Nothing was lost yet. */
export const noLosses: LossesBefore = { examples: 0, properties: 0 };
