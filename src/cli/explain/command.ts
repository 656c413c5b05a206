/** `backproof explain`: one derivative with its numbers, or the page of a clause or code. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { quote } from '../../model/defect.ts';
import type { ExplainOptions } from './run.ts';

const defaultPaths = 8;
const mostPaths = 1000;

const readPathCount = (text: string): number => {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= mostPaths) return count;
  throw new InvalidArgumentError(`expected an integer from 1 to ${mostPaths}, got ${quote(text)}.`);
};

const act = async (what: string, options: ExplainOptions): Promise<void> => {
  const { runExplain } = await import('./run.ts');
  runExplain(what, options);
};

export const addExplainCommand = (program: Command): void => {
  program
    .command('explain')
    .description('show where one derivative comes from, or what a clause or a code means')
    .argument('<what>', 'a problem or a worked example as JSON (- for standard input); or a clause, a code')
    .option(
      '--at <path>',
      'which derivative: weights[1][0][0], biases[1][0], inputs[0][1]; of a graph, a name',
    )
    .option('--paths <count>', 'how many paths to write out', readPathCount, defaultPaths)
    .addOption(new Option('--json', 'print the data').conflicts('markdown'))
    .option('--markdown', 'print Markdown with TeX formulas')
    .addOption(
      new Option('--dot', 'print the derivative of a graph in the DOT language').conflicts([
        'json',
        'markdown',
      ]),
    )
    .action(act);
};
