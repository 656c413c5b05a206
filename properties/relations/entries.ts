/** The entries of two answers that belong together, when one problem is the other one rewritten. */

import type { Claim, Term } from '../../src/judge/claim.ts';
import type { Sample } from '../../src/judge/property.ts';
import type { Path } from '../../src/model/path.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import { biasPaths, equation, inputPaths, term, weightPaths } from '../equations.ts';
import type { Spot } from './relation.ts';

/** The path of a weight gradient of a dense layer. */
export const weightPath = (layer: number, unit: number, input: number): Path => [
  'gradients',
  'weights',
  layer,
  unit,
  input,
];

/** The path of a bias gradient of a dense layer. */
export const biasPath = (layer: number, unit: number): Path => ['gradients', 'biases', layer, unit];

/** The path of an input gradient. */
export const inputPath = (example: number, component: number): Path => [
  'gradients',
  'inputs',
  example,
  component,
];

/** One entry of a gradient, by what it belongs to. Maxout pieces have the unit and input of their layer. */
export type Entry =
  | {
      readonly tensor: 'weights';
      readonly layer: number;
      readonly unit: number;
      readonly input: number;
      readonly path: Path;
    }
  | { readonly tensor: 'biases'; readonly layer: number; readonly unit: number; readonly path: Path }
  | { readonly tensor: 'inputs'; readonly example: number; readonly component: number; readonly path: Path };

const step = (path: Path, index: number): number => path.at(index) as number;

/** Every weight of a problem. */
export const weightEntries = (problem: MlpProblem): readonly Extract<Entry, { tensor: 'weights' }>[] =>
  weightPaths(problem).map((path) => ({
    tensor: 'weights',
    layer: step(path, 2),
    unit: step(path, -2),
    input: step(path, -1),
    path,
  }));

/** Every bias of a problem. */
export const biasEntries = (problem: MlpProblem): readonly Extract<Entry, { tensor: 'biases' }>[] =>
  biasPaths(problem).map((path) => ({
    tensor: 'biases',
    layer: step(path, 2),
    unit: step(path, -1),
    path,
  }));

/** Every component of every input. */
export const inputEntries = (problem: MlpProblem): readonly Extract<Entry, { tensor: 'inputs' }>[] =>
  inputPaths(problem).map((path) => ({
    tensor: 'inputs',
    example: step(path, 2),
    component: step(path, 3),
    path,
  }));

/** Every entry of the gradients of a problem. */
export const entriesOf = (problem: MlpProblem): readonly Entry[] => [
  ...weightEntries(problem),
  ...biasEntries(problem),
  ...inputEntries(problem),
];

/** coefficient times the entry at path: what an entry of one answer is made of in the other. */
export type Share = readonly [coefficient: number, path: Path];

/** The same entry of the other answer, times a factor. */
export const times = (factor: number, { path }: Entry): readonly Share[] => [[factor, path]];

/** An entry of the answer to question 0 is the sum of some shares of that to question 1. */
export const isMadeOf = (states: string, { path }: Entry, shares: readonly Share[]): Claim =>
  equation(states, [term(0, path), ...shares.map(([factor, other]): Term => term(1, other, -factor))]);

/** Two problems and, for every entry of the first one's gradients, what it is made of in the second's. */
export const corresponding = (
  states: string,
  problem: MlpProblem,
  rewritten: MlpProblem,
  sharesOf: (entry: Entry) => readonly Share[],
): Sample => ({
  questions: [problem, rewritten],
  claims: entriesOf(problem).map((entry) => isMadeOf(states, entry, sharesOf(entry))),
});

/** The shares of one answer add up to nothing; no claim where there are none. */
export const vanishes = (states: string, shares: readonly Share[], question = 0): readonly Claim[] => {
  const [first, ...others] = shares.map(([factor, path]): Term => term(question, path, factor));
  return first === undefined ? [] : [equation(states, [first, ...others])];
};

/** True of the weights into a unit, and its bias. */
export const leadsIn = (entry: Entry, { layer, unit }: Spot): boolean =>
  entry.tensor !== 'inputs' && entry.layer === layer && entry.unit === unit;

/** True of the weights that multiply what a unit puts out. */
export const leadsOut = (entry: Entry, { layer, unit }: Spot): boolean =>
  entry.tensor === 'weights' && entry.layer === layer + 1 && entry.input === unit;
