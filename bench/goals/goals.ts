/** What the project set out to reach, in the order of the report. */

import type { Measures } from '../measure.ts';
import type { Race } from '../race.ts';
import type { ScalarRace } from '../scalar/race.ts';
import type { Goal } from './goal.ts';
import { graphGoals } from './graphs.ts';
import { networkGoals } from './networks.ts';
import { rigourGoals } from './rigour.ts';
import { runnerGoals } from './runner.ts';

export const goalsOf = (
  races: ReadonlyMap<string, Race>,
  scalars: ScalarRace,
  measures: Measures,
): readonly Goal[] => [
  ...networkGoals(races, measures),
  ...graphGoals(scalars, measures),
  ...rigourGoals(measures),
  ...runnerGoals(measures),
];
