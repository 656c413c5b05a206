/** The command line: arguments, composition, exit; nothing else. */

import { Command, CommanderError } from 'commander';
import { exitCodes } from '../judge/exit-code.ts';
import { unwritable } from '../model/file-errors.ts';
import { ownWords, refuseCommandWords } from './argv.ts';
import { addDoctorCommand } from './doctor/command.ts';
import { addExplainCommand } from './explain/command.ts';
import { adviseOn, reportFailure, UsageError } from './failures.ts';
import { addGradientCommand } from './gradient/command.ts';
import { addInitCommand } from './init/command.ts';
import { addCasesCommand } from './judge/cases-command.ts';
import { addJudgeCommand } from './judge/judge-command.ts';
import { addReplayCommand } from './replay/command.ts';
import { addReportCommand } from './reporting/report-command.ts';
import { addVerifyCommand } from './verify/command.ts';
import { suiteVersion } from './version.ts';

/**
 * A reader that has gone, as `head` does, is no failure: of stdout nothing more is wanted then. Where it cannot be
 * written for another reason, the result is lost; what stderr says is not, so that failing there is nothing.
 */
const endOnFailedOutput = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.exit(reportFailure(new UsageError(unwritable('standard output', error))));
  });
  process.stderr.on('error', () => {});
};

const program = (): Command => {
  const command = new Command('backproof')
    .description('Proves or disproves that a backpropagation implementation is right.')
    .version(suiteVersion(), '--version')
    .helpOption('-h, --help')
    .helpCommand('help [command]', 'show what a command does')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, 'backproof: ')),
    })
    .hook('preAction', (_, action) => refuseCommandWords(action));
  addVerifyCommand(command);
  addReplayCommand(command);
  addReportCommand(command);
  addCasesCommand(command);
  addJudgeCommand(command);
  addGradientCommand(command);
  addExplainCommand(command);
  addInitCommand(command);
  addDoctorCommand(command);
  return command;
};

const main = async (): Promise<number> => {
  endOnFailedOutput();
  try {
    await program().parseAsync(ownWords(process.argv));
    return Number(process.exitCode ?? exitCodes.conforms);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.conforms : exitCodes.usage;
    const exit = reportFailure(error);
    await adviseOn(error);
    return exit;
  }
};

process.exitCode = await main();
