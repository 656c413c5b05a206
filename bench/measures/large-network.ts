/**
 * Nets of 1e5 parameters asked of a program in base64: what transport, parsing and comparison add to the
 * program's own time. The program is asked twice over: as it is, and computing only its first answer.
 */

import { join } from 'node:path';
import { judgeReplies, type Prepared } from '../../src/conformance/evaluate.ts';
import { basisFor } from '../../src/conformance/evidence.ts';
import { implementations } from '../../src/gradients/registry.ts';
import { agreesWhole } from '../../src/judge/claim.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import { consult } from '../../src/oracle/consult.ts';
import { programSubject } from '../../src/subjects/program/program.ts';
import type { Reply, Subject } from '../../src/subjects/subject.ts';
import { jobOf, placesOf, problemOf, type Size } from '../job.ts';
import { median } from '../statistics.ts';
import { timed } from '../timing.ts';

/** Inputs are sent with every question: many of them, as an image has, and few. */
const nets = [
  [784, 128, 10],
  [32, 300, 300, 10],
];
/** With how many questions of each kind. */
const batches = [
  { examples: 64, questions: 15 },
  { examples: 256, questions: 9 },
  { examples: 1024, questions: 5 },
];

/** The other two of ours compute scalar by scalar, which takes minutes here. */
const recursion = implementations.filter(({ name }) => name === 'delta-recursion');
const claims = agreesWhole(0);

const timedAsk = async (
  subject: Subject,
  problem: MlpProblem,
): Promise<{ seconds: number; reply: Reply }> => {
  const began = performance.now();
  const reply = await subject.ask(problem);
  return { seconds: (performance.now() - began) / 1000, reply };
};

/** Judges the reply over and over; of what it is judged by, only the comparison is timed. */
const comparing = (subject: Subject, problem: MlpProblem, prepared: Prepared, reply: Reply): number => {
  const sample = { questions: [problem], claims };
  const judged = judgeReplies(sample, prepared, [reply]);
  if (judged.kind !== 'judged' || judged.findings.judged === 0 || judged.findings.wrong > 0)
    throw new Error(
      `expected an answer of ${subject.name} that agrees, got ${JSON.stringify(judged).slice(0, 200)}`,
    );
  const { runs, seconds } = timed(() => judgeReplies(sample, prepared, [reply]), 0.3);
  return seconds / runs;
};

const preparedFor = (
  subject: Subject,
  problem: MlpProblem,
  consulted: ReturnType<typeof consult>,
): Prepared => {
  const known = {
    consultation: () => consulted,
    witness: (): never => {
      throw new Error('nobody claims a witness here');
    },
  };
  const basis = basisFor(subject, problem, known);
  if (basis.kind === 'skipped') throw new Error(basis.reason);
  return { kind: 'bases', bases: [basis] };
};

/** A program by its words, and how often it computes a gradient for one question: fast ones drown in noise. */
interface Program {
  readonly words: readonly string[];
  readonly often: number;
}

/** Seconds of the clock; both forms of the program are asked in turn, so that what slows both cancels. */
const measure = async (
  { words, often }: Program,
  problem: MlpProblem,
  consulted: ReturnType<typeof consult>,
  questions: number,
) => {
  const whole = await programSubject({ words: [...words, String(often)] });
  const once = await programSubject({ words: [...words, '0'] });
  let { reply } = await timedAsk(whole, problem);
  await timedAsk(once, problem);
  const [own, around]: [number[], number[]] = [[], []];
  for (let asked = 0; asked < questions; asked += 1) {
    const computing = await timedAsk(whole, problem);
    const { seconds } = await timedAsk(once, problem);
    reply = computing.reply;
    own.push((computing.seconds - seconds) / often);
    around.push(seconds);
  }
  await Promise.all([whole.close(), once.close()]);
  const prepared = preparedFor(whole, problem, consulted);
  return {
    own: median(own),
    around: median(around),
    comparing: comparing(whole, problem, prepared, reply),
  };
};

const python = process.argv[2];
const beside = (file: string): string => join(import.meta.dirname, file);
const loop: Program = { words: [process.execPath, beside('network.js')], often: 1 };
const numpy = python === undefined ? null : { words: [python, beside('network.py')], often: 20 };

const answersFor = async (size: Size, questions: number) => {
  const problem = problemOf(jobOf(size));
  const consulted = consult(problem, recursion);
  return {
    net: size.name,
    parameters: placesOf(size).at(-1)?.end,
    examples: size.examples,
    node: await measure(loop, problem, consulted, questions),
    python: numpy && (await measure(numpy, problem, consulted, questions)),
  };
};

const answers = [];
for (const widths of nets)
  for (const { examples, questions } of batches)
    answers.push(await answersFor({ name: widths.join('-'), widths, examples }, questions));

const [net] = nets;
if (net === undefined) throw new Error('nets: expected one at least, got none');
const problem = problemOf(jobOf({ name: net.join('-'), widths: net, examples: 64 }));
const oracle = timed(() => consult(problem, recursion).agreed.map(({ bounds }) => bounds()), 1);

console.log(JSON.stringify({ answers, oracleAndBound: oracle.seconds / oracle.runs }));
