/** A failing check as text: the sentence, the smallest problem, both values, and how to see it again. */

import { ulpsBetween } from '../judge/ulps.ts';
import type { Problem } from '../model/any-kind.ts';
import { formatPath } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Discrepancy, Verdict } from '../model/verdict.ts';
import { adviceFor } from './advice.ts';
import { diagnosisLines } from './diagnosis-lines.ts';
import { escapeControl } from './escape.ts';
import { graphLines, graphSize } from './graph-lines.ts';
import { paragraph } from './wrap.ts';

const shownDiscrepancies = 4;

const discrepancyLines = (discrepancy: Discrepancy): readonly string[] => {
  const { path, got, expected, bound, relation } = discrepancy;
  const units = ulpsBetween(got, expected);
  return [
    `    ${formatPath(path)}${relation === undefined ? '' : `: ${relation}`}`,
    `      got         ${got}`,
    `      expected    ${expected}`,
    `      difference  ${Math.abs(got - expected)}${units === null ? '' : ` (${units} ulp)`}, bound ${bound}`,
  ];
};

const layerLine = ({ weights, biases, activation }: MlpProblem['layers'][number]): string => {
  const { name, ...constants } = activation;
  const named = Object.entries(constants).map(([key, value]) => ` ${key} ${value}`);
  return `      ${name}${named.join('')}: weights ${JSON.stringify(weights)}, biases ${JSON.stringify(biases)}`;
};

const networkLines = ({ layers, loss, penalty, inputs, targets }: MlpProblem): readonly string[] => [
  ...layers.map(layerLine),
  `      ${loss.name}, scale ${loss.scale}${
    penalty === undefined ? '' : `; penalty lambda ${penalty.lambda}${penalty.biases ? ' with biases' : ''}`
  }`,
  `      inputs ${JSON.stringify(inputs)}, targets ${JSON.stringify(targets)}`,
];

const networkShape = ({ layers, inputs }: MlpProblem): string => {
  const units = layers.map(({ weights, activation }) =>
    activation.name === 'maxout' ? ((weights[0] ?? []).length as number) : weights.length,
  );
  const examples = `${inputs.length} example${inputs.length === 1 ? '' : 's'}`;
  return `${[(inputs[0] ?? []).length, ...units].join('-')}, ${examples}`;
};

const problemLines = (problem: Problem): readonly string[] =>
  problem.kind === 'graph' ? graphLines(problem) : networkLines(problem);

const shape = (problem: Problem): string =>
  problem.kind === 'graph' ? graphSize(problem) : networkShape(problem);

export interface Replay {
  readonly subjectArguments: string;
  readonly seed: number;
}

/** `backproof verify --clause C --seed S --path P ./net.mjs`: the last words may be those of a program. */
const replayLine = ({ clause, counterexample }: Verdict, { subjectArguments, seed }: Replay): string =>
  [
    'backproof verify',
    `--clause ${clause}`,
    `--seed ${seed}`,
    `--path ${counterexample?.replay}`,
    escapeControl(subjectArguments),
  ]
    .filter((part) => part !== '')
    .join(' ');

/** Further lines of a message stand under it, so that none can be taken for one of the report's own. */
const messageLines = (message: string): readonly string[] =>
  escapeControl(message)
    .split('\n')
    .flatMap((line, index) => paragraph(line, index === 0 ? '  ' : '      '));

/** Of wrong numbers the mistake, where it is known; of a fault what to do. */
const causeLines = ({ verdict, message, code, counterexample }: Verdict): readonly string[] => {
  if (counterexample?.diagnosis !== undefined) return diagnosisLines(counterexample.diagnosis);
  if (verdict === 'discrepant' || code === undefined) return [];
  const advice = adviceFor(code, message, counterexample?.problems[0]?.kind);
  return paragraph(`what to do: ${escapeControl(advice)}`, '    ');
};

const headLines = (verdict: Verdict): readonly string[] => {
  const { clause, title, message, code, counterexample } = verdict;
  const { location } = counterexample ?? {};
  return [
    ...messageLines(`${clause}: ${message}${code === undefined ? '' : ` [${code}]`}`),
    ...causeLines(verdict),
    ...paragraph(`clause: ${title}`, '    '),
    ...(location === undefined ? [] : paragraph(`look at ${location.clause}: ${location.reason}`, '    ')),
  ];
};

/** Of a fault the questions too: each of them may have cost a process. */
const effort = ({ verdict, counterexample }: Verdict): string => {
  const { shrinks = 0, questions = 0 } = counterexample ?? {};
  const asked = verdict === 'discrepant' || questions === 0 ? '' : ` in ${questions} questions`;
  return `${shrinks} shrinks${asked}`;
};

/** Everything a reader needs about one failing check. */
export const failureLines = (verdict: Verdict, replay: Replay): readonly string[] => {
  if (verdict.counterexample === undefined) return headLines(verdict);
  const { problems, discrepancies } = verdict.counterexample;
  const more = discrepancies.length - shownDiscrepancies;
  const problem = problems[discrepancies[0]?.question ?? 0];
  return [
    ...headLines(verdict),
    ...(problem === undefined
      ? []
      : [`    smallest problem found (${shape(problem)}; ${effort(verdict)}):`, ...problemLines(problem)]),
    ...discrepancies.slice(0, shownDiscrepancies).flatMap(discrepancyLines),
    ...(more > 0 ? [`    and ${more} more entries`] : []),
    `    replay: ${replayLine(verdict, replay)}`,
  ];
};
