import { describe, expect, it } from 'vitest';
import { applyPatch, MutantError } from './patch.ts';

const patch = { id: 'voter:E01', file: 'src/formula.ts', find: 'mul(a, b)', replace: 'add(a, b)' };

describe('applyPatch', () => {
  it('replaces the text where it stands', () => {
    expect(applyPatch('const z = mul(a, b);\n', patch)).toBe('const z = add(a, b);\n');
  });

  it('takes the replacement as it is written, also where it looks like a pattern', () => {
    expect(applyPatch('f(mul(a, b))', { ...patch, replace: '$& $1 $`' })).toBe('f($& $1 $`)');
  });

  it('refuses a text that is not there', () => {
    expect(() => applyPatch('const z = a;', patch)).toThrow(
      new MutantError('voter:E01: find: expected "mul(a, b)" once in src/formula.ts, got it 0 times'),
    );
  });

  it('refuses a text that is there twice', () => {
    expect(() => applyPatch('mul(a, b) - mul(a, b)', patch)).toThrow(
      new MutantError('voter:E01: find: expected "mul(a, b)" once in src/formula.ts, got it 2 times'),
    );
  });
});
