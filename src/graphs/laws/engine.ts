/** The algorithms of this room as one value, so that a law can be put to them with a mistake planted in any. */

import { graphOf } from '../build.ts';
import { derivativesAlong } from '../forward-mode/forward-mode.ts';
import { getConsumers, getEntry, getInputs, getOperation, variableNamed, variablesOf } from '../graph.ts';
import { buildGrad, gradientBy } from '../symbolic/build-grad.ts';
import { hessianVectorProduct, nthDerivative } from '../symbolic/higher-order.ts';
import { backpropagate } from '../table/backpropagate.ts';
import { forward } from '../table/forward.ts';
import { inNumbers } from '../table/numbers.ts';
import { jacobian, jacobianVectorProduct } from '../table/products.ts';
import { recomputing } from '../table/recompute.ts';
import { fromNested } from '../tensor/tensor.ts';

/** As they are. */
export const engine = {
  backpropagate,
  buildGrad,
  derivativesAlong,
  forward,
  fromNested,
  getConsumers,
  getEntry,
  getInputs,
  getOperation,
  gradientBy,
  graphOf,
  hessianVectorProduct,
  inNumbers,
  jacobian,
  jacobianVectorProduct,
  nthDerivative,
  recomputing,
  variableNamed,
  variablesOf,
};

/** Them, or some of them with a mistake. */
export type Engine = typeof engine;
