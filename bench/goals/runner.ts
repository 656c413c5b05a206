/** Programs of other people: asking them, and whole runs. */

import type { DefaultRun, LargeAnswer, LargeNetwork, Measures, Transported } from '../measure.ts';
import { spreadOf } from '../statistics.ts';
import { type Goal, noPython } from './goal.ts';

/** What surrounds the program's own time, as a percentage of it; NaN where that drowned in noise. */
export const overhead = ({ own, around, comparing }: LargeAnswer): number =>
  own > 0 ? (100 * (around + comparing)) / own : Number.NaN;

const overheadOf = (answer: LargeAnswer): Goal['measured'] => {
  const percent = overhead(answer);
  return Number.isNaN(percent)
    ? { missing: 'its own time drowned in the noise of this machine' }
    : spreadOf([percent]);
};

export const runnerGoals = ({ transport, largeNetwork, runs }: Measures): readonly Goal[] => {
  const echo = (title: string, measured: Transported | null): Goal => ({
    text: `small problems per second to a ${title} program that echoes, logged and not judged`,
    sought: { atLeast: 30_000 },
    unit: '/s',
    measured: measured === null ? noPython : spreadOf(measured.perSecond),
  });
  const added = (title: string, { net, examples }: LargeNetwork, answer: LargeAnswer | null): Goal => ({
    text: `transport, parsing and comparison at 1e5 parameters, base64, on top of the own time of ${title} (${net}, ${examples} examples)`,
    sought: { atMost: 10 },
    unit: ' %',
    measured: answer === null ? noPython : overheadOf(answer),
  });
  const longest = largeNetwork.answers.at(-1);
  const seconds = (text: string, atMost: number, run: DefaultRun | null, pick: keyof DefaultRun): Goal => ({
    text,
    sought: { atMost },
    unit: ' s',
    measured:
      run === null
        ? noPython
        : run.code === 0
          ? spreadOf([Number(run[pick])])
          : { missing: `the run ended with exit code ${run.code}` },
  });
  return [
    echo('Node', transport.node),
    echo('Python', transport.python),
    ...(longest === undefined ? [] : [added('the frozen loop', longest, longest.node)]),
    seconds('first verdict of a module', 1, runs.module, 'firstVerdict'),
    seconds('default run of a module', 20, runs.module, 'whole'),
    seconds('default run of a Python program (PyTorch)', 60, runs.python, 'whole'),
  ];
};
