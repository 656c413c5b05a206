/** A saved counterexample: its questions, and what is claimed of their answers. */

import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';
import counterexampleSchema from '#spec/schema/counterexample.schema.json' with { type: 'json' };
import { samplePlace } from '../../conformance/selection.ts';
import type { Claim } from '../../judge/claim.ts';
import type { Sample } from '../../judge/property.ts';
import type { Problem } from '../../model/any-kind.ts';
import { type Defect, defectAt, describe, describeAll, show } from '../../model/defect.ts';
import { parseJson } from '../../model/json-text.ts';
import { readAnyProblem } from '../../model/read-any-problem.ts';
import { defectsOf } from '../../model/schema-findings.ts';
import { UsageError } from '../failures.ts';
import { readText } from '../read-text.ts';

/** The file as its schema has it; the problems are not looked into yet. */
interface CounterexampleFile {
  /** Who saved it; absent in a file that was written by hand. */
  readonly suite?: { readonly version: string };
  readonly check: string;
  readonly clause: string;
  readonly title: string;
  readonly seed: number;
  /** As `--path` takes it. */
  readonly replay: string;
  readonly questions: readonly unknown[];
  readonly claims: readonly Claim[];
}

export type SavedCounterexample = Omit<CounterexampleFile, 'questions' | 'claims'> & {
  readonly sample: Sample;
};

const validated = (value: unknown): CounterexampleFile | readonly Defect[] => {
  const ajv: typeof Ajv = createRequire(import.meta.url)('ajv/dist/2020.js');
  const validate = new ajv.Ajv2020({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    meta: false,
    validateSchema: false,
    unicodeRegExp: true,
  });
  const accepts = validate.compile<CounterexampleFile>(counterexampleSchema);
  return accepts(value) ? value : defectsOf(accepts.errors ?? [], counterexampleSchema.$defs);
};

const inside = (place: string, { path, ...defect }: Defect): Defect => ({
  ...defect,
  path: path === '' ? place : `${place}.${path}`,
});

/** The questions that a claim speaks of. */
const questionsIn = (claim: Claim): readonly number[] => {
  if (claim.kind === 'identical') return [claim.left, claim.right];
  if (claim.kind === 'agrees' || claim.kind === 'witnessed') return [claim.question];
  return claim.terms.flatMap(({ question, times }) => (times ? [question, times.question] : [question]));
};

const claimDefects = (claims: readonly Claim[], questions: number): readonly Defect[] =>
  claims.flatMap((claim, index) =>
    questionsIn(claim)
      .filter((question) => question >= questions)
      .map((question) =>
        defectAt(['claims', index], `questions from 0 to ${questions - 1}`, String(question)),
      ),
  );

const replayDefects = ({ check, replay }: CounterexampleFile): readonly Defect[] =>
  samplePlace(replay)?.check === check
    ? []
    : [defectAt(['replay'], `a path of ${JSON.stringify(check)}`, show(replay))];

/** Reads a file that `backproof verify` saved. Throws `UsageError` with one line per defect. */
export const readReplayFile = (file: string): SavedCounterexample => {
  const parsed = parseJson(readText(file), file);
  if (!parsed.ok) throw new UsageError(`${file} is not a counterexample\n${describe(parsed.defect)}`);
  const read = validated(parsed.value);
  if (!('questions' in read)) throw new UsageError(`${file} is not a counterexample\n${describeAll(read)}`);
  const { questions, claims, ...rest } = read;
  const defects: Defect[] = [...replayDefects(read), ...claimDefects(claims, questions.length)];
  const problems: Problem[] = [];
  for (const [index, question] of questions.entries()) {
    const problem = readAnyProblem(question);
    if (problem.ok) problems.push(problem.problem);
    else defects.push(...problem.defects.map((defect) => inside(`questions[${index}]`, defect)));
  }
  if (defects.length > 0) throw new UsageError(`${file} is not a counterexample\n${describeAll(defects)}`);
  return { ...rest, sample: { questions: problems, claims } };
};
