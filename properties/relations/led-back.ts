/** What the layer above hands down, added up from its own gradients. */

import type { Property } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import { alphaOf, denseAt } from '../layers.ts';
import { denseNames } from '../universe.ts';
import { biasPath, inputEntries, inputPath, type Share, vanishes, weightPath } from './entries.ts';
import { onOneSide } from './one-side.ts';
import { alone, propertyOf } from './relation.ts';

const free = { penalties: ['none'] } as const;
const dense = { ...free, hidden: denseNames, output: denseNames, nullBiases: false } as const;

const inputsLedBack = propertyOf({
  id: 'input-led-back',
  clause: 'GRAD-INPUT',
  title: 'of one example the input gradient is the bias gradient led back through the first weights',
  universe: dense,
  sample: (drawn) => {
    const problem = alone(drawn);
    const { weights } = denseAt(problem, 0);
    return {
      questions: [problem],
      claims: (problem.inputs[0] ?? []).flatMap((_, component) =>
        vanishes('input gradient minus weights times bias gradients', [
          [1, inputPath(0, component)],
          ...weights.map((row, unit): Share => [-at(row, component), biasPath(0, unit)]),
        ]),
      ),
    };
  },
});

const inputsFromBiases = propertyOf({
  id: 'input-from-biases',
  clause: 'GRAD-INPUT',
  title: 'the gradients of an input add up to its weights times the gradients of the biases',
  universe: { ...free, hidden: denseNames, output: denseNames, nullBiases: false },
  sample: (problem) => {
    const { weights } = denseAt(problem, 0);
    const components = (problem.inputs[0] ?? []).map((_, component) => component);
    return {
      questions: [problem],
      claims: components.flatMap((component) =>
        vanishes('gradients of an input over the examples minus weight times bias gradient', [
          ...inputEntries(problem)
            .filter((entry) => entry.component === component)
            .map(({ path }): Share => [1, path]),
          ...weights.map((row, unit): Share => [-at(row, component), biasPath(0, unit)]),
        ]),
      ),
    };
  },
});

/** elu: a + alpha = alpha e^z has itself as its derivative, so delta = sum_i w_i delta_i (a + alpha). */
const ofElu = propertyOf({
  id: 'elu-balance',
  clause: 'ACT-ELU',
  title: 'an elu unit below zero gets from above what its output plus alpha is worth there',
  universe: { ...free, output: denseNames, nullBiases: false },
  hidden: ['elu'],
  sample: (drawn, { layer }) => {
    const problem = onOneSide(drawn, layer, 'below');
    const { weights } = denseAt(problem, layer);
    const alpha = alphaOf(denseAt(problem, layer));
    const above = denseAt(problem, layer + 1).weights;
    return {
      questions: [problem],
      claims: weights.flatMap((_, unit) =>
        vanishes('bias gradient of a unit minus weight times (weight gradient + alpha bias gradient) above', [
          [1, biasPath(layer, unit)],
          ...above.flatMap((row, i): readonly Share[] => {
            const weight = at(row, unit);
            return [
              [-weight, weightPath(layer + 1, i, unit)],
              [-weight * alpha, biasPath(layer + 1, i)],
            ];
          }),
        ]),
      ),
    };
  },
});

/** What the layer above hands down. */
export const ledBackRelations: readonly Property[] = [inputsLedBack, inputsFromBiases, ofElu];
