/** `npm run mutants`: plants every mistake, writes reports/independence.md, fails unless all is as it must be. */

import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { readCatalogue } from './catalogue.ts';
import { testedClauses, testedProperties } from './checks.ts';
import { blindClauses, complaintsAboutRun, mistakesSeen } from './complaints.ts';
import { testedGraphClauses } from './graphs/graph-checks.ts';
import { complaintsAboutGraphs } from './graphs/graph-complaints.ts';
import { graphRows, graphSection } from './graphs/graph-report.ts';
import { readGraphCatalogue } from './graphs/read-graph-mutants.ts';
import { examineGraphs } from './graphs/run-graphs.ts';
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

const options = { seed, thorough: true };
const processes = Math.min(availableParallelism(), 4);
const all = await examineAll(readCatalogue(), options, processes, progress);
const graphFiles = readGraphCatalogue().map((file) => ({ file, mutants: file.mutants }));
const ofGraphs = graphFiles.reduce((sum, { mutants }) => sum + mutants.length + 1, 0);
const graphs = await examineGraphs(graphFiles, options, processes, (done) => progress(done, ofGraphs));
const complaints = [...complaintsAboutRun(all), ...complaintsAboutGraphs(graphs.all, graphs.panels)];
const blind = blindClauses(all, testedClauses);
writeFileSync(
  new URL(report, root),
  reportOf(all, {
    seed,
    testedClauses,
    properties: testedProperties,
    complaints,
    blind,
    graphs: graphSection(graphs.all, graphs.panels, testedGraphClauses),
  }),
);
writeFileSync(new URL(data, root), reportJson(all, graphRows(graphs.all), seed));

for (const { file } of all) {
  const forward = file.mutants.filter(({ part }) => part === 'forward').length;
  console.log(`${file.voter}: ${file.mutants.length} mutants, ${forward} of the forward pass`);
}
for (const { file } of graphs.all) console.log(`graphs, ${file.name}: ${file.mutants.length} mutants`);
console.log(`${mistakesSeen(all).length} different mistakes seen; ${report} and ${data} written`);
for (const sentence of blind) console.log(`alone, ${sentence}`);
for (const complaint of complaints) console.log(`not as it must be: ${complaint}`);
process.exitCode = complaints.length === 0 ? 0 : 1;
