/** The chain rule with and without a table, on y = x x repeated: calls counted, time taken. */

import { float64 } from '../../src/arithmetic/float64.ts';
import { apply, emptyGraph, given } from '../../src/graphs/build.ts';
import { forward } from '../../src/graphs/table/forward.ts';
import { naiveGradient } from '../../src/graphs/table/naive.ts';
import { fillGradTable } from '../../src/graphs/table/scalar-table.ts';
import { secondsEach } from '../measures/rounds.ts';
import { median } from '../statistics.ts';

/** At 1, where every value is 1 and the derivative 2^depth, exactly. */
const measure = (depth: number) => {
  const graph = emptyGraph();
  const w = given(graph, 'w', []);
  let output = w;
  for (let step = 0; step < depth; step += 1) output = apply(graph, 'mul', [output, output]);
  const values = forward(graph, float64, new Map([['w', { shape: [], entries: [1] }]]));
  const counts = { calls: 0, edges: 0 };
  const asked = (): void => {
    counts.calls += 1;
  };
  const visited = (): void => {
    counts.edges += 1;
  };
  const derivative = naiveGradient(graph, float64, values, output, { asked })(w).entries[0];
  const table = fillGradTable(graph, float64, values, output, { visited });
  if (derivative !== 2 ** depth || table[w] !== derivative)
    throw new Error(`expected 2^${depth} twice, got ${derivative} and ${table[w]}`);
  const [naive = [], filled = []] = secondsEach(
    [
      () => naiveGradient(graph, float64, values, output)(w),
      () => fillGradTable(graph, float64, values, output),
    ],
    3,
    0.05,
  );
  return { depth, ...counts, naive: median(naive), table: median(filled) };
};

console.log(JSON.stringify([5, 10, 12, 14, 16, 18].map(measure)));
