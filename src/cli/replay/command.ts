/** `backproof replay`: one saved counterexample, put to a subject again. */

import type { Command } from 'commander';
import { commandWords } from '../argv.ts';
import { addReportingOptions } from '../reporting/reporting-options.ts';
import { addSubjectOptions } from '../subjects/subject-options.ts';
import type { ReplayOptions } from './run.ts';

const act = async (file: string, modules: readonly string[], options: ReplayOptions): Promise<void> => {
  const { runReplay } = await import('./run.ts');
  await runReplay(file, { modules, command: commandWords(process.argv) }, options);
};

export const addReplayCommand = (program: Command): void => {
  const command = program
    .command('replay')
    .description('put a saved counterexample again')
    .usage('[options] FILE [MODULE...] [-- COMMAND...]')
    .argument('<file>', 'a counterexample that `backproof verify --out` saved')
    .argument('[modules...]', 'JavaScript or TypeScript modules; names of our own implementations');
  addReportingOptions(addSubjectOptions(command)).action(act);
};
