/** What an operation brings: the errors of its result, and the terms that it hands back. */

import type { Attributes } from '../../model/operations.ts';
import type { Shape } from '../../model/tensor.ts';
import { at } from '../at.ts';
import type { Costs, Setting } from './costs.ts';
import type { Estimate, Known } from './known.ts';
import type { Term } from './term.ts';
import { addTerm, type Totals } from './totals.ts';

/** A variable or an adjoint: known numbers in row-major order. */
export interface KnownTensor {
  readonly shape: Shape;
  readonly values: readonly number[];
  readonly own: readonly number[];
  readonly errors: readonly number[];
}

/** The number at a place. */
export const knownAt = ({ values, own, errors }: KnownTensor, place: number): Known => ({
  value: at(values, place),
  own: at(own, place),
  error: at(errors, place),
});

/** All of them. */
const knownIn = (tensor: KnownTensor): readonly Known[] =>
  tensor.values.map((_, place) => knownAt(tensor, place));

/** Centres and errors in row-major order. */
export interface Estimates {
  readonly values: readonly number[];
  readonly errors: readonly number[];
}

/** The estimates entry by entry. */
export const estimates = (entries: readonly Estimate[]): Estimates => ({
  values: entries.map(({ value }) => value),
  errors: entries.map(({ error }) => error),
});

/** One use of an operation. */
export interface Application {
  /** By slot. */
  readonly inputs: readonly KnownTensor[];
  /** Of the result. */
  readonly shape: Shape;
  readonly attributes: Attributes;
  readonly setting: Setting;
  /** Called with the place in the first argument (of maximum and minimum: of both) whose side is uncertain. */
  readonly uncertain: (index: number) => void;
  /** The derivative that was chosen at a place, of the sites that `uncertain` is called with; see `GraphKinkChoice`. */
  readonly chosen: (index: number) => number | undefined;
  /** Called with why a correct subject may have something here that is not finite. */
  readonly saturates: (reason: string) => void;
}

/** The same with its result. */
export interface Applied extends Application {
  readonly result: KnownTensor;
}

/** The rule of an operation. */
export interface BoundRule {
  /** The result: float64 centres, and the errors that the setting's rounding makes of those of the inputs. */
  forward(application: Application): Estimates;
  /** Adds to the adjoint of what fills the slot the terms that come back from the adjoint G of the result. */
  backward(applied: Applied, slot: number, G: KnownTensor, into: Totals): void;
}

/** What fills a slot. */
export const inputIn = ({ inputs }: Application, slot: number): KnownTensor => at(inputs, slot);

/** What a function of one entry is told beside its argument. */
export interface Here {
  readonly attributes: Attributes;
  readonly setting: Setting;
  readonly rounding: Costs;
  /** The side of a kink is uncertain at this entry. */
  readonly uncertain: () => void;
  /** What was chosen at this entry. */
  readonly chosen: () => number | undefined;
  readonly saturates: Application['saturates'];
}

const hereAt = ({ attributes, setting, uncertain, chosen, saturates }: Application, place: number): Here => ({
  attributes,
  setting,
  rounding: setting.rounding,
  uncertain: () => uncertain(place),
  chosen: () => chosen(place),
  saturates,
});

/** A function of one number: its value, and the terms f'(x) G from x, y = f(x) and G. */
export interface UnaryBound {
  value(x: Known, here: Here): Estimate;
  terms(G: Known, x: Known, y: Known, here: Here): readonly Term[];
}

/** The function at every entry. */
export const unary = (f: UnaryBound): BoundRule => ({
  forward: (application) =>
    estimates(knownIn(inputIn(application, 0)).map((x, place) => f.value(x, hereAt(application, place)))),
  backward: (applied, _slot, G, into) => {
    const x = inputIn(applied, 0);
    for (const place of x.values.keys()) {
      const here = hereAt(applied, place);
      const terms = f.terms(knownAt(G, place), knownAt(x, place), knownAt(applied.result, place), here);
      for (const term of terms) addTerm(into, place, term);
    }
  },
});

/** A function of two numbers: its value, and the terms that go back to either. */
export interface BinaryBound {
  value(x: Known, y: Known, here: Here): Estimate;
  terms(G: Known, x: Known, y: Known, slot: number, here: Here): readonly Term[];
}

/** The function at every pair of entries. */
export const binary = (f: BinaryBound): BoundRule => ({
  forward: (application) => {
    const y = inputIn(application, 1);
    return estimates(
      knownIn(inputIn(application, 0)).map((x, place) =>
        f.value(x, knownAt(y, place), hereAt(application, place)),
      ),
    );
  },
  backward: (applied, slot, G, into) => {
    const [x, y] = [inputIn(applied, 0), inputIn(applied, 1)];
    for (const place of x.values.keys()) {
      const here = hereAt(applied, place);
      const terms = f.terms(knownAt(G, place), knownAt(x, place), knownAt(y, place), slot, here);
      for (const term of terms) addTerm(into, place, term);
    }
  },
});
