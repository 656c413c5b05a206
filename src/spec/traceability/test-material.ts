/** The material of the repository, with a part changed. */

import { describe as inWords } from '../../model/defect.ts';
import type { Clause } from '../clauses.ts';
import { gatherMaterial } from './material.ts';
import { traceDefects } from './trace.ts';
import type { Material } from './traced.ts';

/** As it stands. */
export const material = gatherMaterial();

/** What is said where these parts are others. */
export const complaints = (changed: Partial<Material>): readonly string[] =>
  traceDefects({ ...material, ...changed }).map(inWords);

/** Other clauses. */
export const withClauses = (change: (clauses: readonly Clause[]) => readonly Clause[]): Partial<Material> => {
  const { value } = material.clauses;
  const clauses = change(value.clauses);
  return { clauses: { value: { ...value, clauses }, at: (index) => `clause ${clauses[index]?.id}` } };
};

/** One clause changed in these fields. */
export const altered = (id: string, change: Partial<Clause>): Partial<Material> =>
  withClauses((clauses) => clauses.map((clause) => (clause.id === id ? { ...clause, ...change } : clause)));
