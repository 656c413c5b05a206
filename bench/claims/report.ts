/** reports/claims.md: what the documents say of the cost of backpropagation, measured. */

import { short, table } from '../format.ts';

export interface Claims {
  readonly machine: readonly string[];
  readonly edges: readonly {
    readonly nodes: number;
    readonly edges: number;
    readonly visits: number | null;
    readonly seconds: number;
  }[];
  readonly exponential: readonly {
    readonly depth: number;
    readonly calls: number;
    readonly edges: number;
    readonly naive: number;
    readonly table: number;
  }[];
  readonly passes: {
    readonly networks: readonly {
      readonly name: string;
      readonly parameters: number;
      readonly passes: number | null;
      readonly gradient: number;
      readonly pass: number;
      readonly all: number | null;
    }[];
    readonly graphs: readonly {
      readonly inputs: number;
      readonly backward: number;
      readonly forward: number;
    }[];
  };
}

const whole = (count: number): string => new Intl.NumberFormat('en').format(count);

/** In the unit that keeps the number short. */
const time = (seconds: number): string => {
  if (seconds < 1e-6) return `${short(1e9 * seconds)} ns`;
  if (seconds < 1e-3) return `${short(1e6 * seconds)} µs`;
  return seconds < 1 ? `${short(1e3 * seconds)} ms` : `${short(seconds)} s`;
};

const proportional = ({ edges }: Claims): readonly string[] => [
  '## The cost is proportional to the number of edges',
  '',
  'Srihari, lines 345 and 353: one local derivative and one multiplication per edge. Counted by `fillGradTable`, which is Algorithm 2 as printed, up to 1e4 nodes; timed on the tape, recording included. `src/graphs/table/algorithms.test.ts` holds the count as an equality on generated graphs.',
  '',
  table(
    ['nodes', 'edges', 'local derivatives taken', 'one gradient', 'per edge'],
    edges.map(({ nodes, edges: count, visits, seconds }) => [
      whole(nodes),
      whole(count),
      visits === null ? 'not counted' : whole(visits),
      time(seconds),
      time(seconds / count),
    ]),
  ),
  '',
  'What grows per edge is not the work: a processor learns a thousand operations in random order by heart and guesses the next one, and of a hundred thousand it cannot; a thousand repeated a hundred times cost per edge what a thousand do.',
];

const exploding = ({ exponential }: Claims): readonly string[] => [
  '## Without the table it is exponential',
  '',
  'Srihari, lines 254 to 256 and 347: repeated subexpressions make the naive chain rule infeasible. y = x x, applied so often to its own result that there are 2^depth paths: the recursion without a table asks 2^(depth + 1) - 1 times for a derivative, the table takes one per edge, 2 depth. `src/graphs/table/algorithms.test.ts` holds both counts as equalities. A chain without branches has one path and nothing explodes there (erratum B3-25).',
  '',
  table(
    ['depth', 'calls without a table', 'edges with it', 'time without', 'time with', 'times slower'],
    exponential.map(({ depth, calls, edges, naive, table: filled }) => [
      whole(depth),
      whole(calls),
      whole(edges),
      time(naive),
      time(filled),
      `${short(naive / filled)}×`,
    ]),
  ),
];

/** The documents compare 200,000 years with a week. */
const claimed = (200_000 * 365.2425) / 7;

const extrapolated = ({ passes: { networks } }: Claims): string => {
  const largest = networks.at(-1);
  if (largest === undefined) return '';
  const { name, gradient, pass } = largest;
  const inPasses = gradient / pass;
  return `**Extrapolated.** At ${name} a gradient takes as long as ${short(inPasses)} forward passes, and differences take one pass per parameter and one more. If that ratio stays what it is, backpropagation is (P + 1) / ${short(inPasses)} times faster for P parameters: 10 million times from ${short(inPasses * 1e7)} parameters on, and the ${whole(Math.round(claimed))} times of a week against 200,000 years at ${short(inPasses * claimed)}. Nobody has waited for either.`;
};

const passes = (claims: Claims): readonly string[] => [
  '## One gradient against a forward pass per parameter',
  '',
  'Srihari, lines 103 and 104: training up to 10 million times faster than by a naive implementation, a week and not 200,000 years. The naive implementation changes one parameter at a time and computes the cost again: P + 1 passes. Both in the same plain loops over doubles, the one that `npm run bench` keeps frozen. That the witness of this project takes 2 passes per parameter and one for the point itself is an equality in `src/witness/kinks.test.ts`.',
  '',
  table(
    [
      'network',
      'parameters',
      'one gradient',
      'one pass',
      'gradient in passes',
      'passes',
      'all by differences',
      'times slower',
    ],
    claims.passes.networks.map(({ name, parameters, passes: counted, gradient, pass, all }) => {
      const estimated = all ?? (parameters + 1) * pass;
      const mark = all === null ? ' (computed)' : '';
      return [
        name,
        whole(parameters),
        time(gradient),
        time(pass),
        short(gradient / pass),
        whole(counted ?? parameters + 1),
        `${time(estimated)}${mark}`,
        `${short(estimated / gradient)}×${mark}`,
      ];
    }),
  ),
  '',
  extrapolated(claims),
  '',
  'Forward mode needs a pass per input too, whatever the numbers cost. Both in the engines for any graph and any arithmetic, on the sum of tanh(x_i) x_(i+1) over a circle of inputs:',
  '',
  table(
    ['inputs', 'one backward pass', 'forward mode, all inputs', 'times slower'],
    claims.passes.graphs.map(({ inputs, backward, forward }) => [
      whole(inputs),
      time(backward),
      time(forward),
      `${short(forward / backward)}×`,
    ]),
  ),
];

export const report = (claims: Claims): string =>
  [
    '# The claims about cost, measured',
    '',
    'Written by `npm run claims`. Counts are the same on every machine; times belong to this machine and this hour, and only their ratios mean something.',
    '',
    ...claims.machine.map((line) => `- ${line}`),
    '',
    ...proportional(claims),
    '',
    ...exploding(claims),
    '',
    ...passes(claims),
    '',
  ].join('\n');
