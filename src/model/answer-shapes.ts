/** The parts of an answer against the problem's shapes. Layers count from 0. */

import type { AnswerParts, GradientParts, UnknownKey } from './answer-copy.ts';
import { nothing } from './answer-copy.ts';
import { at } from './at.ts';
import { defectAt, quote } from './defect.ts';
import { nearest } from './nearest.ts';
import type { Path } from './path.ts';
import type { MlpProblem } from './problem.ts';
import { biasesShape, sizesOf, weightsShape } from './problem-shapes.ts';
import type { Shape, Tensor, TensorDefect } from './tensor.ts';
import { isList, shapeOf, sizes, tensorDefects } from './tensor.ts';

/** The shapes of everything an answer may hold; null where null must stand. */
interface AnswerShapes {
  readonly weights: readonly Shape[];
  readonly biases: readonly (Shape | null)[];
  readonly inputs: Shape;
  readonly outputs: Shape;
  readonly deltas: readonly Shape[];
}

const shapesFor = (problem: MlpProblem): AnswerShapes => {
  const sizes = sizesOf(problem);
  const examples = problem.inputs.length;
  return {
    weights: sizes.map(weightsShape),
    biases: problem.layers.map((layer, l) => (layer.biases === null ? null : biasesShape(at(sizes, l)))),
    inputs: [examples, at(sizes, 0).inputs],
    outputs: [examples, at(sizes, -1).units],
    deltas: sizes.map(({ units }) => [examples, units]),
  };
};

/** Keys that are shown where they stand for something else. */
const mostKeys = 4;

const instead = (tensor: Tensor): string => {
  if (typeof tensor === 'number') return String(tensor);
  return isList(tensor) ? `a list of ${tensor.length}` : tensor.got;
};

/** Keys that stand where a part is missing, one of which was probably meant: `, but "dW", "db"`. */
const otherKeys = (part: string, unknown: readonly UnknownKey[]): string => {
  const beside = unknown.filter(({ known }) => known.includes(part)).map(({ key }) => key);
  const meant = beside.find((key) => nearest(key, [part]) !== undefined);
  if (meant !== undefined) return `; is it ${quote(meant)}?`;
  return beside.length === 0 ? '' : `, but ${beside.slice(0, mostKeys).map(quote).join(', ')}`;
};

const nullDefects = (tensor: Tensor, path: Path): readonly TensorDefect[] => {
  if (typeof tensor !== 'number' && !isList(tensor) && tensor.kind === 'null') return [];
  return [{ code: 'SHAPE', ...defectAt(path, 'null (the layer has no biases)', instead(tensor)) }];
};

const listed = (shapes: readonly Shape[]): string => shapes.map(sizes).join(' and ');

/** Shapes that the layers have in the other direction, or in that and each transposed; said once for all of them. */
const reversedDefect = (
  tensor: readonly Tensor[],
  shapes: readonly (Shape | null)[],
  path: Path,
): TensorDefect | undefined => {
  const got = tensor.map(shapeOf).filter((shape) => shape !== undefined);
  const expected = shapes.filter((shape) => shape !== null);
  if (got.length !== shapes.length || expected.length !== shapes.length) return undefined;
  const transposed = expected.map((shape) => shape.toReversed());
  if ([expected, transposed].some((shape) => listed(got) === listed(shape))) return undefined;
  const isReversed = listed(got) === listed(expected.toReversed());
  if (!isReversed && listed(got) !== listed(transposed.toReversed())) return undefined;
  const guess = isReversed ? 'the layers look reversed' : 'the layers look reversed, and each transposed';
  return { code: 'SHAPE', ...defectAt(path, listed(expected), `${listed(got)}: ${guess}`) };
};

const perLayerDefects = (
  tensor: Tensor,
  shapes: readonly (Shape | null)[],
  path: Path,
  hint = '',
): readonly TensorDefect[] => {
  const expected = `a list of ${shapes.length} (one per layer)`;
  if (!isList(tensor)) {
    const code = typeof tensor === 'number' || tensor.kind === 'other' ? 'SHAPE' : 'MISSING';
    const got = tensor === nothing ? `${instead(tensor)}${hint}` : instead(tensor);
    return [{ code, ...defectAt(path, expected, got) }];
  }
  if (tensor.length !== shapes.length) {
    return [{ code: 'SHAPE', ...defectAt(path, expected, instead(tensor)) }];
  }
  const defects = shapes.flatMap((shape, l) => {
    const own = at(tensor, l);
    return shape === null ? nullDefects(own, [...path, l]) : tensorDefects(own, shape, [...path, l]);
  });
  const reversed = defects.length === 0 ? undefined : reversedDefect(tensor, shapes, path);
  return reversed === undefined ? defects : [reversed];
};

const gradientDefects = (
  { weights = nothing, biases = nothing, inputs }: GradientParts,
  shapes: AnswerShapes,
  unknown: readonly UnknownKey[],
): readonly TensorDefect[] => {
  const hint = (part: string): string => otherKeys(part, unknown);
  return [
    ...perLayerDefects(weights, shapes.weights, ['gradients', 'weights'], hint('weights')),
    ...perLayerDefects(biases, shapes.biases, ['gradients', 'biases'], hint('biases')),
    ...(inputs === undefined ? [] : tensorDefects(inputs, shapes.inputs, ['gradients', 'inputs'])),
  ];
};

const noGradients = (got: string, unknown: readonly UnknownKey[]): TensorDefect => {
  const hint = otherKeys('gradients', unknown);
  const code = got === 'nothing' || got === 'null' ? 'MISSING' : 'SHAPE';
  return { code, ...defectAt(['gradients'], 'an object with weights and biases', `${got}${hint}`) };
};

/** Everything in which the answer departs from the problem's shapes. */
export const answerDefects = (parts: AnswerParts, problem: MlpProblem): readonly TensorDefect[] => {
  const shapes = shapesFor(problem);
  const { cost, outputs, deltas, gradients, unknown } = parts;
  return [
    ...('instead' in gradients
      ? [noGradients(gradients.instead, unknown)]
      : gradientDefects(gradients, shapes, unknown)),
    ...(cost === undefined ? [] : tensorDefects(cost, [], ['cost'])),
    ...(outputs === undefined ? [] : tensorDefects(outputs, shapes.outputs, ['outputs'])),
    ...(deltas === undefined ? [] : perLayerDefects(deltas, shapes.deltas, ['deltas'])),
  ];
};
