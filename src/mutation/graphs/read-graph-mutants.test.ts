import { describe, expect, it } from 'vitest';
import { MutantError } from '../patch.ts';
import { readGraphMutants } from './read-graph-mutants.ts';

const known = {
  clauses: ['GATE-ADD'],
  sourceOf: (file: string) => (file === 'src/sum.ts' ? '// a comment\nconst z = x + y;\n' : undefined),
};

const mutant = {
  id: 'sums:value',
  says: 'a sum is a difference',
  part: 'value',
  clause: 'GATE-ADD',
  moves: ['graph-table', 'graph-symbolic'],
  file: 'src/sum.ts',
  find: 'x + y',
  replace: 'x - y',
};

const data = {
  panel: 'first',
  places: ['src/sum.ts'],
  control: { id: 'control', file: 'src/sum.ts', find: '// a comment', replace: '// another' },
  spared: {},
  mutants: [mutant],
};

const read = (change: object = {}) =>
  readGraphMutants('mutants/graphs/sums.json', JSON.stringify({ ...data, ...change }), known);

const refusal = (change: object): string => {
  try {
    read({ mutants: [{ ...mutant, ...change }] });
  } catch (error) {
    if (error instanceof MutantError) return error.message;
    throw error;
  }
  throw new Error('expected a refusal');
};

describe('readGraphMutants', () => {
  it('reads a file by its name', () => {
    expect(read()).toMatchObject({ name: 'sums', panel: 'first', mutants: [mutant] });
    expect(read({ mutants: [{ ...mutant, moves: [] }] }).mutants[0]?.moves).toEqual([]);
  });

  it('refuses ways that are none of the panel, or of two lineages', () => {
    expect(refusal({ moves: ['graph-tabel'] })).toBe(
      'mutants/graphs/sums.json: mutants[0].moves: expected ways of the panel, got "graph-tabel"; did you mean "graph-table"?',
    );
    expect(refusal({ moves: ['hessian-mixed'] })).toContain(
      'expected ways of the panel, got "hessian-mixed"',
    );
    expect(refusal({ moves: ['graph-table', 'graph-forward'] })).toBe(
      'mutants/graphs/sums.json: mutants[0].moves: expected ways of one lineage, got reverse, forward',
    );
    expect(refusal({ moves: 'graph-table' })).toBe(
      'mutants/graphs/sums.json: mutants[0]: moves: expected a list, got "graph-table"',
    );
  });

  it('refuses parts, clauses and panels that there are not', () => {
    expect(refusal({ part: 'forward' })).toContain('mutants[0].part: expected a part, got "forward"');
    expect(refusal({ clause: 'GATE-AD' })).toContain('expected a clause id, got "GATE-AD"');
    expect(() => read({ panel: 'second' })).toThrow('mutants/graphs/sums.json: panel: expected a panel');
    expect(() => read({ places: [1] })).toThrow(
      'mutants/graphs/sums.json: places[0]: expected a text, got 1',
    );
  });

  it('refuses an id that stands twice', () => {
    expect(() => read({ mutants: [mutant, mutant] })).toThrow(
      'mutants/graphs/sums.json: expected every id once, got "sums:value" twice',
    );
  });
});
