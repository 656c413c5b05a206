/** Where the first mistake must be, from which entries are wrong and which are right. Layers count from 0. */

import type { Problem } from '../model/any-kind.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Discrepancy, Location } from '../model/verdict.ts';
import { locateInGraph } from './locate-in-graph.ts';

const partOf = ({ path }: Discrepancy): string => String(path[0] === 'gradients' ? path[1] : path[0]);

const layerOf = ({ path }: Discrepancy): number => path[path[0] === 'gradients' ? 2 : 1] as number;

/** What a layer is called in a reason. */
type LayerNames = (l: number, last: number) => string;

const byIndex: LayerNames = (l, last) => `layers[${l}]${l === last ? ', the last one' : ''}`;

const byRole: LayerNames = (l, last) => (l === last ? 'the last layer' : 'a layer below the last');

const inParameters = (wrong: readonly Discrepancy[], last: number, nameOf: LayerNames): Location | null => {
  const parameters = wrong.filter((each) => ['weights', 'biases'].includes(partOf(each)));
  if (parameters.length === 0) return null;
  const top = Math.max(...parameters.map(layerOf));
  const parts = new Set(parameters.filter((each) => layerOf(each) === top).map(partOf));
  const above = top === last ? '' : ` and every layer above is right`;
  const name = nameOf(top, last);
  const comma = name.includes(',') ? ',' : '';
  if (!parts.has('biases') && top === last) {
    return { clause: 'GRAD-WEIGHT', reason: `only weights are wrong in ${name}` };
  }
  if (!parts.has('weights'))
    return { clause: 'GRAD-BIAS', reason: `only biases are wrong in ${name}${above}` };
  return top === last
    ? { clause: 'DELTA-OUTPUT', reason: `${name}${comma} is wrong already` }
    : { clause: 'DELTA-HIDDEN', reason: `${name} is wrong${above}` };
};

const inNetwork = (
  problem: MlpProblem,
  wrong: readonly Discrepancy[],
  nameOf: LayerNames,
): Location | null => {
  const parts = new Set(wrong.map(partOf));
  if (parts.has('outputs')) return { clause: 'FORWARD-OUTPUT', reason: 'the outputs are wrong already' };
  const parameters = inParameters(wrong, problem.layers.length - 1, nameOf);
  if (parameters !== null) return parameters;
  if (parts.has('cost')) return { clause: 'LOSS-COST', reason: 'the outputs are right, the cost is wrong' };
  if (parts.has('deltas')) return { clause: 'DELTA-HIDDEN', reason: 'only deltas are wrong' };
  return parts.has('inputs')
    ? { clause: 'GRAD-INPUT', reason: 'only the gradients of the inputs are wrong' }
    : null;
};

/**
 * Follows the order of computation: outputs, cost, then layers from the last to the first, then inputs. Of a
 * graph: its value, then its nodes from the output back.
 *
 * Layers are named by their index in the problem, or by their role where `isShown` is false: where the reader is
 * shown another problem. Null where nothing but relations between answers is broken.
 */
export const locate = (
  problem: Problem,
  discrepancies: readonly Discrepancy[],
  isShown = true,
): Location | null => {
  const wrong = discrepancies.filter(({ relation }) => relation === undefined);
  return problem.kind === 'graph'
    ? locateInGraph(problem, wrong)
    : inNetwork(problem, wrong, isShown ? byIndex : byRole);
};
