/** `backproof judge`: verdicts from recorded answers, without the subject. */

import type { Command } from 'commander';
import type { ReportingOptions } from '../reporting/reporting-options.ts';
import { addReportingOptions } from '../reporting/reporting-options.ts';

const act = async (file: string, answers: string | undefined, options: ReportingOptions): Promise<void> => {
  const { runJudge } = await import('./judge-run.ts');
  await runJudge(file, answers, options);
};

export const addJudgeCommand = (program: Command): void => {
  const command = program
    .command('judge')
    .description('judge recorded answers: the log of a run again, or a cases file and its answers')
    .argument('<file>', 'run.ndjson, or the cases file that `backproof cases` printed')
    .argument('[answers]', 'one answer a line, to a cases file');
  addReportingOptions(command).action(act);
};
