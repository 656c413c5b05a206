/** One patch at a time: applies it, asks everybody everything, and says what was seen. */

import { experts } from '../conformance/evidence.ts';
import type { Experts } from '../conformance/reference.ts';
import type { GradientFunction, Implementation } from '../gradients/implementation.ts';
import { valueAt } from '../model/at.ts';
import type { MlpProblem } from '../model/problem.ts';
import { consult } from '../oracle/consult.ts';
import { type Ballot, ballotOf, remembering, type SilentOn } from './ballot.ts';
import { type Checks, checksWith } from './checks.ts';
import type { MutantPart, Patch } from './mutant.ts';
import type { Load } from './patched-modules.ts';
import { printsOf } from './prints.ts';
import { questionsOf, witnessedOf } from './questions.ts';
import type { ImplementationSighting, Prints, Sighting, WitnessSighting } from './sighting.ts';
import { implementationVoters, type Voter, voters, witnessVoter } from './voters.ts';
import { type Witness, witnessVotes } from './witness-votes.ts';

/** How patches are examined. */
export interface ExamineOptions {
  readonly seed: number;
  /** False: only who is outvoted, and whether the witness sees a mistake of a forward pass. */
  readonly thorough: boolean;
}

/** Everything that does not depend on the patch. */
interface Examination extends ExamineOptions {
  readonly load: Load;
  readonly questions: readonly MlpProblem[];
  readonly witnessedQuestions: readonly MlpProblem[];
  readonly implementations: readonly Implementation[];
  readonly silentOn: SilentOn;
  readonly experts: Experts;
  readonly checks: Checks;
  /** Files that each voter loads, by its name. */
  readonly files: Readonly<Record<string, readonly string[]>>;
}

const implementationFrom = async (load: Load, voter: Voter, patch: Patch | null): Promise<Implementation> => {
  const { exported } = await load(voter, patch);
  return { name: voter.name, gradient: exported as GradientFunction };
};

const filesByVoter = async (load: Load): Promise<Readonly<Record<string, readonly string[]>>> =>
  Object.fromEntries(
    await Promise.all(voters.map(async (voter) => [voter.name, (await load(voter, null)).files] as const)),
  );

/** Who has nothing to say of a question although nothing is patched; throws where they disagree. */
const silenceOf = (questions: readonly MlpProblem[], unpatched: readonly Implementation[]): SilentOn => {
  const silent = new Map<MlpProblem, readonly string[]>();
  for (const problem of questions) {
    const found = consult(problem, unpatched);
    const [dissenter] = found.dissenting;
    if (dissenter !== undefined) {
      throw new Error(`unpatched, ${dissenter.name} is outvoted on ${JSON.stringify(problem)}`);
    }
    silent.set(
      problem,
      found.silent.map(({ name }) => name),
    );
  }
  return (problem) => valueAt(silent, problem);
};

/** Draws the questions and asks the unpatched voters. */
const prepare = async (load: Load, options: ExamineOptions): Promise<Examination> => {
  const questions = questionsOf(options.seed);
  const witnessedQuestions = witnessedOf(questions);
  const loaded = await Promise.all(
    implementationVoters.map((voter) => implementationFrom(load, voter, null)),
  );
  const implementations = loaded.map(remembering);
  const known = experts();
  return {
    ...options,
    load,
    questions,
    witnessedQuestions,
    implementations,
    silentOn: silenceOf(questions, implementations),
    experts: known,
    checks: checksWith(options.seed, witnessedQuestions, known),
    files: await filesByVoter(load),
  };
};

const reachedBy = (file: string, { files }: Examination): readonly string[] =>
  voters.map(({ name }) => name).filter((name) => files[name]?.includes(file));

const implementationSighting = async (
  examination: Examination,
  voter: Voter,
  patch: Patch,
  part: MutantPart | null,
  reached: readonly string[],
): Promise<ImplementationSighting> => {
  const { load, questions, implementations, silentOn, checks, thorough } = examination;
  const patchedVoters = implementationVoters.filter(({ name }) => reached.includes(name));
  const patched = await Promise.all(patchedVoters.map((each) => implementationFrom(load, each, patch)));
  const own = patched.find(({ name }) => name === voter.name);
  if (own === undefined) throw new Error(`${patch.id}: ${voter.name} does not load ${patch.file}`);
  const asked = implementations.map((each) => patched.find(({ name }) => name === each.name) ?? each);
  const ballot: Ballot = ballotOf(questions, asked, silentOn);
  const seen = { kind: 'implementation' as const, id: patch.id, reached, ballot };
  if (thorough) return { ...seen, failed: await checks.all(own), prints: printsOf(questions, own) };
  if (part !== 'forward') return seen;
  return {
    ...seen,
    failed: { clauses: [], properties: [], fixtures: [], witness: await checks.witness(own) },
  };
};

const witnessSighting = async (
  { load, witnessedQuestions, implementations, experts: known, thorough }: Examination,
  patch: Patch | null,
  reached: readonly string[],
): Promise<WitnessSighting> => {
  const { exported } = await load(witnessVoter, patch);
  const { print, ...votes } = await witnessVotes(
    witnessedQuestions,
    exported as Witness,
    implementations,
    known,
    ({ againstAll }) => !thorough && againstAll > 0,
  );
  const id = patch?.id ?? 'unpatched';
  return {
    kind: 'witness',
    id,
    reached,
    ...votes,
    ...(thorough && { prints: { gradients: print, answers: print } }),
  };
};

/** What one process can be asked. */
export interface Examiner {
  /** Files that each voter loads, by its name. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** What is seen of a patch of a voter; of a control, `part` is null. */
  readonly examine: (voter: string, patch: Patch, part: MutantPart | null) => Promise<Sighting>;
  /** The answers of a voter as it is. */
  readonly unpatched: (voter: string) => Promise<Prints>;
}

/** Prepares this process to examine patches; throws where the unpatched voters disagree. */
export const examiner = async (load: Load, options: ExamineOptions): Promise<Examiner> => {
  const examination = await prepare(load, options);
  const voterNamed = (wanted: string): Voter => {
    const found = voters.find(({ name }) => name === wanted);
    if (found === undefined) throw new RangeError(`voter: expected a known one, got ${wanted}`);
    return found;
  };
  return {
    files: examination.files,
    examine: (name, patch, part) => {
      const voter = voterNamed(name);
      const reached = reachedBy(patch.file, examination);
      return voter === witnessVoter
        ? witnessSighting(examination, patch, reached)
        : implementationSighting(examination, voter, patch, part, reached);
    },
    unpatched: async (name) => {
      const own = examination.implementations.find((each) => each.name === name);
      if (own !== undefined) return printsOf(examination.questions, own);
      const { prints } = await witnessSighting(examination, null, []);
      if (prints === undefined) throw new Error('the witness is printed only by a thorough examination');
      return prints;
    },
  };
};
