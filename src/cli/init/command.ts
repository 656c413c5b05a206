/** `backproof init`: a one-file adapter to start from. */

import { type Command, Option } from 'commander';
import { problemKinds } from '../../model/any-kind.ts';
import type { InitOptions } from './run.ts';

const act = async (language: string, file: string | undefined, options: InitOptions): Promise<void> => {
  const { runInit } = await import('./run.ts');
  runInit(language, file, options);
};

export const addInitCommand = (program: Command): void => {
  program
    .command('init')
    .description('write a working one-file adapter, with one function or table to replace by your own')
    .argument('<language>', 'python, javascript, typescript, pytorch, c, rust, go, java, julia or r')
    .argument('[file]', 'where to; net.py and the like when not given')
    .addOption(
      new Option('--kind <kind>', 'what it answers: networks, or computational graphs (the first four)')
        .choices(problemKinds)
        .default('mlp'),
    )
    .option('--force', 'overwrite the file')
    .action(act);
};
