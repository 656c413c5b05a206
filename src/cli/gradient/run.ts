/** What `backproof gradient` does: read the problem, ask, print. */

import type { MlpProblem } from '../../model/problem.ts';
import { answersReport } from '../../reports/answers.ts';
import { readAnyProblemFile } from '../problem-file.ts';
import { readConvention, reportAsDocument } from './as-document.ts';
import { graphAnswersTo, refuseForGraphs } from './graph-answers.ts';
import { networkAnswersTo, refuseForNetworks } from './network-answers.ts';
import { type GradientOptions, readArithmetics } from './options.ts';

/** The answers as they are, or as a document writes them. Throws UsageError for what cannot be read. */
export const gradientReport = async (file: string, options: GradientOptions): Promise<string> => {
  const convention = options.convention === undefined ? undefined : readConvention(options.convention);
  const arithmetics = readArithmetics(options);
  const json = options.json === true;
  const problem = readAnyProblemFile(file);
  if (problem.kind === 'graph') {
    refuseForGraphs(options);
    return answersReport(await graphAnswersTo(problem, arithmetics, options), json);
  }
  refuseForNetworks(options);
  const answersTo = (network: MlpProblem) => networkAnswersTo(network, arithmetics, options);
  if (convention === undefined) return answersReport(await answersTo(problem), json);
  return reportAsDocument(convention, problem, answersTo, json);
};

/** Prints the report. */
export const runGradient = async (file: string, options: GradientOptions): Promise<void> => {
  process.stdout.write(await gradientReport(file, options));
};
