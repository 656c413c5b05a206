import { describe, expect, it } from 'vitest';
import { implementations } from '../gradients/registry.ts';
import { isMaxout, type MlpProblem } from '../model/problem.ts';
import { everything } from '../model/supports.ts';
import type { Subject } from '../subjects/subject.ts';
import { basisFor, experts } from './evidence.ts';
import type { Experts } from './reference.ts';

const columns = 64;

/** One unit that adds 64 products. */
const problem: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [Array.from({ length: columns }, (_, j) => Math.fround(1 / (j + 3)))],
      biases: [0.5],
      activation: { name: 'identity' },
    },
  ],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [Array.from({ length: columns }, (_, j) => Math.fround(1 / (j + 7)))],
  targets: [[0.25]],
};

const float32: Subject = {
  name: 'in-float32',
  ours: false,
  precision: 'float32',
  supports: everything,
  ask: async () => ({ kind: 'unsupported', reason: 'never asked' }),
  forget: () => {},
  close: async () => {},
};

const boundOfOutput = (subject: Subject): number => {
  const basis = basisFor(subject, problem, experts());
  if (basis.kind !== 'basis') throw new Error(basis.reason);
  const { bounds } = basis.evidence({ gradients: { weights: [], biases: [] } });
  return 'outputs' in bounds ? (bounds.outputs[0]?.[0] ?? Number.NaN) : Number.NaN;
};

it('bounds a subject more tightly where it keeps its sums in a wider format', () => {
  const alike = boundOfOutput(float32);
  expect(boundOfOutput({ ...float32, accumulation: 'float32' })).toBe(alike);
  expect(boundOfOutput({ ...float32, accumulation: 'float64' })).toBeLessThan(alike / 2);
});

describe('an oracle that answers NaN throughout', () => {
  const silent = implementations.map(({ name }) => ({ name, reason: 'not finite in float64' }));
  const nobody: Experts = {
    ...experts(),
    consultation: () => ({ agreed: [], dissenting: [], silent }),
  };

  it('is a defect of ours where numerical differentiation bounds every derivative', () => {
    expect(() => basisFor(float32, problem, nobody)).toThrow(
      'our own implementations disagree (NaN or infinity from per-weight, delta-recursion, grad-table ' +
        'against numerical differentiation): this is a defect of backproof, not of the subject',
    );
  });

  it('is none where there is nothing to see: a cost that overflows', () => {
    const [layer] = problem.layers;
    if (layer === undefined || isMaxout(layer)) throw new Error('expected a dense layer');
    const vast = { ...problem, layers: [{ ...layer, weights: [layer.weights[0]?.map(() => 1e300) ?? []] }] };
    expect(basisFor(float32, vast, nobody)).toEqual({ kind: 'skipped', reason: 'nobody else answers' });
  });
});
