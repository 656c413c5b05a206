import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { float64 } from '../arithmetic/float64.ts';
import type { GradientFunction } from '../gradients/implementation.ts';
import { type ActivationName, everything, type Supports } from '../model/supports.ts';
import { readCatalogue } from '../mutation/catalogue.ts';
import type { Mutant } from '../mutation/mutant.ts';
import { applyPatch } from '../mutation/patch.ts';
import { root } from '../mutation/patched-modules.ts';
import { mlpProblems } from '../problems/mlp.ts';
import { diagnose } from './diagnose.ts';
import { separatingProblems } from './separating.ts';

/** What a diagnosis must call the mistakes that are planted in the sources of delta-recursion. */
const expected: Readonly<Record<string, string>> = {
  E01: 'output-slope-left-out',
  E02: 'hidden-slope-left-out',
  E06: 'pre-activation-for-activation',
  E08: 'sigmoid-slope-at-activation',
  E09a: 'sigmoid-slope-is-value',
  E09b: 'sigmoid-slope-of-z',
  E10a: 'biases-zero',
  E10b: 'biases-times-activation',
  E11: 'biases-of-first-example',
  E12: 'biases-averaged',
  E13: 'scale-missing',
  E14: 'scale-twice',
  E15: 'divided-by-outputs',
  E16: 'two-missing',
  E17: 'two-twice',
  E18: 'target-minus-output',
  E19a: 'square-for-norm',
  E19b: 'norm-for-square',
  E20a: 'last-path-only',
  E20b: 'first-path-only',
  E23: 'updated-weights',
  E24a: 'penalty-halved',
  E24b: 'penalty-doubled',
  E24c: 'penalty-sign',
  E25a: 'penalty-on-biases',
  E25b: 'penalty-not-on-biases',
  E26a: 'penalty-per-example',
  E26b: 'penalty-averaged',
  E27: 'penalty-led-back',
  E29a: 'relu-mask-of-delta',
  E29b: 'relu-slope-is-value',
  E30a: 'leaky-slope-none',
  E30b: 'leaky-slope-negative',
  E30c: 'leaky-slope-tenth',
  E31a: 'elu-slope-without-alpha-added',
  E31b: 'elu-slope-plus-one',
  E31c: 'elu-slope-without-factor',
  E35a: 'cross-entropy-slope-again',
  E35b: 'log-loss-slope-again',
  E36: 'softmax-diagonal',
  E37: 'log-loss-printed-sign',
  E39: 'relu-mask-left-out',
  E42: 'identity-slope-of-sigmoid',
  E43a: 'tanh-slope-of-z',
  E43b: 'tanh-slope-square-missing',
  E43c: 'tanh-slope-of-sigmoid',
  E47: 'paths-averaged',
  E48: 'adjoint-led-back',
  E52: 'biases-one-off',
  E53: 'cost-halved',
  'linear-slope': 'linear-slope-one',
  'linear-shift': 'beta-left-out',
  'relu-abs': 'relu-as-absolute',
  'elu-shift': 'elu-shift-left-out',
  'tanh-half': 'tanh-of-half',
  'no-bias': 'biases-left-out',
  'bias-of-first': 'bias-shared',
  'first-targets': 'targets-of-first',
  'first-input': 'inputs-of-first-example',
  'target-sum': 'cross-entropy-target-sum',
  'cost-scale': 'cost-without-scale',
  'cost-penalty': 'cost-penalty-twice',
  'cost-log-loss': 'cost-log-loss-half',
  'hinge-class': 'hinge-right-once',
  'hinge-sign': 'hinge-right-sign',
  'hinge-margin': 'hinge-margin-two',
};

const room = 'src/gradients/delta-recursion';
const copies = mkdtempSync(join(tmpdir(), 'backproof-diagnosis-'));
afterAll(() => rmSync(copies, { recursive: true }));

/** The implementation from a copy of its folder, which imports no values from outside, with a patch applied. */
const patched = async (mutant: Mutant): Promise<GradientFunction> => {
  const folder = mkdtempSync(join(copies, 'mutant-'));
  cpSync(fileURLToPath(new URL(room, root)), folder, {
    recursive: true,
    filter: (path) => !path.endsWith('.test.ts') && !path.endsWith('typed'),
  });
  const file = join(folder, mutant.file.slice(room.length + 1));
  writeFileSync(file, applyPatch(readFileSync(file, 'utf8'), mutant));
  const loaded = await import(pathToFileURL(join(folder, 'gradient.ts')).href);
  return loaded.gradient;
};

const withoutMaxout = (names: readonly ActivationName[]) => names.filter((name) => name !== 'maxout');

const dense: Supports = {
  ...everything,
  activations: {
    hidden: withoutMaxout(everything.activations.hidden),
    output: withoutMaxout(everything.activations.output),
  },
};

const problems = () => {
  const drawn = mlpProblems(dense);
  if (drawn === null) throw new RangeError('no problems');
  return [...separatingProblems(dense), ...fc.sample(drawn, { seed: 29, numRuns: 3 })];
};

it('names mistakes in the sources of an implementation that it knows nothing of', async () => {
  const mutants = readCatalogue().find(({ voter }) => voter === 'delta-recursion')?.mutants ?? [];
  // Every third one, for time: which third a mistake is in says nothing of it.
  const named = mutants
    .filter(({ mistake }) => expected[mistake] !== undefined)
    .filter((_, index) => index % 3 === 0);
  const questions = problems();
  const outcomes: { readonly mistake: string; readonly causes: readonly string[] | undefined }[] = [];
  for (const mutant of named) {
    const gradient = await patched(mutant);
    const samples = questions.flatMap((problem) => {
      const answer = gradient(problem, float64);
      return 'refused' in answer ? [] : [{ problem, answer }];
    });
    const found = diagnose(samples, { precision: 'float64', supports: dense });
    outcomes.push({ mistake: mutant.mistake, causes: found?.causes.map(({ id }) => id) });
  }
  expect(named.length).toBeGreaterThan(18);
  expect(outcomes).toEqual(named.map(({ mistake }) => ({ mistake, causes: [expected[mistake]] })));
});
