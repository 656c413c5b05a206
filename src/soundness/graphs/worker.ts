/** A process that runs the graphs of one seed per message. */

import { runGraphChunk } from './chunk.ts';

process.on('message', ({ seed, chunk }: { readonly seed: number; readonly chunk: number }) => {
  process.send?.(runGraphChunk(seed + chunk));
});
process.on('disconnect', () => process.exit());
