/** The options that say how a run is reported, and what counts as a failure. */

import { type Command, InvalidArgumentError } from 'commander';
import { withNearest } from '../../model/nearest.ts';
import { type ReporterName, reporterNames } from '../../reports/reporter-names.ts';

/** One report: on stdout, or in a file. */
export interface ReporterChoice {
  readonly name: ReporterName;
  readonly file?: string;
}

/** The options, read. */
export interface ReportingOptions {
  readonly reporter?: readonly ReporterChoice[];
  readonly json?: true;
  readonly known?: string;
  readonly exitZero?: true;
}

/** `junit=reports/backproof.xml`, or a name alone; adds to those read before. */
const readReporter = (text: string, before: readonly ReporterChoice[] = []): readonly ReporterChoice[] => {
  const [word = ''] = text.split('=', 1);
  const name = reporterNames.find((known) => known === word);
  if (name === undefined) {
    const got = withNearest(word, reporterNames);
    throw new InvalidArgumentError(`expected one of ${reporterNames.join(', ')}, got ${got}`);
  }
  if (word === text) return [...before, { name }];
  const file = text.slice(word.length + 1);
  if (file === '') throw new InvalidArgumentError(`expected ${name}=FILE, got ${JSON.stringify(text)}`);
  return [...before, { name, file }];
};

/** Adds `--reporter`, `--json`, `--known` and `--exit-zero`. */
export const addReportingOptions = (command: Command): Command =>
  command
    .option(
      '--reporter <name[=file]>',
      `${reporterNames.join(', ')}; on stdout or in a file; may be repeated (default: console)`,
      readReporter,
    )
    .option('--json', 'print the run as JSON, as --reporter json does')
    .option('--known <file>', 'failures listed there do not fail the run, as long as they fail as listed')
    .option('--exit-zero', 'exit 0 where only discrepancies were found');

/**
 * Every report asked for; where none of them goes to stdout, the console's does.
 *
 * @returns a sentence instead, where two want stdout or two the same file.
 */
export const chosenReporters = ({
  reporter = [],
  json,
}: ReportingOptions): readonly ReporterChoice[] | { readonly refused: string } => {
  const asked: readonly ReporterChoice[] = json ? [...reporter, { name: 'json' }] : reporter;
  const onStdout = asked.filter(({ file }) => file === undefined);
  if (onStdout.length > 1) {
    const names = onStdout.map(({ name }) => name).join(' and ');
    return {
      refused: `--reporter: expected one report on stdout, got ${names}: give one of them a file, as in ${onStdout[0]?.name}=FILE`,
    };
  }
  return onStdout.length === 1 ? asked : [{ name: 'console' }, ...asked];
};
