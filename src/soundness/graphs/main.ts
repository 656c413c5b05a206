/**
 * `npm run soundness:graphs -- --problems N`: emulated subjects of graphs against their bounds; writes
 * reports/soundness-graphs.json and from it the last section of reports/soundness.md, fails on any violation.
 */

import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { writeGraphSection } from '../committed-report.ts';
import { wholeNumber } from '../whole-number.ts';
import { measureGraphs } from './measure.ts';
import { graphSection } from './report.ts';
import type { GraphViolation } from './trial.ts';

const { values: given } = parseArgs({
  options: {
    problems: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(Math.min(availableParallelism(), 4)) },
  },
});

const counts = new URL('../../../reports/soundness-graphs.json', import.meta.url);

const problems = wholeNumber('problems', given.problems, 1);
const seed = wholeNumber('seed', given.seed, 1);
const command = `npm run soundness:graphs -- --problems ${problems} --seed ${seed}`;
const { violations, ...measured } = await measureGraphs(
  { problems, seed, processes: wholeNumber('jobs', given.jobs, 1) },
  (soFar) => console.error(`${soFar.problems} of ${problems} graphs, ${soFar.violations.length} violations`),
);
const run = { command, seed, ...measured };
writeFileSync(counts, `${JSON.stringify(run)}\n`);
writeGraphSection(graphSection(run));
console.log(`${run.problems} graphs judged; reports/soundness.md written`);

const size = ({ problem }: GraphViolation): number => JSON.stringify(problem).length;
const [smallest] = violations.toSorted((left, right) => size(left) - size(right));
if (smallest !== undefined) console.log(`a bound is violated: ${JSON.stringify(smallest)}`);
process.exitCode = violations.length === 0 ? 0 : 1;
