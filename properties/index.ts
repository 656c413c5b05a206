/** Every property, in the order in which a run takes them: what is wrong before what follows from it. */

import type { Property } from '../src/judge/property.ts';
import { agreementProperties } from './agreement.ts';
import { batchProperties } from './batches.ts';
import { deadReluProperty } from './dead-relu.ts';
import { graphProperties } from './graphs/index.ts';
import { hiddenOrderProperty } from './hidden-order.ts';
import { lossProperties } from './losses.ts';
import { oneChangeProperty } from './one-change.ts';
import { penaltyProperty } from './penalty.ts';
import { purityProperty } from './purity.ts';
import { relations } from './relations/index.ts';
import { saturationProperties } from './saturation.ts';
import { shapeProperties } from './shapes.ts';
import { softmaxProperty } from './softmax.ts';
import { tanhSigmoidProperty } from './tanh-sigmoid.ts';
import { unusualProperties } from './unusual.ts';
import { witnessProperty } from './witnessed.ts';

/** In the order of computation. */
export const properties: readonly Property[] = [
  ...agreementProperties,
  ...shapeProperties,
  ...unusualProperties,
  ...saturationProperties,
  witnessProperty,
  ...batchProperties,
  hiddenOrderProperty,
  ...lossProperties,
  softmaxProperty,
  penaltyProperty,
  deadReluProperty,
  tanhSigmoidProperty,
  ...relations,
  purityProperty,
  oneChangeProperty,
  ...graphProperties,
];
