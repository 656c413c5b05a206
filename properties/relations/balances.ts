/**
 * Conservation laws: what a rescaling that changes nothing says of the gradients of one problem.
 *
 * d/ds of J(s w, v / s) = J(w, v) at s = 1 is <w, dJ/dw> = <v, dJ/dv>; the others are made the same way.
 * A kink changes none of them: g(z) = g'(z) z holds there for every derivative between the two sides.
 */

import type { Property } from '../../src/judge/property.ts';
import { entryAt } from '../../src/model/path.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import { isDense, layerAt, unitsOf } from '../layers.ts';
import {
  biasEntries,
  type Entry,
  inputEntries,
  leadsIn,
  leadsOut,
  type Share,
  vanishes,
  weightEntries,
} from './entries.ts';
import { propertyOf } from './relation.ts';

const free = { penalties: ['none'] } as const;

/** The parameter that a gradient belongs to. */
const parameterOf = ({ layers, inputs }: MlpProblem, { path }: Entry): number =>
  entryAt(
    {
      gradients: {
        weights: layers.map(({ weights }) => weights),
        biases: layers.map(({ biases }) => biases),
        inputs,
      },
    },
    path,
  ) as number;

/** Parameter times gradient of every entry chosen, times a factor. */
const inner = (
  problem: MlpProblem,
  entries: readonly Entry[],
  factor: number,
  chosen: (entry: Entry) => boolean,
): readonly Share[] =>
  entries.filter(chosen).map((entry) => [factor * parameterOf(problem, entry), entry.path]);

const parametersOf = (problem: MlpProblem): readonly Entry[] => [
  ...weightEntries(problem),
  ...biasEntries(problem),
];

const ofUnit = propertyOf({
  id: 'unit-balance',
  clause: 'GRAD-ACTIVATION',
  title: 'a unit of relu, leaky-relu or maxout balances what leads in against what leads out',
  universe: { ...free, hidden: ['relu', 'leaky-relu', 'identity', 'maxout'] },
  layers: 2,
  sample: (problem, { layer }) => {
    const entries = parametersOf(problem);
    const units = Array.from({ length: unitsOf(layerAt(problem, layer)) }, (_, unit) => unit);
    return {
      questions: [problem],
      claims: units.flatMap((unit) =>
        vanishes('parameter times gradient, into a unit minus out of it', [
          ...inner(problem, entries, 1, (entry) => leadsIn(entry, { layer, unit })),
          ...inner(problem, entries, -1, (entry) => leadsOut(entry, { layer, unit })),
        ]),
      ),
    };
  },
});

/** Biases of 0 where there are biases. */
const unbiased = (problem: MlpProblem): MlpProblem => ({
  ...problem,
  layers: problem.layers.map((layer) =>
    isDense(layer)
      ? { ...layer, biases: layer.biases?.map(() => 0) ?? null }
      : { ...layer, biases: layer.biases?.map((row) => row.map(() => 0)) ?? null },
  ),
});

const ofLayers = propertyOf({
  id: 'layer-balance',
  clause: 'GRAD-ACTIVATION',
  title: 'without biases every layer of a homogeneous network has the same sum of weight times gradient',
  universe: { ...free, hidden: ['relu', 'leaky-relu', 'identity', 'maxout'] },
  layers: 2,
  sample: (drawn) => {
    const problem = unbiased(drawn);
    const entries = weightEntries(problem);
    const ofLayer = (layer: number, factor: number) =>
      inner(problem, entries, factor, (entry) => entry.tensor === 'weights' && entry.layer === layer);
    return {
      questions: [problem],
      claims: problem.layers
        .slice(1)
        .flatMap((_, below) =>
          vanishes('sum of weight times gradient, layer below minus layer above', [
            ...ofLayer(below, 1),
            ...ofLayer(below + 1, -1),
          ]),
        ),
    };
  },
});

const ofInputs = propertyOf({
  id: 'input-balance',
  clause: 'GRAD-INPUT',
  title: 'every input balances its gradients over the examples against those of its weights',
  universe: free,
  sample: (problem) => {
    const components = (problem.inputs[0] ?? []).map((_, component) => component);
    const weights = weightEntries(problem);
    return {
      questions: [problem],
      claims: components.flatMap((component) =>
        vanishes('input times gradient over the examples minus weight times gradient', [
          ...inner(problem, inputEntries(problem), 1, (entry) => entry.path.at(-1) === component),
          ...inner(
            problem,
            weights,
            -1,
            (entry) => entry.tensor === 'weights' && entry.layer === 0 && entry.input === component,
          ),
        ]),
      ),
    };
  },
});

/** Sums of weights times their gradients that must be equal. */
export const balanceRelations: readonly Property[] = [ofUnit, ofLayers, ofInputs];
