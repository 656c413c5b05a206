/** A process that examines patches: told once how, then asked for one patch after another. */

import { type ExamineOptions, type Examiner, examiner } from './examine.ts';
import type { MutantPart, Patch } from './mutant.ts';
import { interceptLoading } from './patched-modules.ts';
import type { Prints, Sighting } from './sighting.ts';

/** What such a process may be asked. */
export type Request =
  | { readonly kind: 'prepare'; readonly options: ExamineOptions }
  | {
      readonly kind: 'examine';
      readonly voter: string;
      readonly patch: Patch;
      readonly part: MutantPart | null;
    }
  | { readonly kind: 'unpatched'; readonly voter: string };

/** What it answers. */
export type Response =
  | { readonly kind: 'ready'; readonly files: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'sighting'; readonly sighting: Sighting }
  | { readonly kind: 'prints'; readonly prints: Prints }
  | { readonly kind: 'failed'; readonly message: string };

let prepared: Promise<Examiner> | undefined;

const expectPrepared = (): Promise<Examiner> => {
  if (prepared === undefined) throw new Error('asked before it was prepared');
  return prepared;
};

const respond = async (request: Request): Promise<Response> => {
  if (request.kind === 'prepare') {
    prepared = examiner(interceptLoading(), request.options);
    return { kind: 'ready', files: (await prepared).files };
  }
  const { examine, unpatched } = await expectPrepared();
  return request.kind === 'unpatched'
    ? { kind: 'prints', prints: await unpatched(request.voter) }
    : { kind: 'sighting', sighting: await examine(request.voter, request.patch, request.part) };
};

process.on('message', (request: Request) => {
  respond(request).then(
    (response) => process.send?.(response),
    (error) =>
      process.send?.({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
