/** Reading `--at`: a path of an answer to the place in a problem that it stands for. */

import type { Place } from '../../gradients/per-weight/place.ts';
import { quote } from '../../model/defect.ts';
import { isMaxout, type Layer, type MlpProblem } from '../../model/problem.ts';
import { UsageError } from '../failures.ts';

const forms = 'weights[layer][unit][input], biases[layer][unit] or inputs[example][component]';

/** One index: what it counts, and how many of those there are. */
interface Axis {
  readonly name: string;
  readonly size: number;
}

const refuse = (text: string, expected: string, got: string): never => {
  throw new UsageError(`--at ${text}: expected ${expected}, got ${got}`);
};

const article = (name: string): string => (/^[aeio]/.test(name) ? `an ${name}` : `a ${name}`);

/** The index on an axis; throws UsageError when it is missing or outside. */
const indexOn = (text: string, { name, size }: Axis, index: string): number => {
  const value = Number(index);
  return Number.isInteger(value) && value >= 0 && value < size
    ? value
    : refuse(text, `${article(name)} from 0 to ${size - 1}`, index);
};

const expectCount = (text: string, axes: readonly string[], given: readonly string[]): void => {
  if (axes.length === given.length) return;
  const brackets = axes.map((name) => `[${name}]`).join('');
  refuse(text, `${axes.length} indices, ${brackets}`, String(given.length));
};

const elementAt = <T>(text: string, name: string, list: readonly T[], index: string): T => {
  const element = list[indexOn(text, { name, size: list.length }, index)];
  return element ?? refuse(text, article(name), index);
};

const rowsOf = (text: string, layer: Layer, piece: string | undefined) =>
  isMaxout(layer) ? elementAt(text, 'piece', layer.weights, piece ?? 'none') : layer.weights;

const readParameter = (
  text: string,
  kind: 'weight' | 'bias',
  { layers }: MlpProblem,
  indices: readonly string[],
): Place => {
  const [l = 'none', ...within] = indices;
  const layer = elementAt(text, 'layer', layers, l);
  const pieced = isMaxout(layer);
  const axes = ['layer', ...(pieced ? ['piece'] : []), 'unit', ...(kind === 'weight' ? ['input'] : [])];
  expectCount(text, axes, indices);
  const [piece, unit = 'none', input = 'none'] = pieced ? within : [undefined, ...within];
  if (kind === 'bias' && layer.biases === null) refuse(text, 'a layer with biases', 'a layer without');
  const rows = rowsOf(text, layer, piece);
  const row = elementAt(text, 'unit', rows, unit);
  const place = {
    layer: Number(l),
    unit: Number(unit),
    ...(piece === undefined ? {} : { piece: Number(piece) }),
  };
  if (kind === 'bias') return { kind, ...place };
  return { kind, ...place, input: indexOn(text, { name: 'input', size: row.length }, input) };
};

const readInput = (text: string, { inputs }: MlpProblem, indices: readonly string[]): Place => {
  const [example = 'none', component = 'none'] = indices;
  const row = elementAt(text, 'example', inputs, example);
  expectCount(text, ['example', 'component'], indices);
  return {
    kind: 'input',
    example: Number(example),
    component: indexOn(text, { name: 'component', size: row.length }, component),
  };
};

/**
 * The place that `weights[1][0][0]`, `biases[1][0]` or `inputs[0][1]` names; a leading `gradients.` is
 * accepted. All indices count from 0. Throws UsageError: `--at weights[1][0][7]: expected an input from 0
 * to 1, got 7`.
 */
export const readPlace = (text: string, problem: MlpProblem): Place => {
  const match = /^(?:gradients\.)?(weights|biases|inputs)((?:\[-?\d+\])+)$/.exec(text);
  if (match === null) throw new UsageError(`--at: expected ${forms}, got ${quote(text)}`);
  const [, name, brackets = ''] = match;
  const indices = brackets.slice(1, -1).split('][');
  if (name === 'inputs') return readInput(text, problem, indices);
  return readParameter(text, name === 'weights' ? 'weight' : 'bias', problem, indices);
};
