/** Gradients of scalar graphs against named peers. */

import type { Measures } from '../measure.ts';
import { keyOf, type ScalarRace } from '../scalar/race.ts';
import { median, ratios, spreadOf } from '../statistics.ts';
import type { Goal } from './goal.ts';

/** How many times longer a peer takes for an edge than the tape does, on graphs of this many nodes. */
export const scalarRatio = (
  { entrants, results }: ScalarRace,
  peer: string,
  nodes: number,
): Goal['measured'] => {
  const [tape, other] = [results.get(keyOf('tape', nodes)), results.get(keyOf(peer, nodes))];
  if (tape !== undefined && 'perEdge' in tape && other !== undefined && 'perEdge' in other)
    return spreadOf(ratios(other.perEdge, tape.perEdge));
  if (other !== undefined && 'out' in other) return { missing: other.out };
  const presence = entrants.find(({ entrant }) => entrant.name === peer)?.presence;
  return { missing: presence !== undefined && 'absent' in presence ? presence.absent : 'it was not asked' };
};

/** The dearest edge over the cheapest, medians of all sizes. */
const flatness = ({ entrants, results }: ScalarRace): Goal['measured'] => {
  const sizes = entrants.find(({ entrant }) => entrant.name === 'tape')?.entrant.sizes ?? [];
  const costs = sizes.flatMap((nodes) => {
    const result = results.get(keyOf('tape', nodes));
    return result !== undefined && 'perEdge' in result ? [median(result.perEdge)] : [];
  });
  if (costs.length < sizes.length) return { missing: 'a size was not measured' };
  return spreadOf([Math.max(...costs) / Math.min(...costs)]);
};

export const graphGoals = (scalars: ScalarRace, { scalarGraph, tapeBytes }: Measures): readonly Goal[] => [
  {
    text: 'scalar graph in any arithmetic, values and table, nanoseconds per edge',
    sought: { atMost: 60 },
    unit: ' ns',
    measured: spreadOf(scalarGraph.forwardAndTable),
  },
  {
    text: 'tape, record and gradient at 1e5 nodes, times faster than ADOL-C recording and its driver gradient',
    sought: { atLeast: 3 },
    unit: '×',
    measured: scalarRatio(scalars, 'adolc', 100_000),
  },
  {
    text: 'tape, record and gradient at 1e4 nodes, times faster than PyTorch on scalars',
    sought: { atLeast: 100 },
    unit: '×',
    measured: scalarRatio(scalars, 'pytorch', 10_000),
  },
  {
    text: 'tape, cost of an edge, the dearest of 1e3, 1e4, 1e5 and 1e6 nodes over the cheapest',
    sought: { atMost: 2.5 },
    unit: '×',
    measured: flatness(scalars),
  },
  { text: 'tape, memory of a node', sought: { atMost: 48 }, unit: ' bytes', measured: spreadOf([tapeBytes]) },
];
