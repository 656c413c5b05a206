/** Everybody who records and differentiates scalar graphs, at all sizes in the same interleaved rounds. */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { float64 } from '../../src/arithmetic/float64.ts';
import { boundGraphAnswer } from '../../src/bounds/graphs/bound-graph-answer.ts';
import { precision } from '../../src/bounds/precision.ts';
import { gradientOfGraph } from '../../src/graphs/gradient.ts';
import { isRefusal } from '../../src/model/answer.ts';
import type { NestedNumbers } from '../../src/model/graph.ts';
import { compare } from '../proof.ts';
import { admit, type Plan, type Proof, type Runner, ratesOf, timeRounds } from '../rounds.ts';
import { type ScalarEntrant, type ScalarPresence, scalarEntrants, scalarPresence } from './entrants.ts';
import { edgeCount, problemOfGraph, type ScalarGraph, scalarGraph, writeGraph } from './graph.ts';

/** Nanoseconds of processor time per edge, round by round; or why there are none. */
export type ScalarResult = { readonly perEdge: readonly number[] } | { readonly out: string };

export interface ScalarRace {
  readonly entrants: readonly { readonly entrant: ScalarEntrant; readonly presence: ScalarPresence }[];
  /** By entrant and number of nodes: see `keyOf`. */
  readonly results: ReadonlyMap<string, ScalarResult>;
}

export const keyOf = (name: string, nodes: number): string => `${name} ${nodes}`;

/** Above this the bounds would take half a minute; whoever is asked more has proved itself below. */
const provedUpTo = 100_000;

const flat = (gradients: Readonly<Record<string, NestedNumbers>>, names: readonly string[]): Float64Array =>
  Float64Array.from(names, (name) => Number(gradients[name]));

/** The gradient of the readable engine, and twice the derived bound: for it, and for whoever is held to it. */
const proofOf = (graph: ScalarGraph): Proof => {
  const problem = problemOfGraph(graph);
  const answer = gradientOfGraph(problem, float64);
  if (isRefusal(answer)) throw new Error(answer.refused);
  const expected = flat(answer.gradients, problem.wrt);
  const bounds = flat(boundGraphAnswer(problem, precision('float64'), 'convention').gradients, problem.wrt);
  return (got) => compare(got, expected, [bounds, bounds]);
};

const isFiniteAnswer: Proof = (got) =>
  got.length > 0 && got.every(Number.isFinite) ? undefined : 'its gradient is not finite';

interface Entry extends Runner {
  readonly key: string;
  readonly edges: number;
}

/** Starts everybody who is asked for this many nodes. */
const admitAll = async (
  nodes: number,
  { entrants }: Pick<ScalarRace, 'entrants'>,
  folder: string,
  results: Map<string, ScalarResult>,
): Promise<readonly Entry[]> => {
  const graph = scalarGraph(nodes);
  mkdirSync(folder);
  writeGraph(folder, graph);
  const proof = nodes <= provedUpTo ? proofOf(graph) : isFiniteAnswer;
  const admitted: Entry[] = [];
  for (const { entrant, presence } of entrants) {
    if (!entrant.sizes.includes(nodes) || 'absent' in presence) continue;
    const key = keyOf(entrant.name, nodes);
    const runner = await admit(presence, folder, proof);
    if ('out' in runner) results.set(key, runner);
    else admitted.push({ ...runner, key, edges: edgeCount(graph) });
  }
  return admitted;
};

const timeAll = async (runners: readonly Entry[], plan: Plan, results: Map<string, ScalarResult>) => {
  const times = await timeRounds(runners, plan);
  for (const [index, { key, edges }] of runners.entries())
    results.set(key, { perEdge: ratesOf(times[index] ?? []).map((rate) => 1e9 / (rate * edges)) });
};

export const raceScalars = async (plan: Plan): Promise<ScalarRace> => {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-scalars-'));
  const entrants = scalarEntrants.map((entrant) => ({
    entrant,
    presence: scalarPresence(entrant.name, folder),
  }));
  const results = new Map<string, ScalarResult>();
  const runners: Entry[] = [];
  try {
    const sizes = new Set(scalarEntrants.flatMap((entrant) => entrant.sizes));
    for (const nodes of sizes)
      runners.push(...(await admitAll(nodes, { entrants }, join(folder, `${nodes}`), results)));
    await timeAll(runners, plan, results);
    return { entrants, results };
  } finally {
    await Promise.all(runners.map(({ child }) => child.end()));
    rmSync(folder, { recursive: true, force: true });
  }
};
