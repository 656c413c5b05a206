/** Ours: the delta recursion on nested arrays, in any arithmetic. */

import { gradient } from '../../src/gradients/delta-recursion/gradient.ts';
import { generic } from '../generic.ts';

export const enter = generic(gradient);
