/** `backproof gradient FILE`: one problem through our implementations, side by side. */

import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { float64 } from '../arithmetic/float64.ts';
import { implementations } from '../gradients/registry.ts';
import { type Answer, isRefusal } from '../model/answer.ts';
import { describeAll } from '../model/defect.ts';
import type { MlpProblem } from '../model/problem.ts';
import { readProblemText } from '../model/read-problem.ts';
import { answersReport, type NamedAnswer } from '../reports/answers.ts';
import { UsageError } from './failures.ts';

interface GradientOptions {
  readonly by: string;
  readonly json?: true;
}

const readText = (file: string): string => {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${(error as Error).message}`);
  }
};

const readProblemFile = (file: string): MlpProblem => {
  const read = readProblemText(readText(file), file);
  if (!read.ok) throw new UsageError(`${file} is not a problem\n${describeAll(read.defects)}`);
  return read.problem;
};

const answersTo = (problem: MlpProblem, by: string): readonly NamedAnswer[] =>
  implementations
    .filter(({ name }) => by === 'all' || name === by)
    .map(({ name, gradient }) => {
      const attempt = gradient(problem, float64);
      return isRefusal(attempt) ? { name, refused: attempt.refused } : { name, answer: attempt as Answer };
    });

const act = (file: string, { by, json }: GradientOptions): void => {
  const answers = answersTo(readProblemFile(file), by);
  process.stdout.write(answersReport(answers, json === true));
};

export const addGradientCommand = (program: Command): void => {
  program
    .command('gradient')
    .description('answer one problem by our implementations, side by side')
    .argument('<file>', 'a problem as JSON; - for standard input')
    .addOption(
      new Option('--by <name>', 'which implementation')
        .choices([...implementations.map(({ name }) => name), 'all'])
        .default('all'),
    )
    .option('--json', 'print the answers as JSON')
    .action(act);
};
