/** A subject's answer: checked, copied and frozen, or everything that is wrong with it. */

import type { LayerBiases, LayerWeights, SubjectAnswer } from './answer.ts';
import type { AnswerParts, GradientParts, UnknownKey } from './answer-copy.ts';
import { budgetFor, nothing, takeApart } from './answer-copy.ts';
import { answerDefects } from './answer-shapes.ts';
import { at } from './at.ts';
import type { Code } from './codes.ts';
import type { Defect } from './defect.ts';
import { type Misshapen, misshapenIn } from './misshapen.ts';
import { withNearest } from './nearest.ts';
import type { Layer, Matrix, MlpProblem, Vector } from './problem.ts';
import { isMaxout } from './problem.ts';
import type { Tensor } from './tensor.ts';
import { isList } from './tensor.ts';

/** The codes of an answer that cannot be judged. */
export type MalformedCode = Extract<Code, 'SHAPE' | 'MISSING' | 'NOT-A-NUMBER' | 'UNREADABLE'>;

/** An answer that cannot be judged, and why. */
export interface Malformed {
  readonly kind: 'malformed';
  /** The code of the first defect. */
  readonly code: MalformedCode;
  readonly defects: readonly Defect[];
  /** Of code SHAPE: the numbers, where all of them are there. */
  readonly misshapen?: Misshapen;
}

/** A checked copy, or what is wrong. */
export type ReadAnswer =
  | { readonly kind: 'answer'; readonly answer: SubjectAnswer; readonly notes: readonly string[] }
  | Malformed;

const malformed = (code: MalformedCode, expected: string, got: string): Malformed => ({
  kind: 'malformed',
  code,
  defects: [{ path: '', expected, got }],
});

const isNumber = (tensor: Tensor): tensor is number => typeof tensor === 'number';

const numberOf = (tensor: Tensor): number => {
  if (!isNumber(tensor)) throw new Error('a tensor without defects holds something else than numbers');
  return tensor;
};

const entriesOf = (tensor: Tensor): readonly Tensor[] => {
  if (!isList(tensor)) throw new Error('a tensor without defects is not nested as its shape says');
  return tensor;
};

const listOf =
  <T>(entry: (tensor: Tensor) => T) =>
  (tensor: Tensor): readonly T[] =>
    Object.freeze(entriesOf(tensor).map(entry));

const isVector = (tensor: Tensor): tensor is Vector => isList(tensor) && tensor.every(isNumber);

/** The tensor itself, which is a copy already; not frozen, which would make an object of every number. */
const vectorOf = (tensor: Tensor): Vector => {
  if (!isVector(tensor)) throw new Error('a tensor without defects holds something else than numbers');
  return tensor;
};

const matrixOf: (tensor: Tensor) => Matrix = listOf(vectorOf);
const matricesOf = listOf(matrixOf);

const weightsOf = (tensor: Tensor, layer: Layer): LayerWeights =>
  isMaxout(layer) ? matricesOf(tensor) : matrixOf(tensor);

const biasesOf = (tensor: Tensor, layer: Layer): LayerBiases => {
  if (layer.biases === null) return null;
  return isMaxout(layer) ? matrixOf(tensor) : vectorOf(tensor);
};

const perLayer = <T>(tensor: Tensor, layers: readonly Layer[], read: (own: Tensor, layer: Layer) => T) =>
  Object.freeze(entriesOf(tensor).map((own, l) => read(own, at(layers, l))));

const gradientsOf = (
  { weights = nothing, biases = nothing, inputs }: GradientParts,
  { layers }: MlpProblem,
): SubjectAnswer['gradients'] =>
  Object.freeze({
    weights: perLayer(weights, layers, weightsOf),
    biases: perLayer(biases, layers, biasesOf),
    ...(inputs === undefined ? {} : { inputs: matrixOf(inputs) }),
  });

const answerOf = (parts: AnswerParts, gradients: GradientParts, problem: MlpProblem): SubjectAnswer => {
  const { cost, outputs, deltas } = parts;
  return Object.freeze({
    ...(cost === undefined ? {} : { cost: numberOf(cost) }),
    ...(outputs === undefined ? {} : { outputs: matrixOf(outputs) }),
    ...(deltas === undefined ? {} : { deltas: matricesOf(deltas) }),
    gradients: gradientsOf(gradients, problem),
  });
};

const noteOf = ({ key, known }: UnknownKey): string => `ignored the unknown key ${withNearest(key, known)}`;

/** Rows of a layer's weights, over all pieces, and the length of each. */
const rowsOf = (layer: Layer): readonly [number, number] => {
  if (!isMaxout(layer)) return [layer.weights.length, at(layer.weights, 0).length];
  const piece = at(layer.weights, 0);
  return [layer.weights.length * piece.length, at(piece, 0).length];
};

/** Numbers of an answer with all its parts, to a few: by the lengths of first rows. */
const numbersAskedFor = ({ layers, inputs }: MlpProblem): number => {
  const perExample = at(inputs, 0).length;
  const ofLayers = layers.map(rowsOf).map(([rows, length]) => rows * (length + 1 + inputs.length));
  return ofLayers.reduce((sum, count) => sum + count, inputs.length * perExample);
};

const taken = (value: unknown, problem: MlpProblem): ReturnType<typeof takeApart> | undefined => {
  try {
    return takeApart(value, budgetFor(numbersAskedFor(problem)));
  } catch {
    return undefined;
  }
};

/**
 * Reads an answer to a problem from any value, however hostile; never throws.
 *
 * Rows may be Float64Array or Float32Array. Non-finite numbers are kept, as numbers or by their names in
 * text: they are judged, not refused. -0 becomes 0. The answer is a copy, frozen down to its rows of numbers.
 */
export const readAnswer = (value: unknown, problem: MlpProblem): ReadAnswer => {
  const parts = taken(value, problem);
  if (parts === undefined)
    return malformed('UNREADABLE', 'plain data', 'an object that throws when it is read');
  if (!('unknown' in parts)) return malformed('SHAPE', 'an object with gradients', parts.instead);
  const defects = answerDefects(parts, problem);
  const [first] = defects;
  if (first !== undefined) {
    const misshapen = first.code === 'SHAPE' ? misshapenIn(parts) : undefined;
    return { kind: 'malformed', code: first.code, defects, ...(misshapen && { misshapen }) };
  }
  if ('instead' in parts.gradients) throw new Error('an answer without gradients was not refused');
  return {
    kind: 'answer',
    answer: answerOf(parts, parts.gradients, problem),
    notes: parts.unknown.map(noteOf),
  };
};
