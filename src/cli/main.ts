/** The command line: arguments, composition, exit; nothing else. */

import { Command, CommanderError } from 'commander';
import { exitCodes } from '../judge/exit-code.ts';
import { addExplainCommand } from './explain-command.ts';
import { reportFailure } from './failures.ts';
import { addGradientCommand } from './gradient-command.ts';
import { addVerifyCommand } from './verify-command.ts';
import { suiteVersion } from './version.ts';

const quietOnClosedPipe = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
};

const program = (): Command => {
  const command = new Command('backproof')
    .description('Proves or disproves that a backpropagation implementation is right.')
    .version(suiteVersion(), '--version')
    .helpOption('--help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride();
  addVerifyCommand(command);
  addGradientCommand(command);
  addExplainCommand(command);
  return command;
};

const main = async (): Promise<number> => {
  quietOnClosedPipe();
  try {
    await program().parseAsync();
    return Number(process.exitCode ?? exitCodes.conforms);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.conforms : exitCodes.usage;
    return reportFailure(error);
  }
};

process.exitCode = await main();
