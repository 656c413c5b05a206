/**
 * Backpropagation in plain numbers with holes for mistakes: tests plant in it what a diagnosis must name.
 * It shares nothing with the readings. Dense layers only.
 */

import type { SubjectAnswer } from '../model/answer.ts';
import type { DenseLayer, MlpProblem } from '../model/problem.ts';

type Vector = readonly number[];

/** One unit of one example on the way back; `v` is dJ/da. */
export interface Unit {
  readonly name: string;
  readonly alpha: number;
  readonly beta: number;
  readonly z: number;
  readonly a: number;
  readonly v: number;
  readonly first: boolean;
  readonly last: boolean;
  readonly slope: number;
}

/** The holes; what is left out is right. Matrices are `[unit][input]`, batches `[example][unit]`. */
export interface Plant {
  /** In place of g(z); undefined where it is right. Not of a softmax. */
  readonly value?: (place: {
    readonly last: boolean;
    readonly z: number;
    /** g */
    readonly right: (z: number) => number;
  }) => number | undefined;
  readonly slope?: (unit: Unit) => number;
  readonly jacobian?: (p: Vector, v: Vector, right: Vector) => Vector;
  readonly start?: (problem: MlpProblem, y: Vector, t: Vector, right: Vector) => Vector;
  readonly back?: (place: {
    readonly weights: readonly Vector[];
    readonly biases: Vector | null;
    readonly delta: Vector;
    readonly adjoint: Vector;
    readonly gradient: readonly Vector[];
    readonly right: Vector;
    readonly toInput: boolean;
    readonly examples: number;
    /** What the layer was fed with in this example. */
    readonly fed: Vector;
  }) => Vector;
  readonly factors?: (
    batches: readonly (readonly Vector[])[],
    l: number,
    zs: readonly (readonly Vector[])[],
  ) => readonly Vector[];
  readonly penalty?: (
    w: number,
    lambda: number,
    right: number,
    place: { readonly l: number; readonly last: boolean; readonly bias: boolean; readonly examples: number },
  ) => number;
}

/** Rounds every result: `Math.fround`, or nothing. */
export type Round = (x: number) => number;

const dense = (problem: MlpProblem): readonly DenseLayer[] =>
  problem.layers.flatMap((layer) => (layer.activation.name === 'maxout' ? [] : [layer as DenseLayer]));

/** g(z) */
export const value = (name: string, z: number, alpha: number, beta: number): number => {
  if (name === 'linear') return alpha * z + beta;
  if (name === 'sigmoid') return 1 / (1 + Math.exp(-z));
  if (name === 'tanh') return Math.tanh(z);
  if (name === 'relu') return Math.max(0, z);
  if (name === 'leaky-relu') return z > 0 ? z : alpha * z;
  if (name === 'elu') return z > 0 ? z : alpha * Math.expm1(z);
  return z;
};

/** g'(z) */
export const slopeOf = (name: string, z: number, a: number, alpha: number): number => {
  if (name === 'linear') return alpha;
  if (name === 'sigmoid') return a * (1 - a);
  if (name === 'tanh') return 1 - a * a;
  if (name === 'relu') return z > 0 ? 1 : 0;
  if (name === 'leaky-relu') return z > 0 ? 1 : alpha;
  if (name === 'elu') return z > 0 ? 1 : a + alpha;
  return 1;
};

const constants = ({ activation }: DenseLayer): { readonly alpha: number; readonly beta: number } => ({
  alpha: 'alpha' in activation ? activation.alpha : 1,
  beta: 'beta' in activation ? activation.beta : 0,
});

const sum = (terms: Vector, f: Round): number => terms.reduce((total, term) => f(total + term), 0);

const get = (list: Vector | undefined, index: number): number => {
  const found = list?.[index];
  if (found === undefined) throw new RangeError(`no entry ${index}`);
  return found;
};

const softmax = (z: Vector, f: Round): Vector => {
  const top = Math.max(...z);
  const powers = z.map((x) => f(Math.exp(f(x - top))));
  const total = sum(powers, f);
  return powers.map((power) => f(power / total));
};

/** dL/dz of fused losses, else dL/da. */
const startOf = (problem: MlpProblem, y: Vector, t: Vector, f: Round): Vector => {
  const c = y.map((x, k) => f(x - get(t, k)));
  switch (problem.loss.name) {
    case 'squared-error':
      return c.map((x) => f(2 * x));
    case 'norm': {
      const length = f(
        Math.sqrt(
          sum(
            c.map((x) => f(x * x)),
            f,
          ),
        ),
      );
      return c.map((x) => f(x / length));
    }
    case 'log-loss':
      return c;
    case 'hinge': {
      const right = t.indexOf(1);
      const broken = y.map((x, k) => (k !== right && x - get(y, right) + 1 > 0 ? 1 : 0));
      return broken.map((one, k) => (k === right ? -sum(broken, f) : one));
    }
    default: {
      const p = problem.loss.name === 'cross-entropy' ? y : softmax(y, f);
      const total = sum(t, f);
      return p.map((x, k) => f(f(x * total) - get(t, k)));
    }
  }
};

const fused = ({ loss }: MlpProblem): boolean => loss.name === 'log-loss' || loss.name === 'cross-entropy';

/** The gradients alone: weights, biases and inputs. */
export const plainAnswer = (problem: MlpProblem, plant: Plant = {}, f: Round = (x) => x): SubjectAnswer => {
  const layers = dense(problem);
  const last = layers.length - 1;
  const zs: (readonly Vector[])[] = [];
  const batches: (readonly Vector[])[] = [problem.inputs.map((row) => row.map(f))];
  const weights = layers.map((layer) => layer.weights.map((row) => row.map(f)));
  for (const [l, layer] of layers.entries()) {
    const { alpha, beta } = constants(layer);
    const z = (batches[l] ?? []).map((x) =>
      (weights[l] ?? []).map((row, i) =>
        f(
          sum(
            row.map((w, j) => f(w * get(x, j))),
            f,
          ) + f(layer.biases === null ? 0 : get(layer.biases, i)),
        ),
      ),
    );
    zs.push(z);
    batches.push(
      z.map((row) =>
        layer.activation.name === 'softmax'
          ? softmax(row, f)
          : row.map((x) => {
              const right = (own: number): number => value(layer.activation.name, own, f(alpha), f(beta));
              return f(plant.value?.({ last: l === last, z: x, right }) ?? right(x));
            }),
      ),
    );
  }
  const scale = f(problem.loss.scale);
  const examples = problem.inputs.length;
  let adjoints: readonly Vector[] = problem.targets.map((target, e) => {
    const t = target.map(f);
    const y = (batches[last + 1] ?? [])[e] ?? [];
    const right = startOf(problem, y, t, f);
    return (plant.start?.(problem, y, t, right) ?? right).map((x) => f(scale * x));
  });
  const found: { weights: readonly Vector[]; biases: Vector | null }[] = [];
  for (let l = last; l >= 0; l -= 1) {
    const layer = layers[l] as DenseLayer;
    const { name } = layer.activation;
    const { alpha, beta } = constants(layer);
    const deltas = adjoints.map((v, e) => {
      if (l === last && fused(problem)) return v;
      const a = (batches[l + 1] ?? [])[e] ?? [];
      if (name === 'softmax') {
        const mean = sum(
          a.map((p, k) => f(p * get(v, k))),
          f,
        );
        const right = a.map((p, k) => f(p * f(get(v, k) - mean)));
        return plant.jacobian?.(a, v, right) ?? right;
      }
      return v.map((x, i) => {
        const z = get((zs[l] ?? [])[e], i);
        const slope = f(slopeOf(name, z, get(a, i), f(alpha)));
        const unit = {
          name,
          alpha: f(alpha),
          beta,
          z,
          a: get(a, i),
          v: x,
          first: l === 0,
          last: l === last,
          slope,
        };
        return f(x * f(plant.slope?.(unit) ?? slope));
      });
    });
    const factors = plant.factors?.(batches, l, zs) ?? batches[l] ?? [];
    const term = (w: number, bias: boolean): number => {
      const { penalty } = problem;
      const right =
        penalty === undefined || (bias && !penalty.biases) ? 0 : f(f(2 * f(penalty.lambda)) * f(w));
      const place = { l, last: l === last, bias, examples };
      return penalty === undefined ? 0 : (plant.penalty?.(f(w), f(penalty.lambda), right, place) ?? right);
    };
    const gradient = (weights[l] ?? []).map((row, i) =>
      row.map((w, j) =>
        f(
          sum(
            deltas.map((d, e) => f(get(d, i) * get(factors[e], j))),
            f,
          ) + term(w, false),
        ),
      ),
    );
    const biases =
      layer.biases === null
        ? null
        : layer.biases.map((b, i) =>
            f(
              sum(
                deltas.map((d) => get(d, i)),
                f,
              ) + term(b, true),
            ),
          );
    found.unshift({ weights: gradient, biases });
    adjoints = deltas.map((delta, e) => {
      const rows = weights[l] ?? [];
      const right = (rows[0] ?? []).map((_, j) =>
        sum(
          rows.map((row, i) => f(get(row, j) * get(delta, i))),
          f,
        ),
      );
      const place = {
        weights: rows,
        biases: layer.biases,
        delta,
        adjoint: adjoints[e] ?? [],
        gradient,
        right,
        toInput: l === 0,
        examples,
        fed: (batches[l] ?? [])[e] ?? [],
      };
      return plant.back?.(place) ?? right;
    });
  }
  return {
    gradients: {
      weights: found.map((each) => each.weights),
      biases: found.map((each) => each.biases),
      inputs: adjoints,
    },
  };
};
