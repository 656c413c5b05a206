/** A whole run over graphs: every mistake and control through the processes, sorted by file. */

import { type Asked, askProcesses, type Worker } from '../processes.ts';
import type { GraphOptions, Prepared } from './examine-graphs.ts';
import type { ExaminedGraphs } from './graph-complaints.ts';
import type { GraphMutant, GraphMutantFile } from './graph-mutant.ts';
import type { FromGraphWorker, ToGraphWorker } from './graph-worker.ts';

/** The processes that examine mistakes in graphs. */
const graphWorker = (options: GraphOptions): Worker => ({
  module: new URL('./graph-worker.ts', import.meta.url),
  prepare: { kind: 'prepare', options },
});

/** Some mutants of a file, with its control. */
export interface ChosenGraphs {
  readonly file: GraphMutantFile;
  readonly mutants: readonly GraphMutant[];
}

/** Laws are asked always in a thorough run, else of what no answer shows. */
const requestsFor = (
  { file: { panel, control }, mutants }: ChosenGraphs,
  thorough: boolean,
): readonly ToGraphWorker[] => [
  { kind: 'examine', patch: control, panel, checked: null, laws: thorough },
  ...mutants.map(
    (patch): ToGraphWorker => ({
      kind: 'examine',
      patch,
      panel,
      checked: patch.moves[0] ?? null,
      laws: thorough || patch.moves.length === 0,
    }),
  ),
];

const preparedIn = ({ ready }: Asked<FromGraphWorker>): Prepared => {
  if (ready.kind !== 'ready') throw new TypeError('expected to hear first that all is prepared');
  return ready;
};

/** Examines the chosen mutants, and says what was asked. */
export const examineGraphs = async (
  chosen: readonly ChosenGraphs[],
  options: GraphOptions,
  processes: number,
  onResponse: (done: number) => void = () => {},
): Promise<{ readonly all: readonly ExaminedGraphs[]; readonly panels: Prepared['panels'] }> => {
  const requests = chosen.flatMap((each) => requestsFor(each, options.thorough));
  const asked = await askProcesses<FromGraphWorker>(graphWorker(options), requests, processes, onResponse);
  const sightings = new Map(
    asked.responses.flatMap((response) =>
      response.kind === 'sighting' ? [[response.sighting.id, response.sighting] as const] : [],
    ),
  );
  return { all: chosen.map(({ file }) => ({ file, sightings })), panels: preparedIn(asked).panels };
};
