/** What must be true of every planted mistake, and of all of them together; each complaint is a sentence. */

import type { Mutant, MutantFile } from './mutant.ts';
import type { ImplementationSighting, Prints, Sighting } from './sighting.ts';

/** Everything seen of one voter. */
export interface Examined {
  readonly file: MutantFile;
  /** By id of the mutant or control. */
  readonly sightings: ReadonlyMap<string, Sighting>;
  /** Of the voter as it is. */
  readonly unpatched: Prints;
  /** Files of the voter's own room that it loads. */
  readonly loaded: readonly string[];
}

/** Least numbers below which a run says too little. */
const floors = { mistakes: 40, forwardPerImplementation: 6, ofWitness: 8 };

const sightingOf = ({ sightings }: Examined, id: string): Sighting => {
  const found = sightings.get(id);
  if (found === undefined) throw new RangeError(`${id}: expected to have been examined`);
  return found;
};

/** True when the mistake was noticed at all, by whom it must be; a crash is no wrong number, and seen by anybody. */
export const isSeen = (sighting: Sighting): boolean =>
  sighting.kind === 'witness'
    ? sighting.againstAll > 0
    : Object.keys(sighting.ballot.outvoted).length + sighting.ballot.fallenSilent > 0;

const breaksOf = (sighting: Sighting) => (sighting.kind === 'witness' ? sighting : sighting.ballot);

/** What only crashes says nothing of who notices wrong numbers. */
const crashComplaints = (sighting: Sighting): readonly string[] => {
  const { broken, firstBreak } = breaksOf(sighting);
  return broken === 0 || isSeen(sighting)
    ? []
    : [`${sighting.id}: expected wrong numbers, got crashes alone (${firstBreak})`];
};

const othersOutvoted = (voter: string, { ballot }: ImplementationSighting): readonly string[] =>
  Object.keys(ballot.outvoted).filter((name) => name !== voter);

const reachComplaints = (voter: string, { id, reached }: Sighting): readonly string[] =>
  reached.length === 1 && reached[0] === voter
    ? []
    : [`${id}: moves ${reached.join(' and ') || 'nobody'}, not ${voter} alone`];

const ofImplementation = (
  voter: string,
  { id, part }: Mutant,
  sighting: ImplementationSighting,
): readonly string[] => {
  const others = othersOutvoted(voter, sighting);
  const blind = sighting.failed !== undefined && part === 'forward' && !sighting.failed.witness;
  return [
    ...(isSeen(sighting) ? [] : [`${id}: nobody outvotes ${voter}`]),
    ...(others.length > 0 ? [`${id}: ${others.join(' and ')} outvoted instead of ${voter}`] : []),
    ...(blind ? [`${id}: the witness does not see a mistake of the forward pass`] : []),
  ];
};

/** What is wrong with what was seen of one mistake; nothing when all is well. */
export const complaintsAbout = (voter: string, mutant: Mutant, sighting: Sighting): readonly string[] => [
  ...reachComplaints(voter, sighting),
  ...crashComplaints(sighting),
  ...(sighting.kind === 'implementation'
    ? ofImplementation(voter, mutant, sighting)
    : isSeen(sighting)
      ? []
      : [`${mutant.id}: the witness still agrees with some implementation everywhere`]),
];

const noticed = (sighting: Sighting): boolean =>
  isSeen(sighting) ||
  breaksOf(sighting).broken > 0 ||
  (sighting.kind === 'witness'
    ? sighting.againstSome > 0
    : sighting.failed !== undefined &&
      (sighting.failed.witness || sighting.failed.clauses.length + sighting.failed.fixtures.length > 0));

/** A comment has no effect: nobody may notice the control, and its answers are those of the voter as it is. */
export const complaintsAboutControl = (
  sighting: Sighting,
  unpatched: Prints | undefined,
): readonly string[] => [
  ...(noticed(sighting) ? [`${sighting.id}: a change without effect was seen`] : []),
  ...(sighting.prints?.answers === unpatched?.answers
    ? []
    : [`${sighting.id}: a change without effect changed answers`]),
];

const twins = (prints: readonly (readonly [id: string, print: string])[], what: string): readonly string[] =>
  prints.flatMap(([id, print], index) => {
    const earlier = prints.slice(0, index).find(([, other]) => other === print);
    return earlier === undefined ? [] : [`${id}: gives the same ${what} as ${earlier[0]}`];
  });

/** No two mistakes may give the same gradients, nor, where the gradients stay right, the same answers. */
const twinComplaints = (examined: Examined): readonly string[] => {
  const { file, unpatched } = examined;
  const prints = file.mutants.flatMap(({ id }) => {
    const found = sightingOf(examined, id).prints;
    return found === undefined ? [] : [{ id, ...found }];
  });
  const moving = prints.filter(({ gradients }) => gradients !== unpatched.gradients);
  const own = `${file.voter} unpatched`;
  return [
    ...twins(
      moving.map(({ id, gradients }) => [id, gradients]),
      'gradients',
    ),
    ...twins(
      [[own, unpatched.answers], ...prints.map(({ id, answers }) => [id, answers] as const)],
      'answers',
    ),
  ];
};

const partComplaints = ({ file, unpatched, sightings }: Examined): readonly string[] =>
  file.mutants.flatMap(({ id, part }) => {
    const moves = sightings.get(id)?.prints?.gradients !== unpatched.gradients;
    return moves === (part !== 'cost')
      ? []
      : [`${id}: part: expected ${moves ? 'another part than' : ''} cost`];
  });

const seenMutants = (examined: Examined): readonly Mutant[] =>
  examined.file.mutants.filter(({ id }) => isSeen(sightingOf(examined, id)));

const fileComplaints = (examined: Examined): readonly string[] => {
  const { file, loaded } = examined;
  const planted = seenMutants(examined).map((mutant) => mutant.file);
  return loaded
    .filter((path) => !planted.includes(path) && !(path in file.spared))
    .map((path) => `${path}: no mistake was seen in it`);
};

const countComplaints = (all: readonly Examined[]): readonly string[] => {
  const mistakes = mistakesSeen(all).length;
  const few = all.flatMap((examined) => {
    const { voter } = examined.file;
    const seen = seenMutants(examined);
    const counted = voter === 'witness' ? seen : seen.filter(({ part }) => part === 'forward');
    const floor = voter === 'witness' ? floors.ofWitness : floors.forwardPerImplementation;
    const what = voter === 'witness' ? 'mistakes' : 'mistakes of the forward pass';
    return counted.length < floor ? [`${voter}: expected ${floor} ${what} seen, got ${counted.length}`] : [];
  });
  return mistakes < floors.mistakes
    ? [`expected ${floors.mistakes} different mistakes seen, got ${mistakes}`, ...few]
    : few;
};

/** The names of the different mistakes seen in implementations, gradients being wrong; sorted. */
export const mistakesSeen = (all: readonly Examined[]): readonly string[] => {
  const names = all
    .filter(({ file }) => file.voter !== 'witness')
    .flatMap((examined) => seenMutants(examined).filter(({ part }) => part !== 'cost'))
    .map(({ mistake }) => mistake);
  return [...new Set(names)].toSorted();
};

/** What is wrong with a whole run. */
export const complaintsAboutRun = (all: readonly Examined[]): readonly string[] => [
  ...all.flatMap((examined) => {
    const { file, unpatched } = examined;
    return [
      ...file.mutants.flatMap((mutant) =>
        complaintsAbout(file.voter, mutant, sightingOf(examined, mutant.id)),
      ),
      ...complaintsAboutControl(sightingOf(examined, file.control.id), unpatched),
      ...twinComplaints(examined),
      ...partComplaints(examined),
      ...fileComplaints(examined),
    ];
  }),
  ...countComplaints(all),
];

/** Mistakes that the clause they violate does not see by itself, although a property tests it. */
export const blindClauses = (all: readonly Examined[], testedClauses: readonly string[]): readonly string[] =>
  all.flatMap(({ file, sightings }) =>
    file.mutants.flatMap(({ id, clause }) => {
      const sighting = sightings.get(id);
      if (sighting?.kind !== 'implementation' || sighting.failed === undefined) return [];
      return !testedClauses.includes(clause) || sighting.failed.clauses.includes(clause)
        ? []
        : [`${clause} does not see ${id}`];
    }),
  );
