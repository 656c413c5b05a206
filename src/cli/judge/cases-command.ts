/** `backproof cases`: every question of a run as a file, for a subject that cannot be asked live. */

import { type Command, Option } from 'commander';
import { defaultRuns, defaultSeed } from '../../conformance/selection.ts';
import { readRuns, readSeed } from '../options.ts';
import type { CasesOptions } from './cases-run.ts';

const act = async (options: CasesOptions): Promise<void> => {
  const { runCases } = await import('./cases-run.ts');
  await runCases(options);
};

export const addCasesCommand = (program: Command): void => {
  program
    .command('cases')
    .description('print every question of a run, one request a line; `backproof judge` takes the answers')
    .option('--seed <integer>', 'what the samples are drawn from', readSeed, defaultSeed)
    .option('--runs <count>', 'samples per property', readRuns, defaultRuns)
    .option('--clause <glob>', 'only clauses of this id, * for any characters', '*')
    .option('--supports <file>', 'only problems inside this `supports` object, as JSON')
    .addOption(
      new Option('--precision <name>', 'what the subject will compute in')
        .choices(['float64', 'float32', 'float16', 'bfloat16'])
        .default('float64'),
    )
    .action(act);
};
