/** What the delta recursion's account of one derivative is drawn from. Layers count from 0 in code. */

import type { Derivation, DerivedExample } from '../../gradients/per-weight/derivation.ts';
import type { Place } from '../../gradients/per-weight/place.ts';
import type { TracedAnswer } from '../../model/answer.ts';
import { entryAt, formatPath, type Path } from '../../model/path.ts';
import { isMaxout, type MlpProblem } from '../../model/problem.ts';
import type { Quantity } from './equation.ts';
import { layerAt, pieceValueSymbol, unitSymbol } from './notation.ts';

/** Deltas, activations and gradients are the recursion's own; local derivatives are the derivation's. */
export interface Account {
  readonly problem: MlpProblem;
  readonly place: Place;
  /** The delta recursion's. */
  readonly answer: TracedAnswer;
  /** Undefined where the paths are too many to be enumerated. */
  readonly derivation: Derivation<number> | undefined;
  /** At most so many summands per sum, units and examples are written out. */
  readonly shown: number;
}

/** The number at a path; throws TypeError where there is none. */
export const numberAt = (value: unknown, path: Path): number => {
  const found = entryAt(value, path);
  if (typeof found !== 'number') throw new TypeError(`${formatPath(path)}: expected a number`);
  return found;
};

const localOf = ({ derivation }: Account, example: number): DerivedExample<number> | undefined =>
  derivation?.examples.find((each) => each.example === example);

/** True when the loss is differentiated with respect to z of the last layer, past its activation. */
export const isFused = ({ loss }: MlpProblem): boolean =>
  loss.name === 'log-loss' || loss.name === 'cross-entropy';

/** delta of one unit. */
export const delta = ({ answer }: Account, example: number, l: number, unit: number): Quantity => ({
  symbol: unitSymbol('delta', l, unit),
  value: numberAt(answer.deltas, [l, example, unit]),
});

/** g'(z), as a number where there is a derivation, else with only z put in. */
export const slope = (account: Account, example: number, l: number, unit: number): Quantity => {
  const z = numberAt(account.answer.trace.preActivations, [l, example, unit]);
  const crossing = localOf(account, example)?.crossings[l];
  const known = crossing?.kind === 'element-wise' ? crossing.slopes[0]?.[unit] : undefined;
  return { symbol: `g'(${unitSymbol('z', l, unit)})`, value: known ?? `g'(${z})` };
};

/** da/dz from one unit of a softmax layer to another. */
export const jacobian = (
  account: Account,
  example: number,
  l: number,
  exit: number,
  unit: number,
): Quantity => {
  const symbol = `d${unitSymbol('a', l, exit)}/d${unitSymbol('z', l, unit)}`;
  const crossing = localOf(account, example)?.crossings[l];
  const known = crossing?.kind === 'softmax' ? crossing.jacobian[exit]?.[unit] : undefined;
  return { symbol, value: known ?? symbol };
};

/** The share of a piece of a maxout unit in its delta; no factor in any other layer. */
export const share = (
  account: Account,
  example: number,
  l: number,
  piece: number,
  unit: number,
): readonly Quantity[] => {
  const { problem } = account;
  if (!isMaxout(layerAt(problem, l))) return [];
  const symbol = `d${unitSymbol('a', l, unit)}/d${pieceValueSymbol(problem, l, piece, unit)}`;
  const crossing = localOf(account, example)?.crossings[l];
  const known = crossing?.kind === 'element-wise' ? crossing.slopes[piece]?.[unit] : undefined;
  return [{ symbol, value: known ?? symbol }];
};

/** dloss/da of an output, or dloss/dz where the loss is fused with the last activation. */
export const lossSlope = (account: Account, example: number, unit: number): Quantity => {
  const { problem } = account;
  const symbol = `dloss/d${unitSymbol(isFused(problem) ? 'z' : 'a', problem.layers.length - 1, unit)}`;
  return { symbol, value: localOf(account, example)?.lossSlopes[unit] ?? symbol };
};
