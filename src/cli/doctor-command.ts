/** `backproof doctor`: first contact with a subject. */

import type { Command } from 'commander';
import { commandWords } from './argv.ts';
import type { DoctorOptions } from './doctor-run.ts';
import { addSubjectOptions } from './subject-options.ts';

const act = async (module: string | undefined, options: DoctorOptions): Promise<void> => {
  const { runDoctor } = await import('./doctor-run.ts');
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
