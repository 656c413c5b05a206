/** Relations between answers that need no expected value: what is true of every gradient. */

import type { Property } from '../../src/judge/property.ts';
import { addedUnitRelations } from './added-units.ts';
import { affineLayerRelations } from './affine-layers.ts';
import { anchorRelations } from './anchors.ts';
import { balanceRelations } from './balances.ts';
import { batchRelations } from './batches.ts';
import { convexityRelations } from './convexity.ts';
import { fieldRelations } from './fields.ts';
import { hiddenSoftmaxRelation } from './hidden-softmax.ts';
import { hiddenUnitRelations } from './hidden-units.ts';
import { inputRelations } from './inputs.ts';
import { labelRelations } from './labels.ts';
import { ledBackRelations } from './led-back.ts';
import { lossRelations } from './losses.ts';
import { exampleRelations } from './one-example.ts';
import { outputRelations } from './outputs.ts';
import { rectifiedLayerRelations } from './rectified-layers.ts';

/** From the outputs back to the inputs; what speaks of the whole gradient last. */
export const relations: readonly Property[] = [
  ...batchRelations,
  ...exampleRelations,
  ...anchorRelations,
  ...lossRelations,
  ...outputRelations,
  ...labelRelations,
  ...hiddenUnitRelations,
  hiddenSoftmaxRelation,
  ...addedUnitRelations,
  ...affineLayerRelations,
  ...rectifiedLayerRelations,
  ...ledBackRelations,
  ...inputRelations,
  ...balanceRelations,
  ...convexityRelations,
  ...fieldRelations,
];
