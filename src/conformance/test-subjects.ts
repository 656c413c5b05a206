/** Subjects for tests: one of ours, passed off as somebody's, with something changed in its answers. */

import { implementations } from '../gradients/registry.ts';
import { networkAnswer, networkOf } from '../model/any-kind.ts';
import type { MlpProblem } from '../model/problem.ts';
import { ownSubject } from '../subjects/own.ts';
import type { Reply, Subject } from '../subjects/subject.ts';

type Answered = Extract<Reply, { kind: 'answer' }>;

/** Answers as ours do, changed by `change`; `asked` counts from 0 over the life of the subject. */
export const changedSubject = (
  name: string,
  change: (reply: Answered, problem: MlpProblem, asked: number) => Reply,
): Subject => {
  const [first] = implementations;
  if (first === undefined) throw new Error('no implementation');
  const own = ownSubject(first);
  let asked = 0;
  return {
    ...own,
    name,
    ours: false,
    ask: async (problem) => {
      const index = asked;
      asked += 1;
      const reply = await own.ask(problem);
      return reply.kind === 'answer' ? change(reply, networkOf(problem), index) : reply;
    },
  };
};

/** The same reply with every gradient of the first layer's weights multiplied. */
export const withFirstWeightsTimes = (reply: Answered, factor: number): Reply => {
  const scaled = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(scaled) : (value as number) * factor;
  const answer = networkAnswer(reply.answer);
  const { weights, ...others } = answer.gradients;
  const [first, ...later] = weights;
  const changed = { ...others, weights: [scaled(first) as (typeof weights)[number], ...later] };
  return { ...reply, answer: { ...answer, gradients: changed } };
};

/** Right. */
export const rightSubject = (): Subject => changedSubject('right', (reply) => reply);

/** Twice the gradient of the first layer's weights wherever there is a second layer. */
export const doublingSubject = (): Subject =>
  changedSubject('doubling', (reply, { layers }) =>
    layers.length > 1 ? withFirstWeightsTimes(reply, 2) : reply,
  );
