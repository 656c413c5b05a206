/** Ours: every path enumerated. */

import { gradient } from '../../src/gradients/per-weight/gradient.ts';
import { generic } from '../generic.ts';

export const enter = generic(gradient);
