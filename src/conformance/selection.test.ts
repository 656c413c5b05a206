import { expect, it } from 'vitest';
import { clauseGlob } from './selection.ts';

it.each([
  ['GRAD-WEIGHT', ['GRAD-WEIGHT']],
  ['grad-*', ['GRAD-WEIGHT', 'GRAD-BIAS']],
  ['*-W*', ['GRAD-WEIGHT']],
  ['*', ['GRAD-WEIGHT', 'GRAD-BIAS', 'PURE']],
  ['*A*-*I*', ['GRAD-WEIGHT', 'GRAD-BIAS']],
  ['GRAD-BIAS*S', []],
  ['PU*URE', []],
  ['GRAD.*', []],
  ['', []],
])('%j selects %j', (glob, selected) => {
  expect(['GRAD-WEIGHT', 'GRAD-BIAS', 'PURE'].filter(clauseGlob(glob))).toEqual(selected);
});

it('many stars take no longer than one', () => {
  expect(clauseGlob(`${'*A'.repeat(5000)}!`)('A'.repeat(4000))).toBe(false);
  expect(clauseGlob(`${'*'.repeat(5000)}A`)('A'.repeat(4000))).toBe(true);
});
