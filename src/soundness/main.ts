/** `npm run soundness`: emulated subjects against the bounds; writes reports/soundness.md, fails on any violation. */

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { ChunkResult } from './chunk.ts';
import { writeNetworkSections } from './committed-report.ts';
import { runChunks } from './processes.ts';
import { addChunk, resume, type SoFar, save } from './progress-file.ts';
import { reportOf } from './report/report.ts';
import { describeViolation, simplest } from './reproduce.ts';
import { problemCase } from './trials/problem-case.ts';
import { runCase, runOwn } from './trials/trial.ts';
import { smallestFirst } from './trials/violation.ts';
import { wholeNumber } from './whole-number.ts';

const { values: given } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(Math.min(availableParallelism(), 4)) },
    case: { type: 'string' },
  },
});

const progressEvery = 10_000;

/** Says how far the run is, now and then. */
const progress = (runs: number) => {
  const start = Date.now();
  let last = start;
  return (soFar: SoFar, begun: number): void => {
    const now = Date.now();
    if (now - last < progressEvery && soFar.runs < runs) return;
    last = now;
    const rate = ((soFar.runs - begun) / (now - start)) * 1000;
    console.error(
      `${soFar.runs} of ${runs} runs, ${Math.round(rate)} a second, ${soFar.violations.length === 0 ? 'no violation' : 'violations'}`,
    );
  };
};

const measure = async (seed: number, runs: number, processes: number): Promise<SoFar> => {
  const soFar = resume(seed, runs);
  const begun = soFar.runs;
  if (begun > 0) console.error(`going on from ${begun} runs`);
  if (begun >= runs) return soFar;
  const say = progress(runs);
  const worker = new URL('./worker.ts', import.meta.url);
  await runChunks<ChunkResult>({ worker, seed, first: soFar.chunks, processes }, (result) => {
    addChunk(soFar, result);
    save(soFar);
    say(soFar, begun);
    return soFar.runs < runs;
  });
  return soFar;
};

const runAll = async (seed: number): Promise<number> => {
  const runs = wholeNumber('runs', given.runs, 1);
  const soFar = await measure(seed, runs, wholeNumber('jobs', given.jobs, 1));
  writeNetworkSections(reportOf(soFar, `npm run soundness -- --runs ${runs} --seed ${seed}`));
  console.log(`${soFar.runs} runs judged; reports/soundness.md written`);
  const [smallest] = soFar.violations;
  if (smallest === undefined) return 0;
  console.log(
    ['a bound is violated; the smallest problem seen:', ...describeViolation(simplest(smallest))].join('\n'),
  );
  return 1;
};

const runOne = (seed: number, index: number): number => {
  const problem = problemCase(seed, index);
  console.log(JSON.stringify(problem.problem));
  const violations = smallestFirst([...runCase({}, problem), ...runOwn({}, problem)]);
  for (const violation of violations) console.log(describeViolation(simplest(violation)).join('\n'));
  if (violations.length === 0) console.log(`case ${index} of seed ${seed}: every number within its bound`);
  return violations.length === 0 ? 0 : 1;
};

const seed = wholeNumber('seed', given.seed, 0);
process.exitCode =
  given.case === undefined ? await runAll(seed) : runOne(seed, wholeNumber('case', given.case, 0));
