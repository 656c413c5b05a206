import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import declarationSchema from '#spec/schema/declaration.schema.json' with { type: 'json' };
import { operationNames } from '../model/operations.ts';
import { everything } from '../model/supports.ts';
import { readDeclaration, readGreeting } from './declaration.ts';
import { SubjectNotTestable } from './not-testable.ts';

const accepts = new Ajv2020({ strict: true }).compile(declarationSchema);

const conventionsOf = (conventions: unknown) =>
  readDeclaration({ name: 'a-subject', conventions }, 'net.mjs').conventions;

describe('conventions', () => {
  it('are none where none are declared', () => {
    expect(readDeclaration({}, 'net.mjs').conventions).toEqual({});
    expect(conventionsOf({})).toEqual({});
  });

  it('are read by name', () => {
    const all = {
      'relu-derivative-at-0': 0,
      'leaky-relu-derivative-at-0': 0.5,
      'elu-derivative-at-0': 1,
      'max-tie': 'split',
      'hinge-at-0': 0,
      'norm-at-0': 0,
    };
    expect(conventionsOf(all)).toEqual(all);
  });

  it.each([
    ['a list', 'conventions: expected an object', []],
    ['an unknown name', 'conventions: expected no keys but', { 'relu-at-0': 1 }],
    ['a text', 'conventions.relu-derivative-at-0: expected a finite number', { 'relu-derivative-at-0': '0' }],
    ['an unknown rule', 'conventions.max-tie', { 'max-tie': 'lowest' }],
  ])('refuse %s', (_, message, conventions) => {
    expect(() => conventionsOf(conventions)).toThrow(message);
  });
});

describe('a module', () => {
  it('is called by its file where it gives no name, and supports everything', () => {
    expect(readDeclaration({}, './net.mjs')).toEqual({
      name: './net.mjs',
      implementation: { name: './net.mjs' },
      precision: 'float64',
      supports: everything,
      conventions: {},
    });
  });

  it.each([
    [
      'many names',
      { supports: { losses: Array.from({ length: 5000 }, () => 'x') } },
      'supports.losses: expected at most 1000 names, got 5000',
    ],
    [
      'many keys',
      { conventions: Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, 1])) },
      'conventions: expected at most 1000 keys, got 5000',
    ],
  ])('with %s is refused in one sentence', (_, declared, says) => {
    expect(() => readDeclaration(declared, 'net.mjs')).toThrow(`net.mjs: ${says}`);
  });

  it('with many defects is refused with the first twenty', () => {
    const losses = Array.from({ length: 25 }, () => 'x');
    expect(() => readDeclaration({ supports: { losses } }, 'net.mjs')).toThrow(
      /supports\.losses\[19\]: .*; and 5 more$/,
    );
  });

  it('has a name that can be seen', () => {
    expect(() => readDeclaration({ name: ' \t' }, 'net.mjs')).toThrow(
      'name: expected a text of 1 to 100 characters, got " \\t"',
    );
  });

  it('may say its version', () => {
    const { implementation } = readDeclaration({ name: 'net', version: '1.2', language: 'typescript' }, 'x');
    expect(implementation).toEqual({ name: 'net', version: '1.2', language: 'typescript' });
  });
});

const named = { protocol: 1, implementation: { name: 'net' } };

describe('a program', () => {
  it('needs to say no more than the protocol and its name', () => {
    const { declaration, base64, explicit } = readGreeting(named, 'python3 net.py');
    expect(declaration).toMatchObject({ name: 'net', precision: 'float64', supports: everything });
    expect(base64).toBe(false);
    expect(explicit.size).toBe(0);
  });

  it('says which sums it keeps in more, how tensors may be written, and what it claims', () => {
    const said = {
      ...named,
      precision: 'bfloat16',
      accumulation: 'float32',
      encodings: ['nested', 'base64'],
      supports: { losses: ['norm'], kinds: ['mlp', 'graph'], ops: ['add'] },
    };
    const { declaration, base64, explicit } = readGreeting(said, 'net');
    expect(declaration).toMatchObject({ precision: 'bfloat16', accumulation: 'float32' });
    expect(declaration.supports).toMatchObject({ losses: ['norm'], kinds: ['mlp', 'graph'], ops: ['add'] });
    expect(base64).toBe(true);
    expect([...explicit]).toEqual(['losses', 'kinds', 'ops']);
  });

  it('that answers graphs only is sent no network', () => {
    const { declaration } = readGreeting({ ...named, supports: { kinds: ['graph'] } }, 'net');
    expect(declaration.supports).toMatchObject({
      kinds: ['graph'],
      ops: operationNames,
      activations: { hidden: [], output: [] },
    });
  });

  it.each([undefined, {}, { ops: ['add'] }])(
    'with supports %j says nothing of kinds and is sent networks alone',
    (supports) => {
      const { declaration } = readGreeting({ ...named, ...(supports && { supports }) }, 'net');
      expect(declaration.supports).toMatchObject({ kinds: ['mlp'], ops: [] });
    },
  );

  it('of another protocol is refused for that alone', () => {
    const other = { ...named, protocol: 2, unknown: true };
    expect(() => readGreeting(other, 'net')).toThrow('net: speaks protocol 2, expected 1');
  });
});

const sound: readonly object[] = [
  named,
  { ...named, implementation: { name: 'n'.repeat(100), version: '1', language: 'c' } },
  { ...named, precision: 'float32', accumulation: 'float64', conventions: { 'max-tie': 'last' } },
  { ...named, supports: {} },
  { ...named, supports: { activations: ['relu'], penalties: [], nullBiases: false, maxWidth: 1 } },
  { ...named, supports: { activations: { hidden: ['relu'] }, fixedShape: [2, 3, 1], ops: [] } },
  { ...named, supports: { kinds: ['graph'], ops: operationNames } },
  { ...named, encodings: [] },
];

const unsound: readonly (readonly [unknown, string])[] = [
  [null, 'result: expected an object, got null'],
  ['{"protocol": 1}', 'net: result: expected an object, got "{\\"protocol\\": 1}"'],
  [[], 'expected an object, got an empty list'],
  [{ implementation: { name: 'net' } }, 'protocol: expected 1, got nothing'],
  [{ ...named, protocol: '1' }, 'protocol: expected 1, got "1"'],
  [{ protocol: 1 }, 'implementation.name: expected a text of 1 to 100 characters, got nothing'],
  [{ protocol: 1, implementation: 'net' }, 'implementation: expected an object, got "net"'],
  [{ ...named, implementation: { name: '' } }, 'implementation.name: expected a text of 1 to 100 characters'],
  [{ ...named, implementation: { name: 'n'.repeat(101) } }, 'got 101 characters'],
  [
    { ...named, implementation: { name: 'n', author: 'a' } },
    'implementation: expected no keys but name, version, language',
  ],
  [{ ...named, implementation: { name: 'n', version: 2 } }, 'implementation.version: expected a text'],
  [{ ...named, suports: {} }, 'did you mean "supports"?'],
  [{ ...named, precision: 'double' }, 'precision: expected one of float64, float32, float16, bfloat16'],
  [{ ...named, accumulation: 'double' }, 'accumulation: expected one of float64'],
  [{ ...named, supports: null }, 'supports: expected an object, got null'],
  [{ ...named, supports: { layers: 2 } }, 'supports: expected no keys but kinds, activations'],
  [{ ...named, supports: { losses: ['mse'] } }, 'supports.losses[0]: expected one of squared-error'],
  [{ ...named, supports: { losses: 'norm' } }, 'supports.losses: expected a list of names, got "norm"'],
  [{ ...named, supports: { ops: [1] } }, 'supports.ops[0]: expected one of add, sub'],
  [{ ...named, supports: { maxLayers: 0 } }, 'supports.maxLayers: expected a whole number >= 1, got 0'],
  [{ ...named, supports: { fixedShape: [2] } }, 'supports.fixedShape: expected a list of at least 2 widths'],
  [{ ...named, supports: { nullBiases: 1 } }, 'supports.nullBiases: expected true or false, got 1'],
  [
    { ...named, supports: { activations: { both: [] } } },
    'supports.activations: expected no keys but hidden',
  ],
  [{ ...named, conventions: { 'norm-at-0': 'NaN' } }, 'conventions.norm-at-0: expected a finite number'],
  [{ ...named, encodings: ['hex'] }, 'encodings[0]: expected one of nested, base64, got "hex"'],
];

describe('the published schema and the reader agree', () => {
  it.each(sound.map((said) => [said]))('that %j is sound', (said) => {
    expect(accepts(said)).toBe(true);
    expect(() => readGreeting(said, 'net')).not.toThrow();
  });

  it.each(unsound)('that %j is not', (said, says) => {
    expect(accepts(said)).toBe(false);
    expect(() => readGreeting(said, 'net')).toThrow(SubjectNotTestable);
    expect(() => readGreeting(said, 'net')).toThrow(says);
  });
});

it('sums kept in less than the results are beyond the schema, and refused', () => {
  const said = { ...named, precision: 'float32', accumulation: 'float16' };
  expect(() => readGreeting(said, 'net')).toThrow('accumulation: expected one of float32, float64');
});
