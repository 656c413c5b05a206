/** Hinge: errors of dJ/da, which jumps where a margin may be 0; section 7 of spec/bounds.md. */

import type { KinkSite } from '../model/kinks.ts';
import type { Vector } from '../model/problem.ts';
import { at } from './at.ts';
import { choiceError } from './choice.ts';
import { type LossState, type OutputErrors, scaled } from './loss-state.ts';

/** The class of a one-hot target. */
const classOf = (targets: Vector): number => targets.indexOf(Math.max(...targets));

/** y_k - y_c + 1 for every k but the class c, each with the bound of its error. */
export const margins = ({ outputs, targets, rounding, slack, decided }: LossState) => {
  const chosen = classOf(targets);
  const [right, rightError] = [at(outputs.values, chosen), at(outputs.errors, chosen)];
  return outputs.values.flatMap((output, unit) => {
    if (unit === chosen) return [];
    const moved = at(outputs.errors, unit) + rightError;
    const magnitude = Math.abs(output) + Math.abs(right) + 1 + (1 + 2 * slack) * moved;
    return [{ unit, value: output - right + 1, error: decided ? 0 : moved + rounding.chain(2) * magnitude }];
  });
};

/** scale at every active margin, and minus their number at the class. */
export const hinge = (state: LossState): OutputErrors => {
  const { example, scaling, rounding, slack, targets, decided, choice, spread } = state;
  const values = targets.map(() => 0);
  const errors = targets.map(() => 0);
  const uncertain: KinkSite[] = [];
  const chosen = classOf(targets);
  // How far the shares chosen at doubtful margins may be off, and their number.
  let [active, torn, off, shared] = [0, 0, 0, 0];
  for (const { unit, value, error } of margins(state)) {
    const doubtful = !decided && Math.abs(value) <= (1 + slack) * error;
    const share = doubtful ? choice({ kind: 'hinge', example, unit }) : undefined;
    if (doubtful) uncertain.push({ kind: 'hinge', example, unit });
    if (share !== undefined) {
      active += share;
      const away = choiceError(share, rounding, spread);
      off += away;
      shared += 1;
      values[unit] = share * scaling.scale;
      errors[unit] = scaled(scaling.scale, share, away, state);
      if (!(error < Number.POSITIVE_INFINITY)) errors[unit] = error;
      continue;
    }
    if (doubtful) torn += 1;
    if (value > 0) active += 1;
    values[unit] = value > 0 ? scaling.scale : 0;
    errors[unit] = doubtful || value > 0 ? scaled(scaling.scale, 1, doubtful ? 1 : 0, state) : 0;
    if (!(error < Number.POSITIVE_INFINITY)) errors[unit] = error;
  }
  // Powers of two add up exactly, as numbers of active margins do; other scales, taken one by one, do not.
  const rounds = scaling.relative > 0 || shared > 0 || active + torn > 1 / rounding.unit;
  const counted = (rounds ? rounding.sum(active + torn + shared) * (active + torn + off) : 0) + off;
  values[chosen] = -active * scaling.scale;
  errors[chosen] = active + torn + shared === 0 ? 0 : scaled(scaling.scale, active, torn + counted, state);
  if (errors.includes(Number.POSITIVE_INFINITY)) errors[chosen] = Number.POSITIVE_INFINITY;
  return { of: 'activations', adjoints: { values, errors }, start: { slack, uncertain } };
};
