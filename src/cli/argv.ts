/** The command line in two parts: ours, and after the first `--` the words of a program under test. */

import type { Command } from 'commander';
import { UsageError } from './failures.ts';

const separator = '--';

/** What we parse ourselves, node and the script in front included. */
export const ownWords = (argv: readonly string[]): readonly string[] => {
  const end = argv.indexOf(separator);
  return end === -1 ? argv : argv.slice(0, end);
};

/** The program under test and its arguments; undefined where there is no `--`. */
export const commandWords = (argv: readonly string[]): readonly string[] | undefined => {
  const end = argv.indexOf(separator);
  return end === -1 ? undefined : argv.slice(end + 1);
};

/** Refuses `-- COMMAND` for what has no subject. */
export const refuseCommandWords = (command: Command): void => {
  if (commandWords(process.argv) === undefined) return;
  if (command.options.some(({ long }) => long === '--subject')) return;
  throw new UsageError(`${command.name()}: expected no -- COMMAND`);
};
