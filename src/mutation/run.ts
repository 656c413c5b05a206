/** A whole run: every mutant and control through the processes, sorted by voter. */

import { at } from '../model/at.ts';
import type { Examined } from './complaints.ts';
import type { ExamineOptions } from './examine.ts';
import type { MutantFile } from './mutant.ts';
import { askProcesses, type Worker } from './processes.ts';
import type { Prints } from './sighting.ts';
import type { Request, Response } from './worker.ts';

const requestsFor = ({ voter, mutants, control }: MutantFile): readonly Request[] => [
  { kind: 'unpatched', voter },
  { kind: 'examine', voter, patch: control, part: null },
  ...mutants.map((mutant): Request => ({ kind: 'examine', voter, patch: mutant, part: mutant.part })),
];

const printsIn = (responses: readonly Response[]): Prints => {
  const [first] = responses;
  if (first?.kind !== 'prints') throw new TypeError('expected the answers of the unpatched voter first');
  return first.prints;
};

/** The processes that examine mutants of networks. */
export const workerFor = (options: ExamineOptions): Worker => ({
  module: new URL('./worker.ts', import.meta.url),
  prepare: { kind: 'prepare', options },
});

/** The rooms that voters lie in; what else a voter loads is not its own. */
const rooms = ['src/gradients/', 'src/graphs/network/', 'src/witness/'];

const isOwn = (path: string): boolean => rooms.some((room) => path.startsWith(room));

/** Examines every mutant thoroughly. */
export const examineAll = async (
  files: readonly MutantFile[],
  options: ExamineOptions,
  processes: number,
  onProgress: (done: number, of: number) => void,
): Promise<readonly Examined[]> => {
  // The witness last: its requests take longest and are most alike, so that no process is left waiting.
  const requests = files.map(requestsFor);
  const flat = requests.flat();
  const asked = await askProcesses<Response>(workerFor(options), flat, processes, (done) =>
    onProgress(done, flat.length),
  );
  const known = asked.ready.kind === 'ready' ? asked.ready.files : {};
  let start = 0;
  return files.map((file, index) => {
    const end = start + at(requests, index).length;
    const responses = asked.responses.slice(start, end);
    start = end;
    const sightings = responses.flatMap((response) =>
      response.kind === 'sighting' ? [[response.sighting.id, response.sighting] as const] : [],
    );
    return {
      file,
      sightings: new Map(sightings),
      unpatched: printsIn(responses),
      loaded: (known[file.voter] ?? []).filter(isOwn),
    };
  });
};
