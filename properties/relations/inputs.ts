/** What may be done to the inputs, the first layer taking it back. */

import type { Property } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import { withoutNegativeZero } from '../../src/problems/numbers.ts';
import {
  biasAt,
  denseAt,
  inputsReversed,
  layerAt,
  reversed,
  withBiases,
  withLayers,
  withWeights,
} from '../layers.ts';
import { denseNames } from '../universe.ts';
import {
  biasPath,
  corresponding,
  type Entry,
  entriesOf,
  isMadeOf,
  times,
  vanishes,
  weightEntries,
  weightPath,
} from './entries.ts';
import { propertyOf } from './relation.ts';

const dense = { hidden: denseNames, output: denseNames, penalties: ['none'] } as const;

/** The first component of every example changed. */
const withComponent = (problem: MlpProblem, change: (value: number) => number): MlpProblem => ({
  ...problem,
  inputs: problem.inputs.map((row) => row.with(0, withoutNegativeZero(change(at(row, 0))))),
});

const isOfComponent = (entry: Entry): boolean =>
  (entry.tensor === 'weights' && entry.layer === 0 && entry.input === 0) ||
  (entry.tensor === 'inputs' && entry.component === 0);

const order = propertyOf({
  id: 'input-order',
  clause: 'GRAD-INPUT',
  title: 'reordering the inputs reorders the columns of the first gradient and changes nothing else',
  universe: {},
  sample: (problem) => {
    const last = (problem.inputs[0] ?? []).length - 1;
    const turned: MlpProblem = withLayers(
      { ...problem, inputs: problem.inputs.map(reversed) },
      { 0: inputsReversed(layerAt(problem, 0)) },
    );
    return corresponding('gradient minus the one with the inputs reversed', problem, turned, (entry) => {
      const moves = entry.tensor === 'inputs' || (entry.tensor === 'weights' && entry.layer === 0);
      return [[1, moves ? entry.path.with(-1, last - (entry.path.at(-1) as number)) : entry.path]];
    });
  },
});

const constant = propertyOf({
  id: 'bias-as-weight',
  clause: 'FORWARD-BIAS',
  title: 'the bias has the gradient of the weight of an input that is always 1, and may move there',
  universe: { ...dense, nullBiases: false },
  exact: true,
  sample: (drawn) => {
    const problem = withComponent(drawn, () => 1);
    const first = denseAt(problem, 0);
    const moved = withBiases(
      withWeights(first, (weight, unit, input) => (input === 0 ? weight + biasAt(first, unit) : weight)),
      () => 0,
    );
    const states = 'gradient minus the one with the bias moved to an input that is always 1';
    const rewritten = withLayers(problem, { 0: moved });
    // The input that is always 1 has other weights now: its own gradient is another one.
    const same = entriesOf(problem)
      .filter((entry) => entry.tensor !== 'inputs' || entry.component !== 0)
      .map((entry) => isMadeOf(states, entry, times(1, entry)));
    const alike = first.weights.flatMap((_, unit) =>
      vanishes('gradient at the weight of an input that is always 1 minus that at the bias', [
        [1, weightPath(0, unit, 0)],
        [-1, biasPath(0, unit)],
      ]),
    );
    return { questions: [problem, rewritten], claims: [...same, ...alike] };
  },
});

const zero = propertyOf({
  id: 'zero-input',
  clause: 'GRAD-WEIGHT',
  title: 'the weights of an input that is 0 in every example have zero gradients',
  universe: { penalties: ['none'] },
  sample: (drawn) => {
    const problem = withComponent(drawn, () => 0);
    return {
      questions: [problem],
      claims: weightEntries(problem)
        .filter(isOfComponent)
        .flatMap((entry) => vanishes('gradient at a weight whose input is always 0', times(1, entry))),
    };
  },
});

const scaling = propertyOf({
  id: 'input-scaling',
  clause: 'GRAD-WEIGHT',
  title: 'an input doubled and its weights halved are the same input',
  universe: dense,
  sample: (problem) => {
    const halved = withWeights(denseAt(problem, 0), (weight, _, input) =>
      input === 0 ? weight / 2 : weight,
    );
    const scaled = withLayers(
      withComponent(problem, (value) => value * 2),
      { 0: halved },
    );
    return corresponding('gradient minus the one with an input rescaled', problem, scaled, (entry) => {
      if (!isOfComponent(entry)) return times(1, entry);
      return times(entry.tensor === 'inputs' ? 2 : 1 / 2, entry);
    });
  },
});

const shift = 0.75;

const translation = propertyOf({
  id: 'input-translation',
  clause: 'GRAD-BIAS',
  title: 'an input shifted in every example and taken back by the biases is the same input',
  universe: { ...dense, nullBiases: false },
  exact: true,
  sample: (problem) => {
    const first = denseAt(problem, 0);
    const taken = withBiases(first, (bias, unit) => bias - shift * at(at(first.weights, unit), 0));
    const shifted = withLayers(
      withComponent(problem, (value) => value + shift),
      { 0: taken },
    );
    return corresponding('gradient minus the one with an input shifted', problem, shifted, (entry) =>
      entry.tensor === 'weights' && isOfComponent(entry)
        ? [...times(1, entry), [-shift, biasPath(0, entry.unit)]]
        : times(1, entry),
    );
  },
});

/** What may be done to the inputs. */
export const inputRelations: readonly Property[] = [order, constant, zero, scaling, translation];
