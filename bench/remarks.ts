/** What the numbers of the goals do not say by themselves. */

import { short } from './format.ts';
import { scalarRatio } from './goals/graphs.ts';
import { quickestGeneric } from './goals/rigour.ts';
import { overhead } from './goals/runner.ts';
import type { LargeAnswer, LargeNetwork, Measures } from './measure.ts';
import type { ScalarRace } from './scalar/race.ts';
import { median } from './statistics.ts';

const aboutMemory = ({ memory }: Measures): string =>
  `- Memory counts array buffers and heap after garbage collection, the caller's parameters, inputs and targets included; without them it is ${short(memory.own)}×.`;

const aboutGraphs = ({ scalarGraph }: Measures, scalars: ScalarRace): readonly string[] => {
  const kept = scalarRatio(scalars, 'adolc-kept', 100_000);
  const objects = scalarRatio(scalars, 'objects', 100_000);
  return [
    `- The scalar graph in any arithmetic has ${short(scalarGraph.nodes)} nodes and ${short(scalarGraph.edges)} edges; recording it anew each time too, an edge takes ${short(median(scalarGraph.recordToo))} ns.`,
    ...('median' in kept
      ? [
          `- ADOL-C has a shorter way than its driver: keep the values while recording and call the reverse sweep alone. The tape is ${short(kept.median)}× faster than that.`,
        ]
      : []),
    ...('median' in objects
      ? [
          `- An engine of one object and one closure per node takes ${short(objects.median)}× the tape's time.`,
        ]
      : []),
    '- Which operation comes next is random in these graphs, and guessing it wrong costs every contestant about as much as the operation; a graph that repeats itself is cheaper.',
  ];
};

const aboutBounds = ({ bounds }: Measures): string => {
  const each = bounds.map(({ size, ofOwn, ofTyped }) => {
    return `${short(median(ofOwn))}× at ${size} (the bounds alone are ${short(median(ofTyped))} gradients of the typed form)`;
  });
  return `- Trace and bounds: ${each.join(', ')}.`;
};

const aboutDigits = ({ digits }: Measures): string => {
  const sizes = digits.sizes.map(
    ({ size, faster, ofFloat64 }) =>
      `${short(median(faster))}× faster at ${size}, where it takes ${short(median(ofFloat64))}× float64`,
  );
  const operations = digits.operations.map(({ name, faster }) => `${name} ${short(median(faster))}×`);
  return `- ${digits.digits} digits against decimal.js: ${sizes.join('; ')}. Operation by operation: ${operations.join(', ')}; sums, where least is to be gained, hold the ratio of a network down.`;
};

const aboutGeneration = ({ generation, verification }: Measures): readonly string[] => {
  const rates = [...generation].map(([name, rounds]) => [name, median(rounds)] as const);
  const of = (wanted: string): number => rates.find(([name]) => name === wanted)?.[1] ?? Number.NaN;
  const { name } = quickestGeneric(generation);
  const percent = (part: number): string => `${short(100 * part)} %`;
  const answers = rates
    .filter(([name]) => !['nothing', 'shapes', 'problems'].includes(name))
    .map(([name, rate]) => `${name} ${short(rate)}`);
  const { agree, someSilent, dissent } = verification.outcomes;
  return [
    `- Problems per second, made and answered: ${answers.join(', ')}; made alone: ${short(of('problems'))}. Of the time for a problem and the answer of the ${name}, running a property of fast-check takes ${percent(of(name) / of('nothing'))}, choosing a shape ${percent(of(name) / of('shapes'))}, the whole problem ${percent(of(name) / of('problems'))}; the rest is the gradient.`,
    `- Of the problems put to all three, ${agree} had them agree, ${someSilent} had one that refused or saturated, ${dissent} had a dissenter.`,
  ];
};

const milliseconds = (seconds: number): string => `${short(1000 * seconds)} ms`;

/** Own time, what is around it, comparing, and what the last two are of the first. */
const aboutAnswer = (answer: LargeAnswer): string => {
  const { own, around, comparing } = answer;
  const parts = [own > 0 ? milliseconds(own) : 'none seen', milliseconds(around), milliseconds(comparing)];
  return `${parts.join(' + ')}${own > 0 ? ` (${short(overhead(answer))} %)` : ''}`;
};

/** One program and one net: batch by batch, and from which batch on what is added is below 10 %. */
const aboutBatches = (
  title: string,
  networks: readonly LargeNetwork[],
  pick: (network: LargeNetwork) => LargeAnswer | null,
): readonly string[] => {
  const answers = networks.flatMap(({ examples, ...network }) => {
    const answer = pick({ examples, ...network });
    return answer === null ? [] : [{ examples, answer }];
  });
  const [first] = networks;
  if (first === undefined || answers.length === 0) return [];
  const each = answers.map(({ examples, answer }) => `${examples} examples ${aboutAnswer(answer)}`);
  const enough = answers.find(({ answer }) => overhead(answer) < 10);
  const below =
    enough === undefined
      ? 'below 10 % with none of them'
      : `below 10 % first with ${enough.examples} examples`;
  return [
    `- ${title}, ${first.net} (${short(first.parameters)} parameters), its own time + writing, transport and reading on both sides + comparing: ${each.join('; ')}: ${below}.`,
  ];
};

const aboutLargeNetworks = ({ largeNetwork, transport }: Measures): readonly string[] => {
  const { answers, oracleAndBound } = largeNetwork;
  const nets = [...new Set(answers.map(({ net }) => net))];
  return [
    ...nets.flatMap((name) => {
      const networks = answers.filter(({ net }) => net === name);
      return [
        ...aboutBatches('The frozen loop in a Node program', networks, ({ node }) => node),
        ...aboutBatches('numpy in a Python program', networks, ({ python }) => python),
      ];
    }),
    '- What is added grows with the numbers that are sent and does not depend on how long a program computes: it is below a tenth of whatever takes ten times as long, and above the time of a program that computes faster than its numbers can be written and read.',
    `- The expected answer and its bounds come once per problem, however many programs are asked: ${milliseconds(oracleAndBound)} for the first of these by the delta recursion.`,
    `- A small question and its answer take ${short(median(transport.node.ownMicroseconds))} microseconds of our processor time, log included.`,
  ];
};

/** One bullet each. */
export const remarks = (measures: Measures, scalars: ScalarRace): readonly string[] => [
  aboutMemory(measures),
  ...aboutGraphs(measures, scalars),
  aboutBounds(measures),
  aboutDigits(measures),
  ...aboutGeneration(measures),
  ...aboutLargeNetworks(measures),
];
