/** `npm run bench`: installs the peers on first use, races everybody, writes reports/bench.md. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entrants } from './entrants.ts';
import { goalsOf, isReached } from './goals.ts';
import { sizes } from './job.ts';
import { machine } from './machine.ts';
import { measureAll } from './measure.ts';
import { installPeers, presenceOf } from './peers.ts';
import { type Race, race } from './race.ts';
import { report } from './report.ts';
import type { Plan } from './rounds.ts';

const plan: Plan = { rounds: 11, seconds: 0.25 };
const reports = join(import.meta.dirname, '..', 'reports');

installPeers();
const present = entrants.map((entrant) => ({ entrant, presence: presenceOf(entrant) }));
for (const { entrant, presence } of present)
  if ('absent' in presence) console.log(`absent: ${entrant.title}: ${presence.absent}`);

console.log('memory, scalar graph, verification');
const measures = measureAll();
const races = new Map<string, Race>();
for (const size of sizes) {
  console.log(`${size.name}, ${size.examples} examples`);
  const result = await race(size, present, plan);
  for (const [name, outcome] of result.results)
    if ('out' in outcome) console.log(`  ${name}: ${outcome.out}`);
  races.set(size.name, result);
}

const goals = goalsOf(races, measures);
mkdirSync(reports, { recursive: true });
writeFileSync(
  join(reports, 'bench.md'),
  report({ machine: machine(), plan, entrants: present, races, measures, goals }),
);
const reached = goals.filter(isReached).length;
console.log(`reports/bench.md: ${reached} of ${goals.length} goals reached`);
