/** Going through a run verdict by verdict, until its end or ctrl-C. */

import type { SubjectVerdict } from '../../conformance/verify.ts';
import { exitCodes } from '../../judge/exit-code.ts';
import type { Subject } from '../../subjects/subject.ts';
import { progressLine } from './progress.ts';
import type { Budget } from './run-budget.ts';

/** Once ends the run with a report of what there is, twice leaves. */
const interruption = (subjects: readonly Subject[]) => {
  let tell: (interrupted: 'interrupted') => void = () => {};
  const happened = new Promise<'interrupted'>((resolve) => {
    tell = resolve;
  });
  let times = 0;
  const onSignal = (): void => {
    times += 1;
    tell('interrupted');
    if (times < 2) return;
    for (const subject of subjects) void subject.close();
    process.exit(exitCodes.interrupted);
  };
  process.on('SIGINT', onSignal);
  return { happened, end: () => void process.off('SIGINT', onSignal) };
};

export interface Through {
  readonly verdicts: readonly SubjectVerdict[];
  readonly interrupted: boolean;
}

/** Takes every verdict, tells it on, and closes the subjects at the end; `told` is never called after ctrl-C. */
export const goThrough = async (
  run: AsyncGenerator<SubjectVerdict>,
  subjects: readonly Subject[],
  budget: Budget,
  told: (verdict: SubjectVerdict) => void,
): Promise<Through> => {
  const verdicts: SubjectVerdict[] = [];
  const progress = progressLine();
  const { happened, end } = interruption(subjects);
  try {
    for (;;) {
      const next = await Promise.race([run.next(), happened]);
      if (next === 'interrupted') budget.interrupt();
      if (next === 'interrupted' || next.done) return { verdicts, interrupted: next === 'interrupted' };
      verdicts.push(next.value);
      budget.count(next.value);
      told(next.value);
      progress.show(`${verdicts.length} verdicts, ${next.value.verdict.check}`);
    }
  } finally {
    progress.clear();
    await Promise.all(subjects.map((subject) => subject.close()));
    end();
  }
};
