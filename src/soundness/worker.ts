/** A process that runs one chunk per message. */

import { runChunk } from './chunk.ts';

process.on('message', ({ seed, chunk }: { readonly seed: number; readonly chunk: number }) => {
  process.send?.(runChunk(seed, chunk));
});
process.on('disconnect', () => process.exit());
