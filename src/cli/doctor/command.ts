/** `backproof doctor`: first contact with a subject. */

import type { Command } from 'commander';
import { commandWords } from '../argv.ts';
import { addSubjectOptions } from '../subjects/subject-options.ts';
import type { DoctorOptions } from './run.ts';

const act = async (module: string | undefined, options: DoctorOptions): Promise<void> => {
  const { runDoctor } = await import('./run.ts');
  await runDoctor(
    { modules: module === undefined ? [] : [module], command: commandWords(process.argv) },
    options,
  );
};

export const addDoctorCommand = (program: Command): void => {
  const command = program
    .command('doctor')
    .description(
      'greet one subject, put a tiny problem or a few, and say what is wrong: the adapter or the gradient',
    )
    .usage('[options] [MODULE] [-- COMMAND...]')
    .argument('[module]', 'a JavaScript or TypeScript module')
    .option('--json', 'print the data');
  addSubjectOptions(command, true).action(act);
};
