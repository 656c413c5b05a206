import { describe, expect, it } from 'vitest';
import type { MlpProblem } from '../model/problem.ts';
import type { CostAndGradients } from './descend.ts';
import { descend, trainUntil } from './descend.ts';
import { linear, withLayers } from './test-networks.ts';

const weightOf = (problem: MlpProblem, l: number): number => {
  const [[weight] = []] = problem.layers[l]?.weights ?? [];
  if (typeof weight !== 'number') throw new Error('not a dense layer');
  return weight;
};

const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
};

/** J = (w x + b - t)^2 / 2 with x = 2, t = 1, differentiated by hand. */
const ofLine = (problem: MlpProblem): CostAndGradients => {
  const [layer] = problem.layers;
  const [bias = 0] = layer?.biases ?? [];
  if (typeof bias !== 'number') throw new Error('not a dense layer');
  const error = weightOf(problem, 0) * 2 + bias - 1;
  return {
    cost: (error * error) / 2,
    gradients: { weights: [[[error * 2]]], biases: [layer?.biases === null ? null : [error]] },
  };
};

/** J = (v w x - t)^2 / 2 with x = 2, t = 1: each gradient contains the other parameter. */
const ofProduct = (problem: MlpProblem): CostAndGradients => {
  const [w, v] = [weightOf(problem, 0), weightOf(problem, 1)];
  const error = v * w * 2 - 1;
  return {
    cost: (error * error) / 2,
    gradients: { weights: [[[error * v * 2]], [[error * w * 2]]], biases: [null, null] },
  };
};

describe('descend', () => {
  // w = 1, b = 1/2: error 3/2, gradients 3 and 3/2; one step of 1/4 leads to 1/4 and 1/8, where the error
  // is -3/8 and the gradients are -3/4 and -3/8; the next leads to 7/16 and 7/32, with the error 3/32.
  it('takes the steps that one takes by hand, exactly', () => {
    const { problem, costs } = descend(withLayers([linear(1, 0.5)]), ofLine, { alpha: 0.25, steps: 2 });
    expect(problem.layers).toEqual([linear(0.4375, 0.21875)]);
    expect(costs).toEqual([1.125, 0.0703125, 0.00439453125]);
  });

  it('keeps everything else of the problem', () => {
    const start = { ...withLayers([linear(1, 0.5)]), id: 'line' };
    const { problem } = descend(start, ofLine, { alpha: 0.25, steps: 1 });
    expect(problem).toEqual({ ...start, layers: [linear(0.25, 0.125)] });
  });

  // w = 1, v = 2: error 3, gradients 12 and 6; alpha 1/16 leads to 1/4 and 13/8. Were w replaced first, the
  // gradient of v would contain w = 1/4: 3/2 with the old error, so v = 61/32.
  it('takes all gradients before it changes any parameter', () => {
    const start = withLayers([linear(1, null), linear(2, null)]);
    const { problem } = descend(start, ofProduct, { alpha: 0.0625, steps: 1 });
    expect(problem.layers).toEqual([linear(0.25, null), linear(1.625, null)]);
  });

  it('asks for the gradients once per step and once at the end', () => {
    const asked: number[] = [];
    const counting = (problem: MlpProblem): CostAndGradients => {
      asked.push(weightOf(problem, 0));
      return ofLine(problem);
    };
    descend(withLayers([linear(1, 0.5)]), counting, { alpha: 0.25, steps: 2 });
    expect(asked).toEqual([1, 0.25, 0.4375]);
  });

  it('changes neither the problem nor the gradients', () => {
    const start = freeze(withLayers([linear(1, 0.5)]));
    const copy = structuredClone(start);
    const { problem } = descend(start, (asked) => freeze(ofLine(freeze(asked))), { alpha: 0.25, steps: 3 });
    expect(start).toEqual(copy);
    expect(problem.layers).not.toEqual(start.layers);
  });

  it('returns the given problem after no step, with its cost', () => {
    const start = withLayers([linear(1, 0.5)]);
    expect(descend(start, ofLine, { alpha: 0.25, steps: 0 })).toEqual({ problem: start, costs: [1.125] });
  });

  it('leaves null biases null', () => {
    const { problem } = descend(withLayers([linear(1, null)]), ofLine, { alpha: 0.25, steps: 1 });
    expect(problem.layers).toEqual([linear(0.5, null)]);
  });

  it.each([
    [{ alpha: 0, steps: 1 }, 'alpha: expected a finite number > 0, got 0'],
    [{ alpha: Number.NaN, steps: 1 }, 'alpha: expected a finite number > 0, got NaN'],
    [{ alpha: 1, steps: -1 }, 'steps: expected a whole number >= 0, got -1'],
    [{ alpha: 1, steps: 1.5 }, 'steps: expected a whole number >= 0, got 1.5'],
  ])('refuses the schedule %o', (schedule, message) => {
    expect(() => descend(withLayers([linear(1, 0.5)]), ofLine, schedule)).toThrow(new RangeError(message));
  });
});

describe('trainUntil', () => {
  const small = ({ cost }: CostAndGradients): boolean => cost < 0.1;

  it('stops at the first parameters at which the condition holds', () => {
    const training = trainUntil(withLayers([linear(1, 0.5)]), ofLine, 0.25, small, 10);
    expect(training).toEqual({
      problem: withLayers([linear(0.25, 0.125)]),
      costs: [1.125, 0.0703125],
      reached: true,
    });
  });

  it('takes no step when the condition holds at once', () => {
    const start = withLayers([linear(0.25, 0.125)]);
    expect(trainUntil(start, ofLine, 0.25, small, 10)).toEqual({
      problem: start,
      costs: [0.0703125],
      reached: true,
    });
  });

  it('says that the condition was not reached within the steps', () => {
    const training = trainUntil(withLayers([linear(1, 0.5)]), ofLine, 0.25, () => false, 1);
    expect(training).toMatchObject({ costs: [1.125, 0.0703125], reached: false });
  });
});
