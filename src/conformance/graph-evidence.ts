/** Turning a subject's answer to a graph into evidence: a reference to hold it against, and bounds for both. */

import { float64 } from '../arithmetic/float64.ts';
import { boundGraphAnswer, type GraphBounds } from '../bounds/graphs/bound-graph-answer.ts';
import { boundOfRounded } from '../bounds/graphs/bound-of-rounded.ts';
import { addGraphBounds } from '../bounds/graphs/combine-graph-bounds.ts';
import { precision } from '../bounds/precision.ts';
import { type GraphImplementation, graphImplementations, graphTape } from '../graphs/implementations.ts';
import type { Witnessed } from '../judge/evidence.ts';
import { isRefusal } from '../model/answer.ts';
import type { GraphAnswer, GraphProblem } from '../model/graph.ts';
import { isFiniteTree } from '../model/path.ts';
import { consultGraph } from '../oracle/graphs/consult-graph.ts';
import { answerGraphExactly } from '../oracle/graphs/exact-graph.ts';
import { answerWithErrors } from '../oracle/graphs/running-error.ts';
import { graphVoters } from '../oracle/graphs/voters.ts';
import type { Subject } from '../subjects/subject.ts';
import type { Basis } from './basis.ts';
import { evidenceAtKinks } from './kinks/evidence-at-kinks.ts';
import { graphKinksOf } from './kinks/graph-kinks.ts';
import { graphQuestion } from './kinks/graph-question.ts';
import type { Question } from './kinks/question.ts';

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

/** Reverse mode has its bounds from spec/graph-bounds.md; the other ways prove theirs as they run. */
const isReverse = (name: string): boolean =>
  name === 'graph-table' || name === 'graph-symbolic' || name === graphTape.name;

const named = (name: string): GraphImplementation => {
  const found = graphImplementations.find((each) => each.name === name);
  if (found === undefined) throw new RangeError(`no implementation ${name}`);
  return found;
};

const tableOpinion = (problem: GraphProblem): Opinion | undefined => {
  const answer = named('graph-table').gradient(problem, float64);
  if (isRefusal(answer)) return undefined;
  return { answer, bounds: boundGraphAnswer(problem, inFloat64, 'convention') };
};

const forwardOnes = graphVoters.filter(({ name }) => !isReverse(name));

/** Forward mode in float64, or exact where rounding may decide a branch of it. */
const forwardOpinion = (problem: GraphProblem): Opinion | undefined => {
  const proved = answerWithErrors(named('graph-forward'), problem);
  if (isRefusal(proved)) return undefined;
  const exact = proved.ties > 0 ? answerGraphExactly(problem, forwardOnes) : proved;
  if (isRefusal(exact) || !isFiniteTree(exact.answer)) return proved;
  return { answer: exact.answer, bounds: 'bounds' in exact ? exact.bounds : boundOfRounded(exact.answer) };
};

const ofTable: Opinions = new WeakMap();
const ofForward: Opinions = new WeakMap();

/** Reverse mode, in numbers, in symbols and on the tape, is held against forward mode, and everything else against it. */
const otherOpinion = (name: string, problem: GraphProblem): Opinion | undefined =>
  isReverse(name)
    ? remembered(ofForward, problem, () => forwardOpinion(problem))
    : remembered(ofTable, problem, () => tableOpinion(problem));

/** How far one of ours may be from the exact answer. */
const ownBounds = (name: string, problem: GraphProblem): GraphBounds | undefined => {
  if (isReverse(name)) return boundGraphAnswer(problem, inFloat64, 'convention');
  const proved = answerWithErrors(named(name), problem);
  return isRefusal(proved) ? undefined : proved.bounds;
};

/** Numerical differentiation is of networks. */
const nothingWitnessed = (): Witnessed => ({ entries: [], directions: [], skipped: [] });

/** The kinks of a graph, for a subject that may follow any convention. */
const questionAtKinks = (
  { precision: name, accumulation }: Subject,
  problem: GraphProblem,
  { uncertain }: GraphBounds,
): Question => {
  const format = precision(name, accumulation);
  const blurred = boundGraphAnswer(problem, format, 'convention').uncertain;
  return graphQuestion({ problem, kinks: graphKinksOf(problem, uncertain, blurred), precision: format });
};

/** Everything an answer to this graph will be judged by. */
export const graphBasis = (subject: Subject, problem: GraphProblem): Basis => {
  const { ours, name, accumulation } = subject;
  const opinion = ours ? otherOpinion(name, problem) : oracleOpinion(problem);
  const bounds = ours
    ? ownBounds(name, problem)
    : boundGraphAnswer(problem, precision(subject.precision, accumulation));
  if (opinion === undefined || bounds === undefined)
    return { kind: 'skipped', reason: 'nobody else answers' };
  const against = {
    problem,
    reference: opinion.answer,
    bounds,
    againstReference: addGraphBounds(bounds, opinion.bounds),
    witness: nothingWitnessed,
  };
  const atKinks =
    !ours &&
    bounds.uncertain.length > 0 &&
    evidenceAtKinks(questionAtKinks(subject, problem, bounds), subject.conventions ?? {}, against);
  return {
    kind: 'basis',
    evidence: (answer, agreeing = []) => (atKinks ? atKinks(answer, agreeing) : { ...against, answer }),
    excuses: () => bounds.saturations.map(({ node, reason }) => `${node}: ${reason}`),
  };
};
