/** `backproof explain`: one derivative with its numbers, or the page of a clause or code. */

import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { float64 } from '../arithmetic/float64.ts';
import { gradient } from '../gradients/delta-recursion/gradient.ts';
import { derive } from '../gradients/per-weight/derivation.ts';
import { isRefusal } from '../model/answer.ts';
import { quote } from '../model/defect.ts';
import { escapeControl } from '../reports/escape.ts';
import { type Explanation, explain } from '../reports/explain/explanation.ts';
import { explanationJson } from '../reports/explain/explanation-json.ts';
import { explanationMarkdown } from '../reports/explain/explanation-markdown.ts';
import { explanationText } from '../reports/explain/explanation-text.ts';
import { pageMarkdown, pageText } from '../reports/explain/page.ts';
import { jsonText } from '../reports/json.ts';
import { type Entry, lookUp, withNearestWord } from '../spec/clauses.ts';
import { pageOf } from './explain-page.ts';
import { readPlace } from './explain-place.ts';
import { UsageError } from './failures.ts';
import { readProblemFile } from './problem-file.ts';

interface ExplainOptions {
  readonly at?: string;
  readonly paths: number;
  readonly json?: true;
  readonly markdown?: true;
}

const defaultPaths = 8;
const mostPaths = 1000;

const readPathCount = (text: string): number => {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= mostPaths) return count;
  throw new InvalidArgumentError(`expected an integer from 1 to ${mostPaths}, got ${quote(text)}.`);
};

/** The form that the options ask for. */
const inForm = <T>(
  { json, markdown }: ExplainOptions,
  value: T,
  forms: Readonly<Record<'text' | 'json' | 'markdown', (value: T) => string>>,
): string => forms[json ? 'json' : markdown ? 'markdown' : 'text'](value);

const explanationOf = (file: string, path: string, shown: number): Explanation => {
  const problem = readProblemFile(file);
  const place = readPlace(path, problem);
  const answer = gradient(problem, float64);
  if (isRefusal(answer)) throw new UsageError(`${file} is not a problem\n${answer.refused}`);
  const derivation = derive(problem, float64, place, undefined, shown);
  return explain({ problem, place, derivation, answer, shown });
};

const printedPage = (entry: Entry, options: ExplainOptions): string => {
  const { page, data } = pageOf(entry);
  return inForm(options, page, { text: pageText, markdown: pageMarkdown, json: () => jsonText(data) });
};

const unknown = (what: string): UsageError =>
  existsSync(what)
    ? new UsageError(`explain ${what}: expected --at with a path such as weights[0][0][0], got none`)
    : new UsageError(`explain: expected a clause, a code or a file with --at, got ${withNearestWord(what)}`);

const answerTo = (what: string, options: ExplainOptions): string => {
  if (options.at !== undefined) {
    return inForm(options, explanationOf(what, options.at, options.paths), {
      text: explanationText,
      markdown: explanationMarkdown,
      json: explanationJson,
    });
  }
  const entry = lookUp(what);
  if (entry === undefined) throw unknown(what);
  return printedPage(entry, options);
};

const act = (what: string, options: ExplainOptions): void => {
  process.stdout.write(escapeControl(answerTo(what, options)));
};

export const addExplainCommand = (program: Command): void => {
  program
    .command('explain')
    .description('show where one derivative comes from, or what a clause or a code means')
    .argument('<what>', 'a problem or a worked example as JSON (- for standard input); or a clause, a code')
    .option('--at <path>', 'which derivative: weights[1][0][0], biases[1][0], inputs[0][1]')
    .option('--paths <count>', 'how many paths to write out', readPathCount, defaultPaths)
    .addOption(new Option('--json', 'print the data').conflicts('markdown'))
    .option('--markdown', 'print Markdown with TeX formulas')
    .action(act);
};
