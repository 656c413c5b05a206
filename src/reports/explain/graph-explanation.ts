/** The derivative of a graph's output by one of its variables: as formulas, and its value. */

import type { NestedNumbers } from '../../model/graph.ts';
import { jsonText } from '../json.ts';
import { wrap } from '../wrap.ts';

/** `name = formula`, in the order of computation; what is used more than once has a line, and the result the last. */
export interface Formulas {
  readonly text: readonly string[];
  readonly latex: readonly string[];
}

export interface GraphExplanation {
  readonly output: string;
  /** The variable that the output is differentiated by. */
  readonly by: string;
  /** The derivative, in the shape of the variable. */
  readonly value: NestedNumbers;
  readonly forward: Formulas;
  /** The derivative as a graph; what it takes from the values of the output is named as there. */
  readonly derivative: Formulas;
}

const valueText = (value: NestedNumbers): string =>
  typeof value === 'number' ? String(value) : `[${value.map(valueText).join(', ')}]`;

const section = (title: string, formulas: readonly string[]): readonly string[] => [
  '',
  ...wrap(title),
  ...formulas.flatMap((line) => wrap(line, '  ')),
];

/** Plain text of at most 80 columns. */
export const graphExplanationText = ({ output, by, value, forward, derivative }: GraphExplanation): string =>
  [
    ...wrap(`d(${output})/d(${by}) = ${valueText(value)}`),
    ...section(`${output}, where what is used more than once has a name:`, forward.text),
    ...section('The derivative, as a graph of its own:', derivative.text),
    '',
  ].join('\n');

const block = (formulas: readonly string[]): string =>
  [
    '$$',
    '\\begin{aligned}',
    formulas.map((line) => line.replace(' = ', ' &= ')).join(' \\\\\n'),
    '\\end{aligned}',
    '$$',
  ].join('\n');

/** Markdown with TeX formulas. */
export const graphExplanationMarkdown = (explanation: GraphExplanation): string => {
  const { output, by, value, forward, derivative } = explanation;
  return `${[
    `## \`d(${output})/d(${by})\``,
    `\`${valueText(value)}\``,
    `### \`${output}\``,
    block(forward.latex),
    '### The derivative, as a graph of its own',
    block(derivative.latex),
  ].join('\n\n')}\n`;
};

export const graphExplanationJson = (explanation: GraphExplanation): string => jsonText(explanation);
