/** What is wrong with what was run: planted mistakes that nobody sees, clauses that run nothing, old names. */

import type { Defect } from '../../model/defect.ts';
import { withNearest } from '../../model/nearest.ts';
import { gradientChapters, isComputed, isPlanted, neverAsked } from './gradient-chapters.ts';
import type { ClauseReach } from './measured.ts';
import { seenBy } from './planted.ts';
import type { Material } from './traced.ts';

const plantedFile = 'reports/independence.json';
const measuredFile = 'reports/line-coverage.json';

/** A must that no planted mistake turns red when it alone is run. */
const unseenMusts = ({ clauses, fixtures, planted }: Material): readonly Defect[] =>
  clauses.value.clauses.flatMap((clause, index) =>
    !isPlanted(clause) || seenBy(clause.id, fixtures, planted).length > 0
      ? []
      : [
          {
            path: clauses.at(index),
            expected:
              'a planted mistake that its own properties and worked examples see, as its level is must',
            got: `none of ${planted.length}`,
          },
        ],
  );

const runsNothing = ({ reached }: ClauseReach, implementations: readonly string[]): readonly string[] =>
  implementations.filter((name) => !((reached[name]?.lines.ran ?? 0) > 0));

/** A must of a gradient chapter whose checks run no line of some implementation. */
const unexecutedMusts = ({ clauses, lineCoverage }: Material): readonly Defect[] => {
  const names = lineCoverage.implementations.map(({ name }) => name);
  return clauses.value.clauses.filter(isComputed).flatMap(({ id }) => {
    const row = lineCoverage.clauses.find(({ clause }) => clause === id);
    const idle = row === undefined ? names : runsNothing(row, names);
    return idle.length === 0
      ? []
      : [
          {
            path: `${measuredFile} ${id}`,
            expected: 'checks that run lines of every implementation',
            got: `none of ${idle.join(', ')}`,
          },
        ];
  });
};

/** The measurement names the clauses of today, all and in their order. */
const measuredNames = ({ clauses, lineCoverage }: Material): readonly Defect[] => {
  const now = clauses.value.clauses.map(({ id }) => id);
  const then = lineCoverage.clauses.map(({ clause }) => clause);
  const missing = now.filter((id) => !then.includes(id));
  const gone = then.filter((id) => !now.includes(id));
  const hint = 'as `npm run spec:coverage` writes it';
  if (missing.length + gone.length === 0)
    return now.every((id, index) => then[index] === id)
      ? []
      : [{ path: measuredFile, expected: `the clauses in their order, ${hint}`, got: 'another order' }];
  return [
    ...missing.map((id) => ({ path: measuredFile, expected: `a row for ${id}, ${hint}`, got: 'none' })),
    ...gone.map((id) => ({ path: measuredFile, expected: `clauses of today, ${hint}`, got: id })),
  ];
};

/** Ids in the record of planted mistakes that mean nothing today. */
const plantedNames = ({ clauses, fixtures, planted }: Material): readonly Defect[] => {
  const known = clauses.value.clauses.map(({ id }) => id);
  const examples = fixtures.map(({ id }) => id);
  const unknown = (ids: readonly string[], of: readonly string[], what: string, path: string) =>
    ids.filter((id) => !of.includes(id)).map((id) => ({ path, expected: what, got: withNearest(id, of) }));
  return planted.flatMap(({ id, violates, clauses: seen, fixtures: failed }) => [
    ...unknown([violates, ...seen], known, 'a clause id', `${plantedFile} ${id}`),
    ...unknown(failed, examples, 'a worked example', `${plantedFile} ${id}`),
  ]);
};

/** The record has exactly the mistakes of `mutants/`. */
const plantedAgain = ({ planted, mutantIds }: Material): readonly Defect[] => {
  const recorded = new Set(planted.map(({ id }) => id));
  const hint = 'as `npm run mutants` writes it';
  return [
    ...mutantIds
      .filter((id) => !recorded.has(id))
      .map((id) => ({ path: plantedFile, expected: `a row for ${id}, ${hint}`, got: 'none' })),
    ...[...recorded]
      .filter((id) => !mutantIds.includes(id))
      .map((id) => ({ path: plantedFile, expected: `mistakes of mutants/, ${hint}`, got: id })),
  ];
};

/** An exception that excepts nothing. */
const staleExceptions = ({ clauses }: Material): readonly Defect[] =>
  Object.keys(neverAsked)
    .filter(
      (name) =>
        !clauses.value.clauses.some(
          ({ id, level, chapter }) => id === name && level === 'must' && gradientChapters.includes(chapter),
        ),
    )
    .map((name) => ({ path: 'exception', expected: 'a must of a gradient chapter', got: name }));

/** Everything that is wrong with what was run. */
export const executionDefects = (material: Material): readonly Defect[] => [
  ...unseenMusts(material),
  ...unexecutedMusts(material),
  ...measuredNames(material),
  ...plantedNames(material),
  ...plantedAgain(material),
  ...staleExceptions(material),
];
