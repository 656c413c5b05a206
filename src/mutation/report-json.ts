/** What was seen, as reports/independence.json: which checks every mistake turns red when each is run alone. */

import { type Examined, isSeen } from './complaints.ts';
import type { Mutant } from './mutant.ts';

const rowOf = ({ file, sightings }: Examined, { id, mistake, part, clause }: Mutant): object => {
  const sighting = sightings.get(id);
  const failed = sighting?.kind === 'implementation' ? sighting.failed : undefined;
  return {
    id,
    voter: file.voter,
    mistake,
    part,
    violates: clause,
    seen: sighting !== undefined && isSeen(sighting),
    witness: failed?.witness ?? null,
    clauses: failed?.clauses ?? [],
    fixtures: (failed?.fixtures ?? []).map((check) => check.replace(/^fixture:/, '')),
  };
};

/** One line per mistake; `clauses` are those of which a property fails, `fixtures` the ids of worked examples. */
export const reportJson = (all: readonly Examined[], graphRows: readonly object[], seed: number): string => {
  const own = all.flatMap((examined) => examined.file.mutants.map((mutant) => rowOf(examined, mutant)));
  const rows = [...own, ...graphRows].map((row) => `    ${JSON.stringify(row)}`);
  return `{\n  "seed": ${seed},\n  "mutants": [\n${rows.join(',\n')}\n  ]\n}\n`;
};
