/**
 * `npm run soundness:graphs -- --problems N`: emulated subjects of graphs against their bounds; writes
 * reports/soundness-graphs.json and from it the last section of reports/soundness.md, fails on any violation.
 */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeGraphSection } from '../committed-report.ts';
import { seeded } from '../trials/random.ts';
import { wholeNumber } from '../whole-number.ts';
import { graphCases, graphFamilies } from './problem-case.ts';
import { type GraphRun, graphSection } from './report.ts';
import type { GraphTallies } from './tally.ts';
import { type GraphViolation, runGraph } from './trial.ts';

const { values: given } = parseArgs({
  options: {
    problems: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});

const counts = new URL('../../../reports/soundness-graphs.json', import.meta.url);
const perDraw = 5;
const styles = 3;

const wanted = wholeNumber('problems', given.problems, 1);
const firstSeed = wholeNumber('seed', given.seed, 1);
const tallies: GraphTallies = {};
const violations: GraphViolation[] = [];
let problems = 0;
for (let seed = firstSeed; problems < wanted; seed += 1) {
  for (const family of Object.keys(graphFamilies)) {
    for (const graph of graphCases(family, seed, perDraw)) {
      problems += 1;
      violations.push(...runGraph(tallies, graph, styles, seeded(seed, problems)));
    }
  }
  if (seed % 20 === 0) console.error(`${problems} of ${wanted} graphs, ${violations.length} violations`);
}

const command = `npm run soundness:graphs -- --problems ${wanted} --seed ${firstSeed}`;
const run: GraphRun = { command, seed: firstSeed, problems, tallies };
writeFileSync(counts, `${JSON.stringify(run)}\n`);
writeGraphSection(graphSection(run));
console.log(`${problems} graphs judged; reports/soundness.md written`);

const size = ({ problem }: GraphViolation): number => JSON.stringify(problem).length;
const [smallest] = violations.toSorted((left, right) => size(left) - size(right));
if (smallest !== undefined) console.log(`a bound is violated: ${JSON.stringify(smallest)}`);
process.exitCode = violations.length === 0 ? 0 : 1;
