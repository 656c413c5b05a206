/** Every property of kind graph, in the order in which a run takes them. */

import type { Property } from '../../src/judge/property.ts';
import { graphAgreement } from './agreement.ts';
import { fusedProperties } from './fused.ts';
import { gateProperties } from './gates.ts';
import { graphKinkProperties } from './kinks.ts';
import { matmulProperty } from './matmul.ts';
import { moveProperties } from './moves.ts';
import { reachProperties } from './reach.ts';
import { sumProperties } from './sums.ts';

/** In the order of computation. */
export const graphProperties: readonly Property[] = [
  ...graphAgreement,
  ...graphKinkProperties,
  matmulProperty,
  ...gateProperties,
  ...sumProperties,
  ...reachProperties,
  ...moveProperties,
  ...fusedProperties,
];
