import { describe, expect, it } from 'vitest';
import type { SubjectAnswer } from '../model/answer.ts';
import type { Cause } from '../model/diagnosis.ts';
import type { Matrix, MlpProblem, Vector } from '../model/problem.ts';
import { type ActivationName, everything } from '../model/supports.ts';
import { diagnose } from './diagnose.ts';
import { separatingProblems } from './separating.ts';
import { type Plant, plainAnswer, slopeOf } from './test-plain.ts';

const withoutMaxout = (names: readonly ActivationName[]) => names.filter((name) => name !== 'maxout');

const supports = {
  ...everything,
  activations: {
    hidden: withoutMaxout(everything.activations.hidden),
    output: withoutMaxout(everything.activations.output),
  },
};

type Answer = (problem: MlpProblem) => SubjectAnswer;

const problems = separatingProblems(supports);

const causes = (answer: Answer): readonly Cause[] | undefined =>
  diagnose(
    problems.map((problem) => ({ problem, answer: answer(problem) })),
    { precision: 'float64', supports },
  )?.causes;

interface LayerNumbers {
  readonly weights: Matrix;
  readonly biases: Vector | null;
}

/** The gradients of the parameters alone, changed at the end. */
const finishing =
  (
    change: (layers: readonly LayerNumbers[], problem: MlpProblem) => readonly LayerNumbers[],
    plant: Plant = {},
  ): Answer =>
  (problem) => {
    const { gradients } = plainAnswer(problem, plant);
    const layers = gradients.weights.map((weights, l) => ({
      weights: weights as Matrix,
      biases: (gradients.biases[l] ?? null) as Vector | null,
    }));
    const changed = change(layers, problem);
    return {
      gradients: {
        weights: changed.map(({ weights }) => weights),
        biases: changed.map(({ biases }) => biases),
      },
    };
  };

const mapLayer = ({ weights, biases }: LayerNumbers, change: (x: number) => number): LayerNumbers => ({
  weights: weights.map((row) => row.map(change)),
  biases: biases?.map(change) ?? null,
});

const each = (change: (x: number) => number): Answer =>
  finishing((layers) => layers.map((layer) => mapLayer(layer, change)));

const reading =
  (read: (problem: MlpProblem) => MlpProblem): Answer =>
  (problem) =>
    plainAnswer(read(problem));

const planted =
  (plant: Plant): Answer =>
  (problem) =>
    plainAnswer(problem, plant);

const scaled = (of: (problem: MlpProblem) => number): Answer =>
  reading((problem) => ({ ...problem, loss: { ...problem.loss, scale: of(problem) } }));

const examples = ({ inputs }: MlpProblem): number => inputs.length;

/** Other examples than those of the batch; the gradients of the inputs are left out. */
const chosen =
  (choose: <T>(rows: readonly T[]) => readonly T[]): Answer =>
  (problem) => {
    const other = { ...problem, inputs: choose(problem.inputs), targets: choose(problem.targets) };
    const { weights, biases } = plainAnswer(other).gradients;
    return { gradients: { weights, biases } };
  };

const norm = (entries: Vector): number => Math.sqrt(entries.reduce((sum, x) => sum + x * x, 0));

const flat = ({ weights, biases }: LayerNumbers): Vector => [...weights.flat(), ...(biases ?? [])];

const clippedBy = (length: number, limit: number, epsilon = 0): number =>
  length > limit ? limit / (length + epsilon) : 1;

const stepped = (rate: number): Answer =>
  finishing((layers, problem) =>
    layers.map(({ weights, biases }, l) => {
      const own = problem.layers[l] as LayerNumbers;
      return {
        weights: weights.map((row, i) => row.map((g, j) => (own.weights[i]?.[j] as number) - rate * g)),
        biases: biases?.map((g, i) => (own.biases?.[i] as number) - rate * g) ?? null,
      };
    }),
  );

/** Hidden activations times a factor: the next layer's weights have it, and their gradients once more. */
const hiddenTimes =
  (factor: number): Answer =>
  (problem) => {
    const { penalty, ...rest } = problem;
    const layers = problem.layers.map((layer, l) => ({
      ...layer,
      weights: (layer.weights as Matrix).map((row) => row.map((w) => (l > 0 ? factor * w : w))),
    })) as MlpProblem['layers'];
    const { gradients } = plainAnswer({ ...rest, layers });
    const own = (l: number) => problem.layers[l] as LayerNumbers;
    const term = (w: number): number => 2 * (penalty?.lambda ?? 0) * w;
    return {
      gradients: {
        weights: gradients.weights.map((matrix, l) =>
          (matrix as Matrix).map((row, i) =>
            row.map((g, j) => (l > 0 ? factor * g : g) + term(own(l).weights[i]?.[j] ?? Number.NaN)),
          ),
        ),
        biases: gradients.biases.map(
          (biases, l) =>
            (biases as Vector | null)?.map(
              (g, i) => g + (penalty?.biases ? term(own(l).biases?.[i] ?? Number.NaN) : 0),
            ) ?? null,
        ),
      },
    };
  };

const bfloat16 = (x: number): number => {
  const single = new Float32Array([x]);
  const [bits = 0] = new Uint32Array(single.buffer);
  const rounded = new Uint32Array([(bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000]);
  return new Float32Array(rounded.buffer)[0] ?? Number.NaN;
};

const readWeights = (change: (x: number) => number): Answer =>
  reading((problem) => ({
    ...problem,
    layers: problem.layers.map((layer) => ({
      ...layer,
      weights: (layer.weights as Matrix).map((row) => row.map(change)),
    })) as MlpProblem['layers'],
  }));

const softened: Plant = {
  factors: (batches, l) => (batches[l] ?? []).map((row) => row.map(Math.fround)),
  slope: ({ name, z, a, alpha }) => slopeOf(name, Math.fround(z), Math.fround(a), alpha),
};

const named: readonly (readonly [string, string, Answer])[] = [
  [
    'divided-by-inputs',
    'number of inputs',
    scaled(({ loss, inputs }) => loss.scale / (inputs[0]?.length ?? 0)),
  ],
  ['divided-by-one-example-less', 'less one', scaled((p) => p.loss.scale / Math.max(1, examples(p) - 1))],
  ['divided-by-one-example-more', 'one more', scaled((p) => p.loss.scale / (examples(p) + 1))],
  [
    'divided-by-examples',
    'number of examples',
    scaled((p) => (p.loss.name === 'cross-entropy' ? p.loss.scale / examples(p) : p.loss.scale)),
  ],
  [
    'error-as-delta',
    'output minus target',
    reading((p) =>
      p.loss.name === 'squared-error' && p.layers.at(-1)?.activation.name === 'sigmoid'
        ? { ...p, loss: { ...p.loss, name: 'log-loss' } }
        : p,
    ),
  ],
  ['first-slope-left-out', 'first layer', planted({ slope: ({ first, slope }) => (first ? 1 : slope) })],
  ['first-example-left-out', 'first example', chosen((rows) => rows.slice(1))],
  ['last-example-left-out', 'last example', chosen((rows) => rows.slice(0, -1))],
  ['first-example-twice', 'twice', chosen((rows) => [...rows.slice(0, 1), ...rows])],
  ['last-example-twice', 'twice', chosen((rows) => [...rows, ...rows.slice(-1)])],
  [
    'biases-read-as-one',
    '1 in place of every bias',
    reading((p) => ({
      ...p,
      layers: p.layers.map((layer) => ({
        ...layer,
        biases: (layer.biases as Vector | null)?.map(() => 1) ?? null,
      })) as MlpProblem['layers'],
    })),
  ],
  [
    'bias-column-first',
    'the bias first',
    finishing((layers) =>
      layers.map(({ weights, biases }) => ({
        weights: weights.map((row, i) => [biases?.[i] ?? 0, ...row.slice(0, -1)]),
        biases: weights.map((row) => row.at(-1) ?? 0),
      })),
    ),
  ],
  [
    'bias-column-last',
    'the bias last',
    finishing((layers) =>
      layers.map(({ weights, biases }) => ({
        weights: weights.map((row, i) => [...row.slice(1), biases?.[i] ?? 0]),
        biases: weights.map((row) => row[0] ?? 0),
      })),
    ),
  ],
  ['penalty-factor', '3 times', planted({ penalty: (_, __, right) => 3 * right })],
  ['penalty-factor', '7/2 times', planted({ penalty: (_, __, right) => 3.5 * right })],
  ['penalty-lambda-squared', 'lambda twice', planted({ penalty: (_, lambda, right) => lambda * right })],
  ['penalty-of-square', 'square of the weight', planted({ penalty: (w, _, right) => w * right })],
  ['penalty-halved-on-biases', 'penalise biases', planted({ penalty: (w, lambda) => lambda * w })],
  ['clipped', 'to 0.37', each((x) => Math.max(-0.37, Math.min(0.37, x)))],
  [
    'norm-clipped',
    'to 0.3',
    finishing((layers) => {
      const factor = clippedBy(norm(layers.flatMap(flat)), 0.3);
      return layers.map((layer) => mapLayer(layer, (x) => factor * x));
    }),
  ],
  [
    'norm-clipped',
    'to 1',
    finishing((layers) => {
      const factor = clippedBy(norm(layers.flatMap(flat)), 1, 1e-6);
      return layers.map((layer) => mapLayer(layer, (x) => factor * x));
    }),
  ],
  [
    'norm-clipped-by-tensor',
    'to 0.7',
    finishing((layers) =>
      layers.map(({ weights, biases }) => ({
        weights: weights.map((row) => row.map((x) => x * clippedBy(norm(weights.flat()), 0.7))),
        biases: biases?.map((x) => x * clippedBy(norm(biases), 0.7)) ?? null,
      })),
    ),
  ],
  ['rate-in-gradient', 'by 0.01', each((x) => 0.01 * x)],
  ['rate-in-gradient', 'by 0.0025', each((x) => 0.0025 * x)],
  ['step-with-rate', '-0.1 times', each((x) => -0.1 * x)],
  ['parameters-after-step', 'rate of 0.1', stepped(0.1)],
  ['parameters-after-step', 'rate of 0.07', stepped(0.07)],
  ['parameters-returned', 'in place of their gradient', stepped(0)],
  ['dropout-scale', 'by 1 / (1 - 0.2)', hiddenTimes(1.25)],
  ['dropout-scale', 'by 1 - 0.4', hiddenTimes(0.6)],
  ['problem-rounded', 'you keep the weights in float32', readWeights(Math.fround)],
  ['problem-rounded', 'you keep the weights in bfloat16', readWeights(bfloat16)],
  ['rounded-decimals', 'weights and biases to 3 decimals', each((x) => Number(x.toFixed(3)))],
  ['rounded-decimals', 'weights and biases to 6 decimals', each((x) => Number(x.toFixed(6)))],
  ['rounded-digits', 'to 5 significant digits', each((x) => Number(x.toPrecision(5)))],
  ['rounded-digits', 'weights and biases to 14 significant', each((x) => Number(x.toPrecision(14)))],
  ['rounded-format', 'to float32', each(Math.fround)],
  [
    'rounded-format',
    'the finished biases to float32',
    finishing((layers) =>
      layers.map(({ weights, biases }) => ({ weights, biases: biases?.map(Math.fround) ?? null })),
    ),
  ],
  ['precision-mixed', 'rounding of float32 only', planted(softened)],
];

describe('a mistake with a constant or a precision of its own', () => {
  it.each(named)('%s is named, alone, with %s', (id, says, answer) => {
    const found = causes(answer);
    expect(found?.map((cause) => cause.id)).toEqual([id]);
    expect(found?.[0]?.sentence).toContain(says);
  });
});

const odd: readonly (readonly [string, Answer])[] = [
  ['a factor without a name', each((x) => 0.95123 * x)],
  ['a constant added', each((x) => x + 1e-3)],
  ['a tiny constant added', each((x) => x + 1e-12)],
  ['a square root', each((x) => Math.sign(x) * Math.sqrt(Math.abs(x)))],
  ['a soft limit', each((x) => x / (1 + Math.abs(x)))],
  ['a limit on one side', each((x) => Math.min(0.4, x))],
  ['truncated decimals', each((x) => Math.trunc(x * 1e4) / 1e4)],
  ['small ones dropped', each((x) => (Math.abs(x) < 0.01 ? 0 : x))],
  ['negative ones dropped', each((x) => Math.max(0, x))],
  ['rounded to eighths', each((x) => Math.round(x * 8) / 8)],
  ['a slope off by a little', planted({ slope: ({ slope }) => 0.9 * slope })],
  ['weights read in three digits', readWeights((x) => Number((x * 1.001).toPrecision(3)))],
  ['a penalty of another shape', planted({ penalty: (w, _, right) => right / Math.sqrt(1 + w * w) })],
  ['a penalty of two kinds', planted({ penalty: (w, lambda, right) => right + lambda * Math.sign(w) })],
  [
    'derivatives by difference',
    planted({
      slope: ({ name, z, slope }) => (name === 'tanh' ? (Math.tanh(z + 1e-4) - Math.tanh(z)) / 1e-4 : slope),
    }),
  ],
];

describe('an odd mistake', () => {
  it.each(odd)('%s has no name', (_, answer) => {
    expect(causes(answer)).toEqual([]);
  });
});
