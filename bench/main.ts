/** `npm run bench`: installs the peers on first use, races everybody, writes reports/bench.md. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entrants } from './entrants.ts';
import { isReached } from './goals/goal.ts';
import { goalsOf } from './goals/goals.ts';
import { sizes } from './job.ts';
import { machine } from './machine.ts';
import { measureAll } from './measure.ts';
import { installPeers, presenceOf, pythonWith } from './peers.ts';
import { type Race, race } from './race.ts';
import { report } from './report.ts';
import type { Plan } from './rounds.ts';
import { raceScalars } from './scalar/race.ts';

const plan: Plan = { rounds: 11, seconds: 0.25 };
const reports = join(import.meta.dirname, '..', 'reports');

installPeers();
const present = entrants.map((entrant) => ({ entrant, presence: presenceOf(entrant) }));
for (const { entrant, presence } of present)
  if ('absent' in presence) console.log(`absent: ${entrant.title}: ${presence.absent}`);

console.log('measures');
const torch = pythonWith('torch');
const measures = measureAll('absent' in torch ? undefined : torch.program);
console.log('scalar graphs');
const scalars = await raceScalars({ rounds: 7, seconds: 0.2 });
const races = new Map<string, Race>();
for (const size of sizes) {
  console.log(`${size.name}, ${size.examples} examples`);
  const result = await race(size, present, plan);
  for (const [name, outcome] of result.results)
    if ('out' in outcome) console.log(`  ${name}: ${outcome.out}`);
  races.set(size.name, result);
}

const goals = goalsOf(races, scalars, measures);
mkdirSync(reports, { recursive: true });
writeFileSync(
  join(reports, 'bench.md'),
  report({ machine: machine(), plan, entrants: present, races, scalars, measures, goals }),
);
const reached = goals.filter(isReached).length;
console.log(`reports/bench.md: ${reached} of ${goals.length} goals reached`);
