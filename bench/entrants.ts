/** Who takes part, where, and what is known of each before it starts. */

import type { LossName } from '../src/model/problem.ts';

export interface Entrant {
  /** Names its file in contestants/. */
  readonly name: string;
  readonly title: string;
  readonly precision: 'float64' | 'float32';
  /** The gradient it is held to. */
  readonly loss: LossName;
  /** What it needs: an npm package of bench/package.json, or a Python module. */
  readonly needs: { readonly npm: string } | { readonly python: 'numpy' | 'torch' } | null;
  /** The largest number of weights times examples it is asked for; more would take minutes or gigabytes. */
  readonly atMost: number;
}

const common = { precision: 'float64', loss: 'squared-error', atMost: Infinity } as const;

/** 16 * 16 + 16 * 4 weights, 8 examples. */
const scalar = 2560;

export const entrants: readonly Entrant[] = [
  { ...common, name: 'delta-recursion-typed', title: 'ours: delta recursion, typed', needs: null },
  { ...common, name: 'delta-recursion', title: 'ours: delta recursion', needs: null, atMost: 1e7 },
  { ...common, name: 'grad-table', title: 'ours: grad table', needs: null, atMost: scalar },
  { ...common, name: 'per-weight', title: 'ours: per weight', needs: null, atMost: 64 },
  { ...common, name: 'naive-loop', title: 'naive Float64Array loop (frozen)', needs: null },
  { ...common, name: 'ml-matrix', title: 'ml-matrix, by hand', needs: { npm: 'ml-matrix' } },
  {
    ...common,
    name: 'synaptic',
    title: 'synaptic',
    loss: 'log-loss',
    needs: { npm: 'synaptic' },
    atMost: scalar,
  },
  {
    ...common,
    name: 'tfjs-cpu',
    title: 'tfjs, JavaScript (float32)',
    precision: 'float32',
    needs: { npm: '@tensorflow/tfjs' },
  },
  {
    ...common,
    name: 'tfjs-wasm',
    title: 'tfjs, WebAssembly (float32)',
    precision: 'float32',
    needs: { npm: '@tensorflow/tfjs-backend-wasm' },
  },
  { ...common, name: 'numpy-by-hand', title: 'numpy, by hand', needs: { python: 'numpy' } },
  { ...common, name: 'pytorch', title: 'PyTorch', needs: { python: 'torch' } },
];
