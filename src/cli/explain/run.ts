/** What `backproof explain` does. */

import { existsSync } from 'node:fs';
import { float64 } from '../../arithmetic/float64.ts';
import { gradient } from '../../gradients/delta-recursion/gradient.ts';
import { derive } from '../../gradients/per-weight/derivation.ts';
import { isRefusal } from '../../model/answer.ts';
import { withNearest } from '../../model/nearest.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { escapeControl } from '../../reports/escape.ts';
import { type Explanation, explain } from '../../reports/explain/explanation.ts';
import { explanationJson } from '../../reports/explain/explanation-json.ts';
import { explanationMarkdown } from '../../reports/explain/explanation-markdown.ts';
import { explanationText } from '../../reports/explain/explanation-text.ts';
import {
  type GraphExplanation,
  graphExplanationJson,
  graphExplanationMarkdown,
  graphExplanationText,
} from '../../reports/explain/graph-explanation.ts';
import { pageMarkdown, pageText } from '../../reports/explain/page.ts';
import { jsonText } from '../../reports/json.ts';
import { knownWords, lookUp } from '../../spec/clauses.ts';
import { UsageError } from '../failures.ts';
import { readAnyProblemFile } from '../problem-file.ts';
import { dotOfGradient, explainGraph } from './graph.ts';
import { pageOf } from './page.ts';
import { readPlace } from './place.ts';

export interface ExplainOptions {
  readonly at?: string;
  /** How many paths, and summands of any sum, are written out. */
  readonly paths: number;
  readonly json?: true;
  readonly markdown?: true;
  /** The graph of the derivative in the DOT language. */
  readonly dot?: true;
}

type Form = 'text' | 'json' | 'markdown';

const formOf = ({ json, markdown }: ExplainOptions): Form => {
  if (json) return 'json';
  return markdown ? 'markdown' : 'text';
};

const explanationForms: Readonly<Record<Form, (explanation: Explanation) => string>> = {
  text: explanationText,
  json: explanationJson,
  markdown: explanationMarkdown,
};

const graphForms: Readonly<Record<Form, (explanation: GraphExplanation) => string>> = {
  text: graphExplanationText,
  json: graphExplanationJson,
  markdown: graphExplanationMarkdown,
};

const explanationOf = (problem: MlpProblem, file: string, path: string, shown: number): Explanation => {
  const place = readPlace(path, problem);
  const answer = gradient(problem, float64);
  if (isRefusal(answer)) throw new UsageError(`${file} has no gradient\n${answer.refused}`);
  const derivation = derive(problem, float64, place, undefined, shown);
  return explain({ problem, place, derivation, answer, shown });
};

const unknown = (what: string): UsageError =>
  existsSync(what)
    ? new UsageError(`explain ${what}: expected --at with a path such as weights[0][0][0], got none`)
    : new UsageError(
        `explain: expected a clause, a code or a file with --at, got ${withNearest(what, knownWords)}`,
      );

const pageFor = (what: string, form: Form): string => {
  const entry = lookUp(what);
  if (entry === undefined) throw unknown(what);
  const { page, data } = pageOf(entry);
  if (form === 'json') return jsonText(data);
  return form === 'markdown' ? pageMarkdown(page) : pageText(page);
};

const derivativeFor = (file: string, at: string, { paths, dot, ...options }: ExplainOptions): string => {
  const problem = readAnyProblemFile(file);
  const form = formOf({ paths, ...options });
  if (problem.kind === 'graph')
    return dot === true ? dotOfGradient(problem, at) : graphForms[form](explainGraph(problem, at));
  if (dot === true)
    throw new UsageError(`--dot: expected a problem of kind graph in ${file}, got one of kind mlp`);
  return explanationForms[form](explanationOf(problem, file, at, paths));
};

/** Prints the explanation or the page. Throws UsageError for what is neither or cannot be read. */
export const runExplain = (what: string, options: ExplainOptions): void => {
  const { at } = options;
  const text = at === undefined ? pageFor(what, formOf(options)) : derivativeFor(what, at, options);
  process.stdout.write(escapeControl(text));
};
