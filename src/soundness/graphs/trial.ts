/** Emulated subjects of every format on one graph, held against its bounds. */

import { at } from '../../bounds/at.ts';
import { boundGraphAnswer, type GraphBounds } from '../../bounds/graphs/bound-graph-answer.ts';
import type { GraphKinkAllowance } from '../../bounds/graphs/costs.ts';
import { isWithin } from '../../bounds/within.ts';
import type { GraphProblem } from '../../model/graph.ts';
import { numbersOfGraph } from '../../model/graph-numbers.ts';
import { plainStyle } from '../emulation/style.ts';
import type { Emulation } from '../emulation/sums.ts';
import { type Format, formats } from '../trials/formats.ts';
import { countLog, shareBin } from '../trials/histogram.ts';
import { compose } from './composed.ts';
import type { GraphCase } from './problem-case.ts';
import { type GraphStyle, randomGraphStyle } from './style.ts';
import { emulatedAnswer } from './subject.ts';
import { type GraphTallies, type GraphTally, graphTallyOf } from './tally.ts';

/** A number outside its bound. */
export interface GraphViolation {
  readonly problem: GraphProblem;
  readonly format: string;
  readonly style: GraphStyle;
  readonly kinks: GraphKinkAllowance;
  readonly index: number;
  readonly got: number;
  readonly truth: number;
  readonly bound: number;
}

/** The style without what section 1 of spec/graph-bounds.md leaves out where exponentials leave the range. */
const withinContract = (style: GraphStyle, { saturations }: GraphBounds): GraphStyle =>
  saturations.some(({ reason }) => reason.includes('exponentials'))
    ? {
        ...style,
        operations: 'fused',
        elementary: 'library',
        softmax: style.softmax === 'unshifted' ? plainStyle.softmax : style.softmax,
        slope: style.slope === 'composed' ? plainStyle.slope : style.slope,
      }
    : style;

/** Compositions are the same function away from kinks. */
const posed = (problem: GraphProblem, style: GraphStyle, { uncertain }: GraphBounds): GraphProblem =>
  style.operations === 'composed' ? compose(problem, new Set(uncertain.map(({ node }) => node))) : problem;

const errorOf = ({ high, low }: GraphCase, index: number, got: number): number =>
  Math.abs(got - at(high, index) - at(low, index));

const judge = (
  tally: GraphTally,
  graph: GraphCase,
  bounds: GraphBounds,
  values: readonly number[],
): number | undefined => {
  const flatList = numbersOfGraph(graph.problem, bounds);
  if (values.length !== flatList.length || values.length !== graph.high.length)
    throw new RangeError(`answer: expected ${flatList.length} numbers, got ${values.length}`);
  const uncertain = bounds.uncertain.length > 0;
  let violated: number | undefined;
  for (const [index, bound] of flatList.entries()) {
    const got = at(values, index);
    tally.entries += 1;
    if (bound === Number.POSITIVE_INFINITY) tally.unbounded += 1;
    else if (!Number.isFinite(got) && bounds.saturations.length > 0) tally.excused += 1;
    else {
      const error = errorOf(graph, index, got);
      if (!isWithin(error, 0, bound)) {
        violated ??= index;
        tally.violations += 1;
      }
      const share = error === 0 ? 0 : error / bound;
      if (uncertain) {
        tally.uncertain += 1;
        tally.largestUncertainShare = Math.max(tally.largestUncertainShare, share);
      } else {
        tally.largestShare = Math.max(tally.largestShare, share);
        const bin = shareBin(share);
        tally.shares[bin] = (tally.shares[bin] ?? 0) + 1;
        if (share > 0.5) tally.beyondHalf += 1;
      }
    }
  }
  tally.runs += 1;
  return violated;
};

const countRelative = (tally: GraphTally, graph: GraphCase, bounds: GraphBounds): void => {
  for (const [index, bound] of numbersOfGraph(graph.problem, bounds).entries()) {
    const truth = Math.abs(at(graph.high, index));
    if (index > 0 && truth > 0 && bound > 0) countLog(tally.relative, bound / truth);
  }
};

/** Elementary functions give 1 and 0 where they are 1 and 0: e^0, and so the others. */
const exactAtZero = (emulation: Emulation<number>): Emulation<number> => {
  const { exp } = emulation.numbers;
  return { ...emulation, numbers: { ...emulation.numbers, exp: (x) => (x === 0 ? 1 : exp(x)) } };
};

/** Whether a subject of this style takes the derivatives that spec/ops.json calls ours. */
const followsConvention = ({ ties, slope }: GraphStyle): boolean => ties === 'first' && slope !== 'from-a';

/** The runs of a format on a graph, counted; gives what is outside a bound. */
const runFormat = (
  tally: GraphTally,
  graph: GraphCase,
  format: Format,
  styles: number,
  random: () => number,
): readonly GraphViolation[] => {
  const { problem } = graph;
  const bounds = boundGraphAnswer(problem, format.precision);
  const ours = boundGraphAnswer(problem, format.precision, 'convention');
  tally.problems += 1;
  countRelative(tally, graph, bounds);
  const violations: GraphViolation[] = [];
  for (let run = 0; run < styles; run += 1) {
    const drawn = randomGraphStyle(random);
    const style = withinContract(drawn, bounds);
    if (style !== drawn) tally.excluded += 1;
    const emulation = exactAtZero(format.subject(style));
    const values = emulatedAnswer({ emulation, style }, posed(problem, style, bounds));
    for (const [kinks, judged] of [['every choice', bounds] as const, ['convention', ours] as const]) {
      if (kinks === 'convention' && !followsConvention(style)) continue;
      const index = judge(tally, graph, judged, values);
      if (index === undefined) continue;
      const [got, truth] = [at(values, index), at(graph.high, index)];
      const bound = at(numbersOfGraph(problem, judged), index);
      violations.push({ problem, format: format.name, style, kinks, index, got, truth, bound });
    }
  }
  return violations;
};

/** So many styles of every format on a graph, counted by format and family. */
export const runGraph = (
  tallies: GraphTallies,
  graph: GraphCase,
  styles: number,
  random: () => number,
  tried: readonly Format[] = formats,
): readonly GraphViolation[] =>
  tried.flatMap((format) =>
    runFormat(graphTallyOf(tallies, format.name, graph.family), graph, format, styles, random),
  );
