/** `npm run mutants`: plants every mistake, writes reports/independence.md, fails unless all is as it must be. */

import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { readCatalogue } from './catalogue.ts';
import { testedClauses, testedProperties } from './checks.ts';
import { blindClauses, complaintsAboutRun, mistakesSeen } from './complaints.ts';
import { root } from './patched-modules.ts';
import { reportOf } from './report.ts';
import { reportJson } from './report-json.ts';
import { examineAll } from './run.ts';

const seed = 1;
const report = 'reports/independence.md';
const data = 'reports/independence.json';

const progress = (done: number, of: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}/${of}${done === of ? '\n' : ''}`);
};

const all = await examineAll(
  readCatalogue(),
  { seed, thorough: true },
  Math.min(availableParallelism(), 4),
  progress,
);
const complaints = complaintsAboutRun(all);
const blind = blindClauses(all, testedClauses);
writeFileSync(
  new URL(report, root),
  reportOf(all, { seed, testedClauses, properties: testedProperties, complaints, blind }),
);
writeFileSync(new URL(data, root), reportJson(all, seed));

for (const { file } of all) {
  const forward = file.mutants.filter(({ part }) => part === 'forward').length;
  console.log(`${file.voter}: ${file.mutants.length} mutants, ${forward} of the forward pass`);
}
console.log(`${mistakesSeen(all).length} different mistakes seen; ${report} and ${data} written`);
for (const sentence of blind) console.log(`alone, ${sentence}`);
for (const complaint of complaints) console.log(`not as it must be: ${complaint}`);
process.exitCode = complaints.length === 0 ? 0 : 1;
