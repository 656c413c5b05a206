/** reports/bench.md: what was measured, on what, and how it stands to the goals. */

import type { Entrant } from './entrants.ts';
import { short, table, withSpread } from './format.ts';
import { type Goal, isReached } from './goals/goal.ts';
import { ratioTo } from './goals/networks.ts';
import type { Measures } from './measure.ts';
import type { Presence } from './peers.ts';
import type { Race } from './race.ts';
import { remarks } from './remarks.ts';
import type { Plan } from './rounds.ts';
import type { ScalarRace } from './scalar/race.ts';
import { scalarTable, scalarVersions } from './scalar/report.ts';
import { median } from './statistics.ts';

export interface Run {
  readonly machine: readonly string[];
  readonly plan: Plan;
  readonly entrants: readonly { readonly entrant: Entrant; readonly presence: Presence }[];
  /** By size. */
  readonly races: ReadonlyMap<string, Race>;
  readonly scalars: ScalarRace;
  readonly measures: Measures;
  readonly goals: readonly Goal[];
}

const goalRow = (goal: Goal): readonly string[] => {
  const { text, sought, unit, measured } = goal;
  const limit =
    'atLeast' in sought ? `≥ ${short(sought.atLeast)}${unit}` : `≤ ${short(sought.atMost)}${unit}`;
  if ('missing' in measured) return [text, limit, measured.missing, 'not measured'];
  return [text, limit, withSpread(measured, unit), isReached(goal) ? 'reached' : '**not reached**'];
};

const rateCell = ({ results }: Race, name: string): string => {
  const result = results.get(name);
  return result !== undefined && 'rates' in result ? short(median(result.rates)) : '–';
};

const ratioCell = (race: Race, name: string): string => {
  const ratio = ratioTo(race, name);
  return 'missing' in ratio ? '–' : `${short(ratio.median)}×`;
};

const sizesTable = ({ entrants, races }: Run, cell: (race: Race, name: string) => string): string =>
  table(
    ['contestant', ...races.keys()],
    entrants
      .map(({ entrant }) => [entrant.title, ...[...races.values()].map((race) => cell(race, entrant.name))])
      .filter(([, ...cells]) => cells.some((text) => text !== '–')),
  );

/** Who is missing somewhere, and why; who was too large for a size is said once for all. */
const missing = ({ entrants, races }: Run): readonly string[] =>
  entrants.flatMap(({ entrant, presence }) => {
    if ('absent' in presence) return [`- ${entrant.title}: absent: ${presence.absent}.`];
    return [...races].flatMap(([size, { results }]) => {
      const result = results.get(entrant.name);
      return result === undefined || 'rates' in result
        ? []
        : [`- ${entrant.title} at ${size}: ${result.out}.`];
    });
  });

const versions = ({ entrants }: Run): readonly string[] =>
  entrants.flatMap(({ entrant, presence }) =>
    entrant.needs === null || 'absent' in presence ? [] : [`- ${entrant.title}: ${presence.version}`],
  );

const shares = ({ races }: Run): string =>
  [...races].map(([size, { share }]) => `${short(100 * share)} % at ${size}`).join(', ');

export const report = (run: Run): string =>
  [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Ratios within one run mean something; the absolute numbers belong to this machine and this hour.',
    '',
    ...run.machine.map((line) => `- ${line}`),
    '',
    '## Goals',
    '',
    table(['goal', 'sought', 'median (lowest to highest round)', ''], run.goals.map(goalRow)),
    '',
    ...remarks(run.measures, run.scalars),
    '',
    '## Gradients per second of processor time',
    '',
    `Cost and the gradient of all parameters; sigmoid layers, half the sum of squares, float64 unless marked. Every contestant and size has a process of its own and one thread; medians of ${run.plan.rounds} interleaved rounds of ${run.plan.seconds} s. Processor time counts all threads of a process, a garbage collector's too. While they ran, the processes had of a core: ${shares(run)}.`,
    '',
    sizesTable(run, rateCell),
    '',
    '## The typed delta recursion as a multiple of each',
    '',
    sizesTable(run, ratioCell),
    '',
    '## Scalar graphs: nanoseconds of processor time per edge',
    '',
    'A graph recorded and its gradient taken; 40 % add, 30 % mul, 10 % each of exp, tanh and sigmoid. All sizes and contestants in the same interleaved rounds, each in a process of its own. Up to 1e5 nodes each first proved its gradient: within twice the derived bound of that of the engine for any arithmetic.',
    '',
    scalarTable(run.scalars),
    '',
    '## Contestants',
    '',
    'Those of networks first proved their gradients at every size they are timed at: entry by entry within the derived error bound of its precision plus that of our reference. The generic implementations of ours also compute the gradients of the inputs. synaptic generates code per network; its output units know only the error of the log-loss, so it is held to that gradient.',
    '',
    ...versions(run),
    ...scalarVersions(run.scalars),
    ...missing(run),
    '',
  ].join('\n');
