/** What must be true of every mistake planted in graphs, and of all of them together; each complaint is a sentence. */

import { readdirSync } from 'node:fs';
import { root } from '../patched-modules.ts';
import type { GraphSighting, Prepared } from './examine-graphs.ts';
import type { GraphMutant, GraphMutantFile } from './graph-mutant.ts';
import { ways } from './ways.ts';

/** Everything seen of the mutants of one file. */
export interface ExaminedGraphs {
  readonly file: GraphMutantFile;
  /** By id of the mutant or control. */
  readonly sightings: ReadonlyMap<string, GraphSighting>;
}

/** Least numbers below which a run says too little. */
const floors = { mistakes: 240, questions: { first: 300, higher: 60 } };

/** The ways that answer otherwise than the others, or no longer, in the order of the table. */
export const movedBy = ({ outvoted, silenced }: Pick<GraphSighting, 'outvoted' | 'silenced'>) =>
  ways.map(({ name }) => name).filter((name) => name in outvoted || name in silenced);

/** Whether a vote or a law noticed anything. */
export const isSeen = (sighting: Pick<GraphSighting, 'outvoted' | 'silenced' | 'broken'>): boolean =>
  movedBy(sighting).length + (sighting.broken ?? []).length > 0;

const lineagesOf = (names: readonly string[]): readonly string[] => [
  ...new Set(ways.filter(({ name }) => names.includes(name)).map(({ lineage }) => lineage)),
];

/** What is wrong with what was seen of one mistake; nothing when all is well. */
export const complaintsAboutGraph = (
  { id, moves }: Pick<GraphMutant, 'id' | 'moves'>,
  sighting: GraphSighting,
): readonly string[] => {
  const lineages = lineagesOf(sighting.reached);
  const moved = movedBy(sighting);
  const others = moved.filter((name) => !moves.includes(name));
  const [first] = moves;
  const isMissed = first === undefined ? !isSeen(sighting) : !moved.includes(first);
  return [
    ...(lineages.length === 1
      ? []
      : [`${id}: reaches ${lineages.join(' and ') || 'nobody'}, not one lineage`]),
    ...(isMissed
      ? [`${id}: nobody outvotes ${first ?? 'anybody'}${first === undefined ? ', and no law breaks' : ''}`]
      : []),
    ...(others.length > 0 ? [`${id}: ${others.join(' and ')} outvoted, who should not be`] : []),
    ...(sighting.undecided > 0 ? [`${id}: no vote on ${sighting.undecided} questions`] : []),
  ];
};

/** A comment has no effect: nobody may notice the control. */
export const complaintsAboutGraphControl = (sighting: GraphSighting): readonly string[] =>
  isSeen(sighting) || sighting.undecided > 0 ? [`${sighting.id}: a change without effect was seen`] : [];

const sourcesIn = (place: string): readonly string[] =>
  place.endsWith('.ts')
    ? [place]
    : readdirSync(new URL(place, root))
        .filter((name) => name.endsWith('.ts') && !/^test-|\.test\.ts$/.test(name))
        .map((name) => `${place}${name}`);

const filesWithout = ({ file: { places, mutants, spared } }: ExaminedGraphs): readonly string[] =>
  places
    .flatMap(sourcesIn)
    .filter((path) => !(path in spared) && !mutants.some(({ file }) => file === path))
    .map((path) => `${path}: no mistake is planted in it`);

const ofFile = (examined: ExaminedGraphs): readonly string[] => {
  const { file, sightings } = examined;
  const found = (id: string, complain: (sighting: GraphSighting) => readonly string[]) => {
    const sighting = sightings.get(id);
    return sighting === undefined ? [`${id}: was not examined`] : complain(sighting);
  };
  return [
    ...found(file.control.id, complaintsAboutGraphControl),
    ...file.mutants.flatMap((mutant) =>
      found(mutant.id, (sighting) => complaintsAboutGraph(mutant, sighting)),
    ),
    ...filesWithout(examined),
  ];
};

/** What is wrong with a whole run. */
export const complaintsAboutGraphs = (
  all: readonly ExaminedGraphs[],
  panels: Prepared['panels'],
): readonly string[] => {
  const mistakes = all.reduce((sum, { file }) => sum + file.mutants.length, 0);
  return [
    ...all.flatMap(ofFile),
    ...(mistakes < floors.mistakes
      ? [`expected ${floors.mistakes} mistakes in graphs, got ${mistakes}`]
      : []),
    ...panels
      .filter(({ name, asked }) => asked < floors.questions[name])
      .map(({ name, asked }) => `${name}: expected ${floors.questions[name]} questions, got ${asked}`),
  ];
};
