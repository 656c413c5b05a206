/** `backproof verify`: ours, or a user's module, against the suite. */

import type { Command } from 'commander';
import {
  defaultRuns,
  defaultSeed,
  defaultTimeout,
  readPath,
  readRuns,
  readSeed,
  readTimeout,
} from './options.ts';
import type { VerifyOptions } from './verify-run.ts';

// Loaded only when the command runs: help and mistakes in options need none of it.
const act = async (module: string | undefined, options: VerifyOptions): Promise<void> => {
  const { runVerify } = await import('./verify-run.ts');
  await runVerify(module, options);
};

/** Adds the command; it is what `backproof` alone does. */
export const addVerifyCommand = (program: Command): void => {
  program
    .command('verify', { isDefault: true })
    .description('hold our implementations, or the MODULE given, against the suite')
    .argument('[module]', 'a JavaScript or TypeScript module that answers gradient(problem)')
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
    .option(
      '--timeout <seconds>',
      'how long a module may think about one problem (default: 5)',
      readTimeout,
      defaultTimeout,
    )
    .option('--no-shrink', 'report the first failing sample as it is')
    .option('--out <dir>', 'write the run log and the counterexamples there')
    .option('--json', 'print the run as JSON')
    .action(act);
};
