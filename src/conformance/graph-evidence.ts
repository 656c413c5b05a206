/** Turning a subject's answer to a graph into evidence: a reference to hold it against, and bounds for both. */

import { float64 } from '../arithmetic/float64.ts';
import { boundGraphAnswer, type GraphBounds } from '../bounds/graphs/bound-graph-answer.ts';
import { addGraphBounds } from '../bounds/graphs/combine-graph-bounds.ts';
import { precision } from '../bounds/precision.ts';
import type { GraphImplementationName } from '../graphs/implementation-names.ts';
import { graphImplementations } from '../graphs/implementations.ts';
import type { Witnessed } from '../judge/evidence.ts';
import { isRefusal } from '../model/answer.ts';
import type { GraphAnswer, GraphProblem } from '../model/graph.ts';
import { consultGraph } from '../oracle/graphs/consult-graph.ts';
import type { Subject } from '../subjects/subject.ts';
import type { Basis } from './basis.ts';

/** What an answer is held against, and how far that may be from the exact one. */
interface Opinion {
  readonly answer: GraphAnswer;
  readonly bounds: GraphBounds;
}

type Opinions = WeakMap<GraphProblem, Opinion | undefined>;

/** Computed once per problem, however many subjects are asked. */
const remembered = (
  known: Opinions,
  problem: GraphProblem,
  compute: () => Opinion | undefined,
): Opinion | undefined => {
  if (!known.has(problem)) known.set(problem, compute());
  return known.get(problem);
};

const ofOracle: Opinions = new WeakMap();

/** What at least two of ours agree on; throws where they disagree: a defect of ours. */
const oracleOpinion = (problem: GraphProblem): Opinion | undefined =>
  remembered(ofOracle, problem, () => {
    const consultation = consultGraph(problem);
    return isRefusal(consultation) ? undefined : consultation;
  });

const inFloat64 = precision('float64');

const opinionBy = (name: GraphImplementationName, problem: GraphProblem): Opinion | undefined => {
  const attempt = graphImplementations.find((each) => each.name === name)?.gradient(problem, float64);
  if (attempt === undefined || isRefusal(attempt)) return undefined;
  return { answer: attempt, bounds: boundGraphAnswer(problem, inFloat64, 'convention') };
};

const ofTable: Opinions = new WeakMap();
const ofForward: Opinions = new WeakMap();

/** Reverse mode, in numbers and in symbols, is held against forward mode, and everything else against it. */
const otherOpinion = (name: string, problem: GraphProblem): Opinion | undefined =>
  name === 'graph-table' || name === 'graph-symbolic'
    ? remembered(ofForward, problem, () => opinionBy('graph-forward', problem))
    : remembered(ofTable, problem, () => opinionBy('graph-table', problem));

/** Numerical differentiation is of networks. */
const nothingWitnessed = (): Witnessed => ({ entries: [], directions: [], skipped: [] });

/** Everything an answer to this graph will be judged by. */
export const graphBasis = (subject: Subject, problem: GraphProblem): Basis => {
  const { ours, name, accumulation } = subject;
  const opinion = ours ? otherOpinion(name, problem) : oracleOpinion(problem);
  if (opinion === undefined) return { kind: 'skipped', reason: 'nobody else answers' };
  const bounds = ours
    ? opinion.bounds
    : boundGraphAnswer(problem, precision(subject.precision, accumulation));
  const against = {
    problem,
    reference: opinion.answer,
    bounds,
    againstReference: addGraphBounds(bounds, opinion.bounds),
    witness: nothingWitnessed,
  };
  return {
    kind: 'basis',
    evidence: (answer) => ({ ...against, answer }),
    excuses: () => bounds.saturations.map(({ node, reason }) => `${node}: ${reason}`),
  };
};
