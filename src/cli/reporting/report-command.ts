/** `backproof report`: a run's log as a report, or the logs of its parts as one. */

import type { Command } from 'commander';
import type { ReportOptions } from './report-run.ts';
import { addReportingOptions } from './reporting-options.ts';

const act = async (files: readonly string[], options: ReportOptions): Promise<void> => {
  const { runReport } = await import('./report-run.ts');
  await runReport(files, options);
};

export const addReportCommand = (program: Command): void => {
  const command = program
    .command('report')
    .description('render the log of a run, or merge the logs of its parts (--shard) and render them')
    .argument('<log...>', 'run.ndjson, or the logs of all parts of one run');
  addReportingOptions(command).action(act);
};
