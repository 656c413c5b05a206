/** Every known mistake with graphs, the likeliest first among those that say the same of the answers at hand. */

import { entrywiseMisreadings } from './entrywise.ts';
import { laneMisreadings } from './lanes.ts';
import { layoutMisreadings } from './layouts.ts';
import type { GraphMisreading } from './misreading.ts';
import { structureMisreadings } from './structure.ts';
import { walkMisreadings } from './walks.ts';

/** Ways to make a known mistake. */
export const graphMisreadings: readonly GraphMisreading[] = [
  ...structureMisreadings,
  ...walkMisreadings,
  ...entrywiseMisreadings,
  ...laneMisreadings,
  ...layoutMisreadings,
];
