/** Hinge and squared error; sections 5 and 7 of spec/graph-bounds.md. */

import { attribute } from '../../../model/attributes.ts';
import { at } from '../../at.ts';
import { precision } from '../../precision.ts';
import type { Costs } from '../costs.ts';
import { costsOf } from '../costs.ts';
import { high, isExact, type Known, low } from '../known.ts';
import { lanesOf } from '../lanes.ts';
import { type Application, type Applied, type BoundRule, estimates, inputIn, knownAt } from '../rule.ts';
import { sumOfTerms } from '../sum.ts';
import { copy, opposite, product } from '../term.ts';
import { addTerm } from '../totals.ts';
import { chosen, taken } from './pieces.ts';

const inFloat64 = costsOf(precision('float64'));

/** x - y, with its own error: that of float64 on the centres. */
const differenceOf = (x: Known, y: Known, constant: number, rounding: Costs): Known => {
  const shift = { value: constant, own: 0, error: 0 };
  const of = (left: Known, right: Known, costs: Costs) =>
    sumOfTerms([copy(left), opposite(copy(right)), ...(constant === 0 ? [] : [copy(shift)])], costs);
  const centred = (z: Known): Known => ({ ...z, error: z.own });
  const { value, error } = of(x, y, rounding);
  return { value, own: of(centred(x), centred(y), inFloat64).error, error };
};

const residualsOf = (application: Application, places: readonly number[]): readonly Known[] => {
  const [x, y] = [inputIn(application, 0), inputIn(application, 1)];
  const { rounding } = application.setting;
  return places.map((place) => differenceOf(knownAt(x, place), knownAt(y, place), 0, rounding));
};

const lanesIn = (application: Application): readonly (readonly number[])[] =>
  lanesOf(inputIn(application, 0).shape, application.attributes.axis);

export const squaredError: BoundRule = {
  forward: (application) => {
    const { rounding } = application.setting;
    return estimates(
      lanesIn(application).map((places) =>
        sumOfTerms(
          residualsOf(application, places).map((d) => product(d, d, rounding)),
          rounding,
        ),
      ),
    );
  },
  backward: (applied, slot, G, into) => {
    const { rounding } = applied.setting;
    for (const [index, places] of lanesIn(applied).entries()) {
      for (const [k, d] of residualsOf(applied, places).entries()) {
        // 2 d G, or twice d G as the derivative of a product.
        const term = product(knownAt(G, index), d, rounding);
        const signed = slot === 0 ? term : opposite(term);
        addTerm(into, at(places, k), signed);
        addTerm(into, at(places, k), signed);
      }
    }
  },
};

/** y_k - y_c + 1 for every k, and 0 at the class itself. */
const marginsOf = (application: Application, places: readonly number[], right: number): readonly Known[] => {
  const y = inputIn(application, 0);
  const scores = places.map((place) => knownAt(y, place));
  const { rounding } = application.setting;
  return scores.map((score, k) =>
    k === right ? { value: 0, own: 0, error: 0 } : differenceOf(score, at(scores, right), 1, rounding),
  );
};

interface Activity {
  readonly may: boolean;
  readonly mayNot: boolean;
}

/** Whether a margin is above 0. */
const activityOf = (margin: Known, { setting }: Application): Activity => {
  if (setting.kinks === 'convention' && isExact(margin))
    return { may: margin.value > 0, mayNot: margin.value <= 0 };
  return { may: high(margin) >= 0, mayNot: low(margin) <= 0 };
};

const classAt = ({ attributes }: Application, lane: number): number =>
  at(attribute(attributes, 'classes'), lane);

/** G at every active margin, and as often -G at the class. */
const marginTerms = (applied: Applied, g: Known, margin: Known, place: number) => {
  const s = applied.chosen(place);
  if (s !== undefined) return [taken(g, s, { jump: 1, besides: 0 }, applied.setting)];
  const { may, mayNot } = activityOf(margin, applied);
  if (!may) return [];
  if (!mayNot) return [copy(g)];
  applied.uncertain(place);
  return [chosen(g, { value: margin.value > 0 ? 1 : 0, most: 1, jump: 1 }, applied.setting.rounding)];
};

export const hinge: BoundRule = {
  forward: (application) =>
    estimates(
      lanesIn(application).map((places, lane) => {
        const right = classAt(application, lane);
        const margins = marginsOf(application, places, right).filter((_, k) => k !== right);
        const active = margins.filter((margin) => high(margin) >= 0);
        const values = active.map((margin) => ({ ...copy(margin), value: Math.max(0, margin.value) }));
        return sumOfTerms(values, application.setting.rounding);
      }),
    ),
  backward: (applied, _slot, G, into) => {
    for (const [lane, places] of lanesIn(applied).entries()) {
      const right = classAt(applied, lane);
      for (const [k, margin] of marginsOf(applied, places, right).entries()) {
        if (k === right) continue;
        for (const term of marginTerms(applied, knownAt(G, lane), margin, at(places, k))) {
          addTerm(into, at(places, k), term);
          addTerm(into, at(places, right), opposite(term));
        }
      }
    }
  },
};
