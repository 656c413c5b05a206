/** `npm run soundness:graphs -- --problems N`: emulated subjects of graphs against their bounds. */

import { parseArgs } from 'node:util';
import { quantile } from '../trials/histogram.ts';
import { seeded } from '../trials/random.ts';
import { graphCases, graphFamilies } from './problem-case.ts';
import { type GraphTally, type GraphViolation, runGraph } from './trial.ts';

const { values: given } = parseArgs({
  options: {
    problems: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new RangeError(`--${name}: expected a whole number of at least 1, got ${text}`);
};

const perDraw = 5;
const styles = 3;

const tallies: Record<string, GraphTally> = {};
const violations: GraphViolation[] = [];
const wanted = wholeNumber('problems', given.problems);
let problems = 0;
for (let seed = wholeNumber('seed', given.seed); problems < wanted; seed += 1) {
  for (const family of Object.keys(graphFamilies)) {
    for (const graph of graphCases(family, seed, perDraw)) {
      problems += 1;
      violations.push(...runGraph(tallies, graph, styles, seeded(seed, problems)));
    }
  }
}

console.log(`${problems} problems, ${violations.length} violations`);
for (const [format, { relative, ...counts }] of Object.entries(tallies)) {
  const [median, high] = [quantile(relative, 0.5), quantile(relative, 0.9)];
  console.log(`${format}: ${JSON.stringify({ ...counts, median, 'nine tenths': high })}`);
}
const size = ({ problem }: GraphViolation): number => JSON.stringify(problem).length;
const smallest = (format: string): GraphViolation | undefined =>
  violations
    .filter((violation) => violation.format === format)
    .toSorted((left, right) => size(left) - size(right))[0];
for (const violation of Object.keys(tallies).map(smallest))
  if (violation !== undefined) console.log(`a bound is violated: ${JSON.stringify(violation)}`);
process.exitCode = violations.length === 0 ? 0 : 1;
