/** `backproof gradient FILE`: one problem through our implementations, side by side. */

import { type Command, Option } from 'commander';
import { implementationNames } from '../../gradients/implementation.ts';
import { graphImplementationNames } from '../../graphs/implementation-names.ts';
import { readDigits } from '../options.ts';
import type { GradientOptions } from './options.ts';

const act = async (file: string, options: GradientOptions): Promise<void> => {
  const { runGradient } = await import('./run.ts');
  await runGradient(file, options);
};

export const addGradientCommand = (program: Command): void => {
  program
    .command('gradient')
    .description('answer one problem, a network or a graph, by our implementations side by side')
    .argument('<file>', 'a problem as JSON; - for standard input')
    .addOption(
      new Option('--by <name>', 'which implementation')
        .choices([...implementationNames, ...graphImplementationNames, 'all'])
        .default('all'),
    )
    .option(
      '--arithmetic <names>',
      'float64, bigfloat, bignumber, dyadic, fraction; several with commas between',
      'float64',
    )
    .option(
      '--digits <n>',
      'working precision of bigfloat and bignumber, of which 40 are shown',
      readDigits,
      128,
    )
    .option('--convention <name>', 'as a document writes it: pasa, lee, sarkar, srihari or khalid')
    .option('--json', 'print the answers as JSON')
    .action(act);
};
