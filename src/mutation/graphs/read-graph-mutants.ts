/** Reads the mistakes planted in graphs from their files, and refuses what could not be planted. */

import { readdirSync } from 'node:fs';
import clauseData from '#spec/clauses.json' with { type: 'json' };
import { show } from '../../model/defect.ts';
import { root, sourceOf } from '../patched-modules.ts';
import {
  fieldsOf,
  listAt,
  oneOf,
  patchFrom,
  refuse,
  refuseTwice,
  type Sources,
  sparedFrom,
  textAt,
} from '../read-patch.ts';
import { type GraphMutant, type GraphMutantFile, graphPartNames } from './graph-mutant.ts';
import { panelNames, ways } from './ways.ts';

/** What mutants are held against. */
interface Known extends Sources {
  /** Ids of the clauses of the spec. */
  readonly clauses: readonly string[];
}

const texts = (list: readonly unknown[], path: string): readonly string[] =>
  list.map((entry, index) =>
    typeof entry === 'string' && entry !== '' ? entry : refuse(`${path}[${index}]`, 'a text', show(entry)),
  );

/** Names of ways of one panel and one lineage. */
const movesFrom = (list: readonly unknown[], panel: string, path: string): GraphMutant['moves'] => {
  const of = ways.filter((way) => way.panel === panel);
  const known = of.map(({ name }) => name);
  const names = texts(list, path).map((name) => oneOf(name, known, path, 'ways of the panel'));
  const lineages = new Set(of.filter(({ name }) => names.includes(name)).map(({ lineage }) => lineage));
  return lineages.size <= 1 ? names : refuse(path, 'ways of one lineage', [...lineages].join(', '));
};

const mutantFrom = (value: unknown, panel: string, path: string, known: Known): GraphMutant => {
  const fields = fieldsOf(value, path);
  return {
    ...patchFrom(fields, path, known),
    says: textAt(fields, 'says', path),
    part: oneOf(textAt(fields, 'part', path), graphPartNames, `${path}.part`, 'a part'),
    clause: oneOf(textAt(fields, 'clause', path), known.clauses, `${path}.clause`, 'a clause id'),
    moves: movesFrom(listAt(fields, 'moves', path), panel, `${path}.moves`),
  };
};

/** The mutants of one file; throws MutantError for the first thing wrong, `FILE: path: expected X, got Y`. */
export const readGraphMutants = (file: string, text: string, known: Known): GraphMutantFile => {
  const fields = fieldsOf(JSON.parse(text), file);
  const panel = oneOf(textAt(fields, 'panel', file), panelNames, `${file}: panel`, 'a panel');
  const mutants = listAt(fields, 'mutants', file).map((value, index) =>
    mutantFrom(value, panel, `${file}: mutants[${index}]`, known),
  );
  const path = `${file}: control`;
  const control = patchFrom(fieldsOf(fields['control'], path), path, known);
  refuseTwice(
    file,
    [...mutants, control].map(({ id }) => id),
  );
  return {
    name: file.replace(/^.*\/|\.json$/g, ''),
    panel,
    places: texts(listAt(fields, 'places', file), `${file}: places`),
    mutants,
    control,
    spared: sparedFrom(fields['spared'] ?? {}, `${file}: spared`, known),
  };
};

const clauses = clauseData.clauses.map(({ id }) => id);

/** `mutants/graphs/*.json` in the order of their names; throws MutantError. */
export const readGraphCatalogue = (): readonly GraphMutantFile[] =>
  readdirSync(new URL('mutants/graphs/', root))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => {
      const file = `mutants/graphs/${name}`;
      return readGraphMutants(file, sourceOf(file) ?? '', { clauses, sourceOf });
    });
