/** A process that examines mistakes in graphs: told once how, then asked for one after another. */

import { interceptLoading } from '../patched-modules.ts';
import {
  type GraphOptions,
  type GraphRequest,
  type GraphSighting,
  graphExaminer,
  type Prepared,
} from './examine-graphs.ts';

/** What such a process may be asked. */
export type ToGraphWorker =
  | { readonly kind: 'prepare'; readonly options: GraphOptions }
  | ({ readonly kind: 'examine' } & GraphRequest);

/** What it answers. */
export type FromGraphWorker =
  | ({ readonly kind: 'ready' } & Prepared)
  | { readonly kind: 'sighting'; readonly sighting: GraphSighting }
  | { readonly kind: 'failed'; readonly message: string };

let examiner: ReturnType<typeof graphExaminer> | undefined;

const respond = async (request: ToGraphWorker): Promise<FromGraphWorker> => {
  if (request.kind === 'prepare') {
    examiner = graphExaminer(interceptLoading(), request.options);
    return { kind: 'ready', ...(await examiner).prepared };
  }
  if (examiner === undefined) throw new Error('asked before it was prepared');
  return { kind: 'sighting', sighting: await (await examiner).examine(request) };
};

process.on('message', (request: ToGraphWorker) => {
  respond(request).then(
    (response) => process.send?.(response),
    (error) =>
      process.send?.({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
