/** The lines and branches of a source file that can run, and those that did. */

import type { Profiler } from 'node:inspector';
import { parse } from '@babel/parser';
import { convert } from 'ast-v8-to-istanbul';

/** Of one file: keys of what ran. Lines are numbers from 1; a branch is `line:number:arm`. */
export interface Ran {
  readonly lines: ReadonlySet<number>;
  readonly branches: ReadonlySet<string>;
}

/** A file as it is run. Types are blanked out when it is loaded, so that offsets stay those of the source. */
export interface ExecutableFile {
  /** Everything that can run after loading: lines on which a statement within a function begins, and branches. */
  readonly all: Ran;
  /** What of it ran, from V8's functions. */
  readonly ran: (functions: readonly Profiler.FunctionCoverage[]) => Promise<Ran>;
}

const parsed = (code: string) =>
  parse(code, { sourceType: 'module', plugins: ['estree', 'typescript'] }).program;

interface Hits {
  readonly statements: ReadonlyMap<string, { readonly line: number; readonly count: number }>;
  readonly branches: ReadonlyMap<string, number>;
}

const hitsIn = async (
  code: string,
  url: string,
  functions: readonly Profiler.FunctionCoverage[],
): Promise<Hits> => {
  const converted = await convert({ code, ast: parsed(code), coverage: { url, functions: [...functions] } });
  const [file] = Object.values(converted);
  if (file === undefined) throw new Error(`${url}: nothing to convert`);
  return {
    statements: new Map(
      Object.entries(file.statementMap).map(([key, { start }]) => [
        key,
        { line: start.line, count: file.s[key] ?? 0 },
      ]),
    ),
    branches: new Map(
      Object.entries(file.b).flatMap(([key, arms]) =>
        arms.map((count, arm) => [`${file.branchMap[key]?.loc.start.line ?? 0}:${key}:${arm}`, count]),
      ),
    ),
  };
};

const wholeFile = (code: string, count: number): Profiler.FunctionCoverage => ({
  functionName: '',
  ranges: [{ startOffset: 0, endOffset: code.length, count }],
  isBlockCoverage: true,
});

const isWhole = ({ functionName, ranges }: Profiler.FunctionCoverage, code: string): boolean =>
  functionName === '' && ranges[0]?.startOffset === 0 && ranges[0].endOffset === code.length;

/** Reads a file; `loaded` is what V8 counted while it was loaded, which tells functions from the rest. */
export const executableFile = async (
  url: string,
  code: string,
  loaded: readonly Profiler.FunctionCoverage[],
): Promise<ExecutableFile> => {
  const atLoad = await hitsIn(code, url, loaded);
  const inFunctions = [...atLoad.statements].filter(([, { count }]) => count === 0).map(([key]) => key);
  const branches = [...atLoad.branches].filter(([, count]) => count === 0).map(([key]) => key);
  const linesOf = (keys: readonly string[], { statements }: Hits): ReadonlySet<number> =>
    new Set(keys.flatMap((key) => statements.get(key)?.line ?? []));
  return {
    all: { lines: linesOf(inFunctions, atLoad), branches: new Set(branches) },
    ran: async (functions) => {
      // Whatever is not listed did not run: the file as a whole, which would otherwise count as run, included.
      const own = functions.filter((each) => !isWhole(each, code));
      const hits = await hitsIn(code, url, [wholeFile(code, 0), ...own]);
      const reached = inFunctions.filter((key) => (hits.statements.get(key)?.count ?? 0) > 0);
      return {
        lines: linesOf(reached, hits),
        branches: new Set(branches.filter((key) => (hits.branches.get(key) ?? 0) > 0)),
      };
    },
  };
};
