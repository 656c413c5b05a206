import { describe, expect, it } from 'vitest';
import { MutantError } from './patch.ts';
import { readMutants } from './read-mutants.ts';

const sources: Readonly<Record<string, string>> = {
  'src/formula.ts': 'const g = mul(a, b); // a comment\nconst h = mul(c, d);\n',
};

const known = {
  clauses: ['DELTA-HIDDEN', 'GRAD-BIAS'],
  voters: ['per-weight', 'witness'],
  sourceOf: (file: string) => sources[file],
};

const mutant = {
  id: 'per-weight:E01',
  mistake: 'E01',
  says: 'the derivative is left out',
  part: 'backward',
  clause: 'GRAD-BIAS',
  file: 'src/formula.ts',
  find: 'mul(a, b)',
  replace: 'a',
};

const control = { id: 'control', file: 'src/formula.ts', find: '// a comment', replace: '// another' };

const data = { voter: 'per-weight', control, spared: {}, mutants: [mutant] };

const read = (value: unknown) => readMutants('mutants/x.json', JSON.stringify(value), known);

const withMutant = (changes: object) => ({ ...data, mutants: [{ ...mutant, ...changes }] });

describe('readMutants', () => {
  it('reads a file whose patches apply', () => {
    expect(read(data)).toEqual(data);
  });

  const path = 'mutants/x.json: mutants[0]';

  it.each([
    [
      'a text that is not found',
      withMutant({ find: 'mul(b, a)' }),
      'per-weight:E01: find: expected "mul(b, a)" once in src/formula.ts, got it 0 times',
    ],
    [
      'a text that is found twice',
      withMutant({ find: 'mul(' }),
      'per-weight:E01: find: expected "mul(" once in src/formula.ts, got it 2 times',
    ],
    [
      'an unknown file',
      withMutant({ file: 'src/formulas.ts' }),
      `${path}.file: expected a source file, got "src/formulas.ts"`,
    ],
    [
      'an unknown clause',
      withMutant({ clause: 'GRAD-BIASES' }),
      `${path}.clause: expected a clause id, got "GRAD-BIASES"; did you mean "GRAD-BIAS"?`,
    ],
    ['an unknown part', withMutant({ part: 'sideways' }), `${path}.part: expected a part, got "sideways"`],
    [
      'a field that is missing',
      withMutant({ says: undefined }),
      `${path}.says: expected a text, got nothing`,
    ],
    [
      'a patch without effect',
      withMutant({ replace: 'mul(a, b)' }),
      `${path}.replace: expected another text, got the same`,
    ],
    [
      'a mutant that is no object',
      { ...data, mutants: ['E01'] },
      'mutants/x.json: mutants[0]: expected an object, got "E01"',
    ],
    [
      'an id that is taken',
      { ...data, mutants: [mutant, mutant] },
      'mutants/x.json: expected every id once, got "per-weight:E01" twice',
    ],
    [
      'an unknown voter',
      { ...data, voter: 'the-oracle' },
      'mutants/x.json: voter: expected a voter, got "the-oracle"',
    ],
    [
      'a spared file that does not exist',
      { ...data, spared: { 'src/gone.ts': 'it computes nothing' } },
      'mutants/x.json: spared: expected source files, got "src/gone.ts"',
    ],
    [
      'a missing list',
      { ...data, mutants: undefined },
      'mutants/x.json: mutants: expected a list, got nothing',
    ],
  ])('refuses %s in one sentence', (_, value, message) => {
    expect(() => read(value)).toThrow(new MutantError(message));
  });
});
