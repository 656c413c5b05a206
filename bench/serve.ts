/**
 * What every contestant's process does: a command a line on standard input, a JSON object a line on standard
 * output. `prove` writes the gradient to `FOLDER/NAME.f64`, `time SECONDS` counts runs. serve.py and the
 * C++ programs speak the same.
 */

import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Contestant } from './contestant.ts';
import { writeDoubles } from './job-file.ts';
import { timed } from './timing.ts';

const answer = ({ run, gradient }: Contestant, file: string, command: string): object => {
  const [verb, seconds] = command.split(' ');
  if (verb === 'time') return timed(run, Number(seconds));
  writeDoubles(file, gradient());
  return {};
};

/** Answers until standard input ends. */
export const serve = async (contestant: Contestant, folder: string, name: string): Promise<void> => {
  for await (const command of createInterface({ input: process.stdin }))
    console.log(JSON.stringify(answer(contestant, join(folder, `${name}.f64`), command)));
};
