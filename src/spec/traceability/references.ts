/** Where clauses are named outside the spec's own lists: in data files by key, in source files by tag. */

/** One mention of a clause id. */
export interface Reference {
  /** `fixtures/dead-relu.json:5` */
  readonly at: string;
  readonly clause: string;
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const named = /"clause"\s*:\s*"([^"]*)"|"clauses"\s*:\s*\[([^\]{}]*)\]/g;

/** Every `"clause": "ID"` and every id in a `"clauses": ["ID", ...]` of a JSON text. */
export const referencesInJson = (file: string, text: string): readonly Reference[] =>
  [...text.matchAll(named)].flatMap(({ 0: found, 1: single, 2: list = '', index }) => {
    if (single !== undefined) return [{ at: `${file}:${lineAt(text, index)}`, clause: single }];
    const start = index + found.length - list.length - 1;
    return [...list.matchAll(/"([^"]*)"/g)].map(({ 1: clause = '', index: offset }) => ({
      at: `${file}:${lineAt(text, start + offset)}`,
      clause,
    }));
  });

// In a comment and behind it a word in capitals: `* @clause DELTA-HIDDEN`.
const tag = /^\s*(?:\/\/|\/?\*+)\s*@clause[ \t]+([A-Z][\w-]*)/gm;

/** Every `@clause ID` at the beginning of a comment line of a source text. */
export const referencesInSource = (file: string, text: string): readonly Reference[] =>
  [...text.matchAll(tag)].map(({ 0: found, 1: clause = '', index }) => ({
    at: `${file}:${lineAt(text, index + found.length)}`,
    clause,
  }));
