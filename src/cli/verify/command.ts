/** `backproof verify`: ours, or a user's module, against the suite. */

import type { Command } from 'commander';
import { defaultRuns, defaultSeed } from '../../conformance/selection.ts';
import { commandWords } from '../argv.ts';
import { readFailures, readName, readPath, readRuns, readSeed, readShard, readTime } from '../options.ts';
import { addReportingOptions } from '../reporting/reporting-options.ts';
import { addSubjectOptions } from '../subjects/subject-options.ts';
import type { VerifyOptions } from './options.ts';

// Loaded only when the command runs: help and mistakes in options need none of it.
const act = async (
  modules: readonly string[],
  options: VerifyOptions,
  { parent }: Command,
): Promise<void> => {
  const { runVerify } = await import('./run.ts');
  const commands = parent?.commands.map((each) => each.name()) ?? [];
  await runVerify({ modules, command: commandWords(process.argv), commands }, options);
};

/** Adds the command; it is what `backproof` alone does. */
export const addVerifyCommand = (program: Command): void => {
  const command = program
    .command('verify', { isDefault: true })
    .description('hold our implementations, or the modules and the program given, against the suite')
    .usage('[options] [MODULE...] [-- COMMAND...]')
    .argument('[modules...]', 'JavaScript or TypeScript modules; names of our own implementations')
    .option('--demo', 'judge a deliberately wrong network shipped with us')
    .option(
      '--seed <integer>',
      'what the samples are drawn from; `random` for another each time',
      readSeed,
      defaultSeed,
    )
    .option('--runs <count>', 'samples per property', readRuns, defaultRuns)
    .option('--clause <glob>', 'only clauses of this id, * for any characters')
    .option('--path <path>', 'only one sample, as a replay line prints it', readPath)
    .option('--time <seconds>', 'put no further sample after so long', readTime)
    .option('--max-failures <count>', 'put no further sample after so many failing checks', readFailures)
    .option('--shard <i/n>', 'one of n parts of the run; `backproof report` merges their logs', readShard)
    .option('--no-shrink', 'report the first failing sample as it is')
    .option('--out <dir>', 'write the run log and the counterexamples there', readName)
    .option('--resume <log>', 'go on with the interrupted run of this log, given the same options', readName);
  addReportingOptions(addSubjectOptions(command)).action(act);
};
