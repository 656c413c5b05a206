/** A cases file, which must have the questions that its first line stands for. */

import type { Case } from '../../conformance/cases.ts';
import { asRefusal, linesOf } from '../../journal/read-log.ts';
import { LogRefused } from '../../journal/refused.ts';
import { describe, show } from '../../model/defect.ts';
import { entryAt } from '../../model/path.ts';
import { fieldReader } from '../../subjects/read-fields.ts';
import { readSupports } from '../../subjects/read-supports.ts';
import { suiteVersion } from '../version.ts';
import { type CasesIdentity, caseLines, regenerate } from './case-lines.ts';

const precisions = ['float64', 'float32', 'float16', 'bfloat16'] as const;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const wholeNumber = (value: unknown): value is number => Number.isSafeInteger(value);

/** Files come back from elsewhere with other line ends, or with a mark in front. */
const asPrinted = (text: string, number: number): string =>
  (number === 1 ? text.replace(/^\uFEFF/, '') : text).replace(/\r$/, '');

/** What the first line says the questions follow from. */
const identityIn = (text: string, file: string): CasesIdentity => {
  const read = fieldReader();
  const request = parsed(text);
  if (entryAt(request, ['method']) !== 'initialize') {
    throw new LogRefused(
      `${file}:1: expected the first line of a file that \`backproof cases\` printed, got another one: the cases come first, the answers second`,
    );
  }
  const fields = read.object(entryAt(request, ['params']) ?? null, ['params']);
  const version = read.object(fields['suite'] ?? null, ['params', 'suite'])['version'];
  const cases = read.object(fields['cases'] ?? null, ['params', 'cases']);
  const { seed, runs, clauses, precision, supports } = cases;
  if (read.defects.length === 0 && version !== suiteVersion()) {
    read.refuse(['params', 'suite', 'version'], JSON.stringify(suiteVersion()), show(version));
  }
  if (!wholeNumber(seed)) read.refuse(['params', 'cases', 'seed'], 'a whole number', show(seed));
  if (!wholeNumber(runs) || runs < 1 || runs > 1_000_000)
    read.refuse(['params', 'cases', 'runs'], 'a whole number from 1 to 1000000', show(runs));
  const format = read.name(precision, ['params', 'cases', 'precision'], precisions) ?? 'float64';
  const universe = readSupports(read.object(supports ?? null, ['params', 'cases', 'supports']), read);
  const [first] = read.defects;
  if (first !== undefined) throw new LogRefused(`${file}:1: ${describe(first)}`);
  return {
    seed: Number(seed),
    runs: Number(runs),
    clauses: String(clauses),
    precision: format,
    supports: universe,
  };
};

export interface ReadCases {
  readonly identity: CasesIdentity;
  readonly cases: readonly Case[];
}

/** Reads the first line, makes the questions anew, and holds every line against them. Throws `LogRefused`. */
export const readCases = async (file: string): Promise<ReadCases> => {
  let made: ReadCases | undefined;
  let expected: Iterator<string> = [][Symbol.iterator]();
  let number = 0;
  try {
    for await (const { text: line } of linesOf(file)) {
      number += 1;
      const text = asPrinted(line, number);
      if (made === undefined) {
        const identity = identityIn(text, file);
        made = { identity, cases: regenerate(identity) };
        expected = caseLines(identity, made.cases);
      }
      const next = expected.next();
      if (next.done || next.value !== `${text}\n`) {
        throw new LogRefused(
          `${file}:${number}: expected the cases file as \`backproof cases\` printed it, got another line`,
        );
      }
    }
  } catch (error) {
    throw asRefusal(file, error);
  }
  if (made === undefined || expected.next().done !== true)
    throw new LogRefused(
      `${file}: expected ${made === undefined ? 'a cases file' : 'more lines'}, got its end`,
    );
  return made;
};
