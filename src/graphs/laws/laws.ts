/** All laws. */

import { derivativeLaws } from './derivatives.ts';
import type { Law } from './law.ts';
import { structureLaws } from './structure.ts';

/** All of them. */
export const laws: readonly Law[] = [...structureLaws, ...derivativeLaws];
