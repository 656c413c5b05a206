import { join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { placeOf } from './error-place.ts';

const net = resolve('net.mjs');
const url = pathToFileURL(net).href;
const host = resolve('host');

const thrown = (...lines: readonly string[]): Error =>
  Object.assign(new Error('no'), { stack: ['Error: no', ...lines].join('\n') });

it.each<[string, Error, string | undefined]>([
  ['a function of a module', thrown(`    at gradient (${url}:12:9)`, `    at ${url}:1:1`), 'net.mjs:12:9'],
  ['the top level of one', thrown(`    at async ${url}:3:7`), 'net.mjs:3:7'],
  ['a CommonJS module', thrown(`    at Object.<anonymous> (${net}:4:2)`), 'net.mjs:4:2'],
  ['Node, called by the module', thrown('    at parse (node:fs:1:1)', `    at ${url}:5:6`), 'net.mjs:5:6'],
  [
    'a package, called by the module',
    thrown(`    at f (${resolve('node_modules/p/i.js')}:1:1)`, `    at ${url}:5:6`),
    'net.mjs:5:6',
  ],
  ['a package alone', thrown(`    at f (${resolve('node_modules/p/i.js')}:1:1)`), 'node_modules/p/i.js:1:1'],
  ['our own host', thrown(`    at load (${pathToFileURL(join(host, 'a.ts')).href}:1:1)`), undefined],
  ['Node alone', thrown('    at loader (node:internal/modules/esm/loader:319:16)'), undefined],
])('an error of %s has the place %3$s', (_, error, place) => {
  expect(placeOf(error, host)).toBe(place && normalize(place));
});

it('a text that cannot be read begins its stack with its place', () => {
  const error = Object.assign(new SyntaxError('no'), {
    stack: `${url}:1\nimport x\n^^^^\n\nSyntaxError: no`,
  });
  expect(placeOf(error, host)).toBe('net.mjs:1');
});

it('a stack without an end has the place that it begins with', () => {
  const lines = [`    at f (${url}:7:8)`, ...Array.from({ length: 100_000 }, () => '  ')];
  expect(placeOf(thrown(...lines), host)).toBe('net.mjs:7:8');
});

it.each([['a text'], [undefined], [Object.assign(new Error('no'), { stack: 3 })]])(
  'what is no error with a stack has no place',
  (value) => {
    expect(placeOf(value, host)).toBeUndefined();
  },
);
