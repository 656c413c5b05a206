/** From a violation to the simplest subject that still shows it, and the command that shows it again. */

import { plainStyle, type Style } from './emulation/style.ts';
import { formats } from './trials/formats.ts';
import { problemCase } from './trials/problem-case.ts';
import { violationOf } from './trials/trial.ts';
import type { Violation } from './trials/violation.ts';

/** Every choice that the violation does not need, made plain; the violation of the style that is left. */
export const simplest = (violation: Violation): Violation => {
  const format = formats.find(({ name }) => name === violation.format);
  if (violation.style === null || format === undefined) return violation;
  const problem = problemCase(violation.seed, violation.index);
  let found = violation;
  for (const choice of Object.keys(plainStyle) as (keyof Style)[]) {
    const style = { ...plainStyle, ...found.style, [choice]: plainStyle[choice] };
    found = violationOf(problem, format, style) ?? found;
  }
  return found;
};

const differing = (style: Style): string => {
  const choices = Object.entries(style).filter(
    ([choice, value]) => value !== plainStyle[choice as keyof Style],
  );
  return choices.length === 0
    ? 'plain style'
    : choices.map(([choice, value]) => `${choice} ${value}`).join(', ');
};

/** One violation as lines for a terminal. */
export const describeViolation = (violation: Violation): readonly string[] => [
  `${violation.path}: expected ${violation.truth} within ${violation.bound}, got ${violation.got}`,
  `  ${violation.format}; family ${violation.family}; ${violation.style === null ? 'our own implementation' : differing(violation.style)}; ${violation.size} numbers`,
  `  again: npm run soundness -- --seed ${violation.seed} --case ${violation.index}`,
];
