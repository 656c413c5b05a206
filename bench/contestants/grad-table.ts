/** Ours: a graph of scalar operations, recorded anew for every gradient. */

import { gradient } from '../../src/gradients/grad-table/gradient.ts';
import { generic } from '../generic.ts';

export const enter = generic(gradient);
