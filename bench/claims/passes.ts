/**
 * One gradient against a forward pass per parameter, on networks in plain loops; and, in the engine for any
 * graph, one backward pass against forward mode's pass per input.
 */

import { float64 } from '../../src/arithmetic/float64.ts';
import { boundAnswer } from '../../src/bounds/bound-answer.ts';
import { precision } from '../../src/bounds/precision.ts';
import { gradient } from '../../src/gradients/delta-recursion/gradient.ts';
import { gradientForward } from '../../src/graphs/forward-mode/forward-mode.ts';
import { gradientOfGraph } from '../../src/graphs/gradient.ts';
import { isRefusal, type TracedAnswer } from '../../src/model/answer.ts';
import type { GraphProblem } from '../../src/model/graph.ts';
import { enter } from '../contestants/naive-loop.js';
import { jobOf, problemOf, type Size, sizes } from '../job.ts';
import { secondsEach } from '../measures/rounds.ts';
import { median } from '../statistics.ts';
import { forwardPass } from './forward-pass.ts';

const networks: readonly Size[] = [
  ...sizes.filter(({ name }) => name === '2-2-2' || name === '16-16-4'),
  { name: '64-64-10', widths: [64, 64, 10], examples: 8 },
  ...sizes.filter(({ name }) => name === '784-128-10'),
];

/** Above this many parameters differences by all of them would take an hour. */
const measuredUpTo = 10_000;

const step = 2 ** -17;

/** The plain loop's cost is within the derived bound of ours. */
const demandSameCost = (size: Size, cost: number): void => {
  const problem = problemOf(jobOf(size));
  const answer = gradient(problem, float64);
  if (isRefusal(answer) || answer.deltas === undefined || answer.trace === undefined)
    throw new Error('expected an answer with its trace');
  const traced: TracedAnswer = { ...answer, deltas: answer.deltas, trace: answer.trace };
  const bound = boundAnswer(problem, traced, precision('float64')).cost;
  const error = Math.abs(cost - traced.cost);
  if (!(Number.isFinite(bound) && error <= 2 * bound))
    throw new Error(`cost at ${size.name}: expected ${traced.cost}, got ${cost}`);
};

const network = async (size: Size) => {
  const job = jobOf(size);
  const { parameters } = job;
  const contestant = await enter(job);
  const cost = forwardPass(job);
  demandSameCost(size, cost());
  const differences = new Float64Array(parameters.length);
  let passes = 0;
  const byDifferences = (): void => {
    passes = 1;
    const here = cost();
    for (let p = 0; p < parameters.length; p += 1) {
      const kept = Number(parameters[p]);
      parameters[p] = kept + step;
      differences[p] = (cost() - here) / step;
      passes += 1;
      parameters[p] = kept;
    }
  };
  const [once = [], pass = [], all] = secondsEach(
    [contestant.run, cost, ...(parameters.length <= measuredUpTo ? [byDifferences] : [])],
    5,
    0.1,
  );
  return {
    name: size.name,
    parameters: parameters.length,
    passes: passes > 0 ? passes : null,
    gradient: median(once),
    pass: median(pass),
    all: all === undefined ? null : median(all),
  };
};

/** The sum of tanh(x_i) x_(i+1) over a circle of inputs: five edges and three nodes for each. */
const circle = (count: number): GraphProblem => {
  const names = Array.from({ length: count }, (_, i) => `x${i}`);
  const nodes = names.flatMap((name, i) => [
    { name: `t${i}`, op: 'tanh' as const, args: [name] },
    { name: `p${i}`, op: 'mul' as const, args: [`t${i}`, `x${(i + 1) % count}`] },
    { name: `s${i}`, op: 'add' as const, args: [i === 0 ? 'p0' : `s${i - 1}`, `p${i}`] },
  ]);
  return {
    kind: 'graph',
    inputs: Object.fromEntries(names.map((name, i) => [name, (i + 1) / (count + 1)])),
    nodes,
    output: `s${count - 1}`,
    wrt: names,
  };
};

const graph = (count: number) => {
  const problem = circle(count);
  const [backward = [], forward = []] = secondsEach(
    [() => gradientOfGraph(problem, float64), () => gradientForward(problem, float64)],
    3,
    0.1,
  );
  return { inputs: count, backward: median(backward), forward: median(forward) };
};

const measuredNetworks = [];
for (const size of networks) measuredNetworks.push(await network(size));

console.log(JSON.stringify({ networks: measuredNetworks, graphs: [10, 30, 100, 300].map(graph) }));
