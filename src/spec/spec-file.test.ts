import { expect, it } from 'vitest';
import { readClauses } from './clause-file.ts';
import { entryLines } from './entry-lines.ts';
import { SpecError } from './spec-file.ts';
import { readStatements } from './statements.ts';

const clause = {
  id: 'DELTA-HIDDEN',
  chapter: 'delta',
  level: 'must',
  statement: 'One sentence.',
  formula: '',
  sources: [{ document: 'Lee', heading: 'Second Term', lines: '217' }],
};

const fileOf = (...clauses: readonly object[]): string =>
  `{\n"chapters": [{ "id": "delta", "title": "Deltas" }],\n"clauses": [\n${clauses
    .map((each) => JSON.stringify(each))
    .join(',\n')}\n]\n}`;

const refusal = (text: string): string => {
  try {
    readClauses(text, 'c.json');
  } catch (error) {
    if (error instanceof SpecError) return error.message;
  }
  return 'nothing refused';
};

it('finds the line on which each entry of the list begins, whatever its strings hold', () => {
  const text = '{\n"a": [{"x": [{}]}],\n"list": [\n{"s": "}{]\\"\\n"}, {\n"t": [{}]\n},\n{}\n]\n}';
  expect(entryLines(text, 'list')).toEqual([4, 4, 7]);
  expect(entryLines(text, 'none')).toEqual([]);
});

it('reads a sound file and tells where its entries stand', () => {
  const { value, at } = readClauses(fileOf(clause, { ...clause, id: 'OTHER' }), 'c.json');
  expect(value.clauses.map(({ id }) => id)).toEqual(['DELTA-HIDDEN', 'OTHER']);
  expect([at(0), at(1)]).toEqual(['c.json:4 DELTA-HIDDEN', 'c.json:5 OTHER']);
});

it('names file, line and entry of what its schema does not allow', () => {
  const { id: _, ...nameless } = clause;
  expect(refusal(fileOf(clause, nameless))).toBe('c.json:5: expected "id", got nothing');
  expect(refusal(fileOf({ ...clause, level: 'may' }))).toBe(
    'c.json:4 DELTA-HIDDEN.level: expected one of "must", "should", "note", got "may"',
  );
  expect(refusal(fileOf({ ...clause, statment: 1 }))).toContain('keys that the schema knows, got "statment"');
  expect(refusal(fileOf({ ...clause, statement: 'no end' }))).toMatch(/^c\.json:4 DELTA-HIDDEN\.statement: /);
  expect(refusal('{ "clauses": [')).toMatch(/^c\.json:1:\d+: expected a value or \]/);
  expect(refusal('[]')).toMatch(/^c\.json: expected a value that must be object, got an empty list$/m);
});

it('lets a statement have clauses or a reason, not both and not neither', () => {
  const statement = {
    id: 'S0-01',
    document: 'Lee',
    kinds: ['prose'],
    places: [{ heading: 'Title', lines: '1' }],
  };
  const read = (more: object) => () =>
    readStatements(JSON.stringify({ statements: [{ ...statement, ...more }] }), 's.json');
  expect(read({ clauses: ['A'] })().value.statements).toHaveLength(1);
  expect(read({})).toThrow('s.json:1 S0-01: expected "clauses", got nothing');
  expect(read({ clauses: ['A'], prose: 'a reason of its own' })).toThrow(
    's.json:1 S0-01: expected one of its alternatives, got two',
  );
});
