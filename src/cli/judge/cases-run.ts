/** What `backproof cases` does: draws every question and prints it. */

import { once } from 'node:events';
import type { PrecisionName } from '../../bounds/precision.ts';
import { describe, describeAll } from '../../model/defect.ts';
import { parseJson } from '../../model/json-text.ts';
import { everything, type Supports } from '../../model/supports.ts';
import { fieldReader } from '../../subjects/read-fields.ts';
import { readSupports } from '../../subjects/read-supports.ts';
import { UsageError } from '../failures.ts';
import { readText } from '../read-text.ts';
import { caseLines, regenerate } from './case-lines.ts';

export interface CasesOptions {
  readonly seed: number;
  readonly runs: number;
  readonly clause: string;
  readonly supports?: string;
  readonly precision: PrecisionName;
}

/** The object itself, or the one under `supports` in what a subject says of itself. */
const readSupportsFile = (file: string): Supports => {
  const parsed = parseJson(readText(file, '--supports'), file);
  if (!parsed.ok) throw new UsageError(`--supports: ${describe(parsed.defect)}`);
  const read = fieldReader();
  const fields = read.object(parsed.value, []);
  const inner = fields['supports'];
  const supports = readSupports(inner === undefined ? fields : read.object(inner, ['supports']), read);
  if (read.defects.length > 0) throw new UsageError(`--supports: ${file}: ${describeAll(read.defects)}`);
  return supports;
};

/** Prints the file, waiting for a reader that is slower. */
export const runCases = async (options: CasesOptions): Promise<void> => {
  const { seed, runs, clause, precision } = options;
  const supports = options.supports === undefined ? everything : readSupportsFile(options.supports);
  const identity = { seed, runs, clauses: clause, precision, supports };
  for (const line of caseLines(identity, regenerate(identity))) {
    if (!process.stdout.write(line)) await once(process.stdout, 'drain');
  }
};
