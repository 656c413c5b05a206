/** The scalar race in the report. */

import { short, table } from '../format.ts';
import { median } from '../statistics.ts';
import { keyOf, type ScalarRace } from './race.ts';

const cell = ({ results }: ScalarRace, name: string, nodes: number): string => {
  const result = results.get(keyOf(name, nodes));
  if (result === undefined) return '–';
  return 'out' in result ? result.out : short(median(result.perEdge));
};

/** Contestants by number of nodes. */
export const scalarTable = (race: ScalarRace): string => {
  const sizes = [...new Set(race.entrants.flatMap(({ entrant }) => entrant.sizes))].toSorted((a, b) => a - b);
  return table(
    ['contestant', ...sizes.map((nodes) => `${short(nodes)} nodes`)],
    race.entrants
      .filter(({ presence }) => !('absent' in presence))
      .map(({ entrant }) => [entrant.title, ...sizes.map((nodes) => cell(race, entrant.name, nodes))]),
  );
};

/** Which version was measured, or why none was. */
export const scalarVersions = ({ entrants }: ScalarRace): readonly string[] =>
  entrants
    .filter(({ entrant }) => entrant.name !== 'tape' && entrant.name !== 'objects')
    .map(({ entrant, presence }) =>
      'absent' in presence
        ? `- ${entrant.title}: absent: ${presence.absent}.`
        : `- ${entrant.title}: ${presence.version}`,
    );
