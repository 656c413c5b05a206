import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { properties } from '../../../properties/index.ts';
import { drawSamples } from '../../conformance/check-property.ts';
import type { Sample } from '../../judge/property.ts';
import { everything } from '../../model/supports.ts';
import { readReplayFile } from './replay-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'backproof-replay-'));

const fileWith = (value: unknown): string => {
  const file = join(folder, 'saved.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
};

const saved = (sample: { readonly questions: readonly unknown[]; readonly claims: readonly unknown[] }) => ({
  kind: 'counterexample',
  suite: { name: 'backproof', version: '0.1.0' },
  check: 'x',
  clause: 'GRAD-WEIGHT',
  title: 'a title',
  seed: 1,
  replay: 'x:0',
  ...sample,
});

const drawn: readonly (readonly [string, Sample])[] = properties.flatMap((property) => {
  const arbitrary = property.samples(everything);
  const [sample] = arbitrary ? drawSamples({ seed: 3, runs: 1, shrink: false })(arbitrary, everything) : [];
  return sample ? [[property.id, sample] as const] : [];
});

it('reads the samples of every property as they were saved', () => {
  expect(drawn.length).toBeGreaterThan(30);
  for (const [, sample] of drawn) {
    const { sample: read, ...rest } = readReplayFile(fileWith(saved(sample)));
    // Claims and problems are JSON: what JSON does not keep, such as an absent field, is no part of them.
    expect(read).toEqual(JSON.parse(JSON.stringify(sample)));
    expect(rest).toMatchObject({ check: 'x', clause: 'GRAD-WEIGHT', replay: 'x:0', seed: 1 });
  }
});

const problem = {
  kind: 'mlp',
  layers: [{ weights: [[2]], biases: [1], activation: { name: 'identity' } }],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1]],
  targets: [[0]],
};
const agrees = { kind: 'agrees', question: 0, part: 'weights' };

const changed = (fields: object) => ({ ...saved({ questions: [problem], claims: [agrees] }), ...fields });

it.each([
  [
    saved({ questions: [problem], claims: [{ ...agrees, question: 3 }] }),
    'claims[0]: expected questions from 0 to 0, got 3',
  ],
  [saved({ questions: [problem], claims: [{ kind: 'agrees' }] }), 'claims[0].part: expected'],
  [saved({ questions: [problem], claims: [{ kind: 'guess' }] }), 'claims[0].kind: expected one of'],
  [saved({ questions: [{ kind: 'mlp' }], claims: [agrees] }), 'questions[0].layers: expected'],
  [saved({ questions: [], claims: [agrees] }), 'questions: expected at least 1 entry'],
  [changed({ more: 1 }), 'expected no keys but'],
  [
    changed({ seed: 2 ** 31 }),
    'seed: expected a whole number >= -2147483648 and <= 2147483647, got 2147483648',
  ],
  [changed({ check: 'a b' }), 'check: expected the id of a property, or fixture:ID, got "a b"'],
  [
    changed({ clause: '--exit-zero\u001b[2J' }),
    'clause: expected the id of a clause, got "--exit-zero\\u001b[2J"',
  ],
  [changed({ title: 'over\u202ethe line' }), 'title: expected a line of visible text, got "over'],
  [
    changed({ replay: 'x:0; rm' }),
    'replay: expected PROPERTY:PATH or fixture:ID, as --path takes it, got "x:0; rm"',
  ],
  [changed({ replay: 'x' }), 'replay: expected a path of "x", got "x"'],
  [changed({ replay: 'y:0' }), 'replay: expected a path of "x", got "y:0"'],
  [
    changed({ claims: [{ ...agrees, part: 'loss' }] }),
    'claims[0].part: expected cost, outputs, deltas, weights, biases or inputs of a network, value or gradients.NAME of a graph, got "loss"',
  ],
  [[], 'is not a counterexample'],
])('refuses %#', (value, says) => {
  const file = fileWith(value);
  expect(() => readReplayFile(file)).toThrow(says);
});

it('refuses what is not JSON, and what is not there', () => {
  const file = join(folder, 'broken.json');
  writeFileSync(file, '{');
  expect(() => readReplayFile(file)).toThrow(`${file}:1:2: expected`);
  expect(() => readReplayFile('no-such.json')).toThrow('no-such.json: expected a file, got nothing there');
});
