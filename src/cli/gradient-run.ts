/** What `backproof gradient` does: read the problem, ask, print. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { type ArithmeticName, arithmeticNames, inArithmetic, type Written } from '../arithmetic/named.ts';
import { type Implementation, implementationNames } from '../gradients/implementation.ts';
import { implementations } from '../gradients/registry.ts';
import { type Answer, isRefusal, type TracedAnswer } from '../model/answer.ts';
import { withNearest } from '../model/nearest.ts';
import type { MlpProblem } from '../model/problem.ts';
import { mapAnswer } from '../oracle/map-answer.ts';
import { withBudget } from '../oracle/operations-budget.ts';
import { answersReport, type NamedAnswer } from '../reports/answers.ts';
import { type WrittenColumn, writtenReport } from '../reports/written-answers.ts';
import { entriesUnder, hasScaling, problemUnder, writtenUnder } from '../spec/concordance/answers.ts';
import { type DocumentConvention, documentConventions } from '../spec/concordance/conventions.ts';
import { UsageError } from './failures.ts';
import { graphAnswersTo, refuseForGraphs } from './gradient-of-graph.ts';
import { inability } from './inability.ts';
import { readAnyProblemFile } from './problem-file.ts';

export interface GradientOptions {
  readonly by: string;
  /** Names of arithmetics with commas between. */
  readonly arithmetic: string;
  /** Working precision of bigfloat and bignumber. */
  readonly digits: number;
  /** The document by whose conventions the answer is written. */
  readonly convention?: string;
  readonly json?: true;
}

// Seconds in the slowest of them; float64 needs no limit but per-weight's own.
const multiplications = 300_000;

const isArithmetic = (name: string): name is ArithmeticName =>
  arithmeticNames.some((known) => known === name);

const readArithmetics = (list: string): readonly ArithmeticName[] =>
  list.split(',').map((name) => {
    if (isArithmetic(name)) return name;
    throw new UsageError(
      `--arithmetic: expected some of ${arithmeticNames.join(', ')}, got ${withNearest(name, arithmeticNames)}`,
    );
  });

const isTraced = <T>(answer: Answer<T>): answer is TracedAnswer<T> =>
  answer.deltas !== undefined && answer.trace !== undefined;

const answerIn = <T>(
  problem: MlpProblem,
  { name, gradient }: Implementation,
  arithmetic: Arithmetic<T>,
  write: (value: T) => Written,
): { readonly refused: string } | { readonly answer: TracedAnswer<Written> } => {
  try {
    const attempt = gradient(problem, arithmetic);
    if (isRefusal(attempt)) return attempt;
    if (!isTraced(attempt)) throw new TypeError(`${name} answers without deltas or trace`);
    return { answer: mapAnswer(attempt, write) };
  } catch (error) {
    return { refused: inability(error, arithmetic.name) };
  }
};

const answersIn = async (
  problem: MlpProblem,
  asked: readonly Implementation[],
  arithmetic: ArithmeticName,
  digits: number,
): Promise<readonly NamedAnswer[]> =>
  await inArithmetic(arithmetic, digits, (numbers, write) =>
    asked.map((each) => {
      const limited = arithmetic === 'float64' ? numbers : withBudget(numbers, multiplications);
      return { name: each.name, arithmetic, ...answerIn(problem, each, limited, write) };
    }),
  );

const readConvention = (name: string): DocumentConvention => {
  const found = documentConventions.find((convention) => convention.name === name);
  if (found !== undefined) return found;
  const known = documentConventions.map((convention) => convention.name);
  throw new UsageError(`--convention: expected one of ${known.join(', ')}, got ${withNearest(name, known)}`);
};

const opposite = (value: Written): Written => {
  if (typeof value === 'number') return value === 0 ? value : -value;
  if (value.startsWith('-')) return value.slice(1);
  return Number(value) === 0 ? value : `-${value}`;
};

const writtenColumn = (convention: DocumentConvention, given: NamedAnswer): WrittenColumn => {
  if ('refused' in given) return given;
  const { name, arithmetic, answer } = given;
  const written = writtenUnder(convention, answer, opposite);
  return { name, arithmetic, written, entries: entriesUnder(convention, written) };
};

const answersTo = async (
  problem: MlpProblem,
  { by, arithmetic, digits }: GradientOptions,
): Promise<readonly NamedAnswer[]> => {
  const asked = implementations.filter(({ name }) => by === 'all' || name === by);
  const answers: NamedAnswer[] = [];
  for (const name of readArithmetics(arithmetic))
    answers.push(...(await answersIn(problem, asked, name, digits)));
  return answers;
};

const refuseForNetworks = ({ by }: GradientOptions): void => {
  const names: readonly string[] = implementationNames;
  if (by === 'all' || names.includes(by)) return;
  throw new UsageError(`--by: expected one of ${names.join(', ')} or all for a network, got ${by}`);
};

/** The answers as they are, or as a document writes them. Throws UsageError for what cannot be read. */
export const gradientReport = async (file: string, options: GradientOptions): Promise<string> => {
  const convention = options.convention === undefined ? undefined : readConvention(options.convention);
  readArithmetics(options.arithmetic);
  const problem = readAnyProblemFile(file);
  if (problem.kind === 'graph') {
    refuseForGraphs(options);
    const names = readArithmetics(options.arithmetic);
    return answersReport(await graphAnswersTo(problem, names, options), options.json === true);
  }
  refuseForNetworks(options);
  if (convention === undefined)
    return answersReport(await answersTo(problem, options), options.json === true);
  const under = problemUnder(convention, problem);
  const answers = await answersTo(under, options);
  const columns = answers.map((answer) => writtenColumn(convention, answer));
  const kept = hasScaling(problem) ? undefined : problem.loss.name;
  return writtenReport({ convention, loss: under.loss, kept }, columns, options.json === true);
};

/** Prints the report. */
export const runGradient = async (file: string, options: GradientOptions): Promise<void> => {
  process.stdout.write(await gradientReport(file, options));
};
