/**
 * A net of 1e5 parameters asked of a program in base64: what transport, parsing and comparison add to the
 * program's own time. The program is asked twice over: as it is, and computing only its first answer.
 */

import { join } from 'node:path';
import { judgeReplies, type Prepared } from '../../src/conformance/evaluate.ts';
import { basisFor } from '../../src/conformance/evidence.ts';
import { implementations } from '../../src/gradients/registry.ts';
import { agreesWhole } from '../../src/judge/claim.ts';
import { consult } from '../../src/oracle/consult.ts';
import { programSubject } from '../../src/subjects/program/program.ts';
import type { Reply, Subject } from '../../src/subjects/subject.ts';
import { jobOf, problemOf, sizes } from '../job.ts';
import { median } from '../statistics.ts';
import { timed } from '../timing.ts';

const size = sizes.find(({ name }) => name === '784-128-10');
if (size === undefined) throw new Error('size: expected 784-128-10 among them');
const problem = problemOf(jobOf(size));
const questions = [problem];
const claims = agreesWhole(0);

/** The other two of ours compute scalar by scalar, which takes minutes here. */
const recursion = implementations.filter(({ name }) => name === 'delta-recursion');
const consulted = consult(problem, recursion);
const known = {
  consultation: () => consulted,
  witness: (): never => {
    throw new Error('nobody claims a witness here');
  },
};
const perQuestion = 15;

const timedAsk = async (subject: Subject): Promise<{ seconds: number; reply: Reply }> => {
  const began = performance.now();
  const reply = await subject.ask(problem);
  return { seconds: (performance.now() - began) / 1000, reply };
};

const comparing = (subject: Subject, reply: Reply): number => {
  const basis = basisFor(subject, problem, known);
  if (basis.kind === 'skipped') throw new Error(basis.reason);
  const prepared: Prepared = { kind: 'bases', bases: [basis] };
  const judged = judgeReplies({ questions, claims }, prepared, [reply]);
  if (judged.kind !== 'judged' || judged.findings.judged === 0 || judged.findings.wrong > 0)
    throw new Error(`expected an answer that agrees, got ${JSON.stringify(judged).slice(0, 200)}`);
  const { runs, seconds } = timed(() => judgeReplies({ questions, claims }, prepared, [reply]), 0.3);
  return seconds / runs;
};

/** Seconds of the clock; both forms of the program are asked in turn, so that what slows both cancels. */
const measure = async (...words: readonly string[]) => {
  const whole = await programSubject({ words });
  const once = await programSubject({ words: [...words, 'once'] });
  let { reply } = await timedAsk(whole);
  await timedAsk(once);
  const [own, around]: [number[], number[]] = [[], []];
  for (let asked = 0; asked < perQuestion; asked += 1) {
    const computing = await timedAsk(whole);
    const { seconds } = await timedAsk(once);
    reply = computing.reply;
    own.push(computing.seconds - seconds);
    around.push(seconds);
  }
  await Promise.all([whole.close(), once.close()]);
  return { own: median(own), around: median(around), comparing: comparing(whole, reply) };
};

const python = process.argv[2];
const beside = (file: string): string => join(import.meta.dirname, file);
const oracle = timed(() => consult(problem, recursion).agreed.map(({ bounds }) => bounds()), 1);

console.log(
  JSON.stringify({
    node: await measure(process.execPath, beside('network.js')),
    python: python === undefined ? null : await measure(python, beside('network.py')),
    oracleAndBound: oracle.seconds / oracle.runs,
  }),
);
