/** Cross-entropy from logits, forwards and back; section 6 of spec/graph-bounds.md. */

import { at } from '../../at.ts';
import type { Costs } from '../costs.ts';
import { carriedBy, type Known, knownAs, reach, totalOf } from '../known.ts';
import { type Application, type BoundRule, inputIn, knownAt } from '../rule.ts';
import type { SoftmaxLane } from '../softmax.ts';
import { sumOfTerms } from '../sum.ts';
import { product, type Term } from '../term.ts';
import { addAll, type Lane, lanesIn, reduced, softmaxOf } from './exponential-lanes.ts';

const targetsOf = (application: Application, { places }: Lane): readonly Known[] => {
  const t = inputIn(application, 1);
  return places.map((place) => knownAt(t, place));
};

/** -sum t ln p, also as sum t (ln sum e^z) - sum t z, whose terms are of the size of the logits. */
const crossEntropyOf = (lane: Lane, t: readonly Known[], state: SoftmaxLane, rounding: Costs) => {
  const n = t.length;
  const terms = state.logarithms.map((logarithm, i) => product(at(t, i), logarithm, rounding));
  const { value, error } = sumOfTerms(terms, rounding);
  const sizes = lane.numbers.reduce(
    (sum, z, i) => sum + reach(at(t, i)) * (reach(z) + Math.abs(state.logOfSum.value) + state.logOfSum.error),
    0,
  );
  const lost = (2 * n + 1) * Math.min(rounding.smallest, sizes);
  return { value: -value, error: error + rounding.sum(n, 4) * sizes + lost };
};

/** p_i sum t - t_i, of which every part may be multiplied by G at any time. */
const logitSlopes = (t: readonly Known[], { probabilities, smallest }: SoftmaxLane, rounding: Costs) => {
  const n = t.length;
  const total = totalOf(t);
  const magnitude = t.reduce((sum, one) => sum + reach(one), 0);
  const lost = (n + 3) * smallest * Math.max(1, magnitude);
  return probabilities.map((p, i) => {
    const one = at(t, i);
    const size = reach(p) * magnitude + reach(one);
    const error = one.error + carriedBy(p, total) + rounding.sum(n, 8) * size + lost;
    return { slope: knownAs({ value: p.value * total.value - one.value, error }), size };
  });
};

const toLogits = (G: Known, t: readonly Known[], state: SoftmaxLane, rounding: Costs): readonly Term[] =>
  logitSlopes(t, state, rounding).map(({ slope, size }) => {
    const term = product(G, slope, rounding, 2, (t.length + 3) * state.smallest * Math.max(1, reach(G)));
    // As it comes through the logarithm of the softmax: p sum t G and -t G, each a term of its own.
    const parts = size * reach(G) * (1 + rounding.chain(8));
    const error = parts <= rounding.largest ? term.error : Number.POSITIVE_INFINITY;
    return { ...term, size: parts, error, terms: 2 };
  });

const opposite = ({ value, own, error }: Known): Known => ({ value: -value, own, error });

export const crossEntropyLogits: BoundRule = {
  forward: (application) =>
    reduced(application, (lane, state) =>
      crossEntropyOf(lane, targetsOf(application, lane), state, application.setting.rounding),
    ),
  backward: (applied, slot, G, into) => {
    const { rounding } = applied.setting;
    for (const lane of lanesIn(applied)) {
      const state = softmaxOf(lane, applied);
      const g = knownAt(G, lane.index);
      const terms =
        slot === 0
          ? toLogits(g, targetsOf(applied, lane), state, rounding)
          : state.logarithms.map((logarithm) => product(g, opposite(logarithm), rounding, 2));
      addAll(lane, terms, into);
    }
  },
};
