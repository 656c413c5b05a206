/** The languages that an adapter can be written in, and how one is built and started. */

import type { ProblemKind } from '../../model/any-kind.ts';

/** Words of a command line, the program first. */
type Words = readonly string[];

export interface Language {
  readonly name: string;
  /** File in `adapters/templates`; also what it is called where the user names nothing. */
  readonly template: string;
  /** What the user puts code of their own into: `function` or `table`, and its name. */
  readonly gap: string;
  /** How a file is compiled, where it must be. */
  readonly build?: (file: string) => Words;
  /** The subject as words after `backproof verify`. */
  readonly subject: (file: string) => Words;
}

const python = process.platform === 'win32' ? 'python' : 'python3';

/** The compiled program beside its source: `./net` for `net.c`. */
const compiled = (file: string): string => {
  const stem = file.replace(/\.[^./\\]*$/, '');
  const program = process.platform === 'win32' ? `${stem}.exe` : stem;
  return /^([./\\]|[A-Za-z]:)/.test(program) ? program : `./${program}`;
};

const program = (words: (file: string) => Words): Language['subject'] => {
  return (file) => ['--', ...words(file)];
};

/** A module is named as a path, so that it is not taken for one of our implementations. */
const module = (file: string): Words => [/^([./\\]|[A-Za-z]:)/.test(file) ? file : `./${file}`];

/** How a compiled language is built and started. */
type Built = Required<Pick<Language, 'build' | 'subject'>>;

const built = (words: (program: string, file: string) => Words): Built => ({
  build: (file) => words(compiled(file), file),
  subject: program((file) => [compiled(file)]),
});

const inC = built((to, file) => ['cc', '-O2', '-o', to, file, '-lm']);
const inRust = built((to, file) => ['rustc', '-O', '-o', to, file]);
const inGo = built((to, file) => ['go', 'build', '-o', to, file]);

/** For networks, in the order in which they are listed. */
const ofNetworks: readonly Language[] = [
  {
    name: 'python',
    template: 'net.py',
    gap: 'function gradient',
    subject: program((file) => [python, file]),
  },
  { name: 'javascript', template: 'net.mjs', gap: 'function gradient', subject: module },
  { name: 'typescript', template: 'net.mts', gap: 'function gradient', subject: module },
  {
    name: 'pytorch',
    template: 'net_torch.py',
    gap: 'function cost',
    subject: program((file) => [python, file]),
  },
  { name: 'c', template: 'net.c', gap: 'function gradient', ...inC },
  { name: 'rust', template: 'net.rs', gap: 'function gradient', ...inRust },
  { name: 'go', template: 'net.go', gap: 'function gradient', ...inGo },
  {
    name: 'java',
    template: 'Net.java',
    gap: 'function gradient',
    subject: program((file) => ['java', file]),
  },
  {
    name: 'julia',
    template: 'net.jl',
    gap: 'function gradient',
    subject: program((file) => ['julia', file]),
  },
  { name: 'r', template: 'net.R', gap: 'function gradient', subject: program((file) => ['Rscript', file]) },
];

/** For computational graphs. */
const ofGraphs: readonly Language[] = [
  {
    name: 'python',
    template: 'graph.py',
    gap: 'table OPERATIONS',
    subject: program((file) => [python, file]),
  },
  { name: 'javascript', template: 'graph.mjs', gap: 'table operations', subject: module },
  { name: 'typescript', template: 'graph.mts', gap: 'table operations', subject: module },
  {
    name: 'pytorch',
    template: 'graph_torch.py',
    gap: 'table OPERATIONS',
    subject: program((file) => [python, file]),
  },
  { name: 'c', template: 'graph.c', gap: 'table OPERATIONS', ...inC },
  { name: 'rust', template: 'graph.rs', gap: 'table OPERATIONS', ...inRust },
  { name: 'go', template: 'graph.go', gap: 'table operations', ...inGo },
  {
    name: 'java',
    template: 'Graph.java',
    gap: 'table OPERATIONS',
    subject: program((file) => ['java', file]),
  },
  {
    name: 'julia',
    template: 'graph.jl',
    gap: 'table operations',
    subject: program((file) => ['julia', file]),
  },
  {
    name: 'r',
    template: 'graph.R',
    gap: 'table operations',
    subject: program((file) => ['Rscript', file]),
  },
];

/** By the kind of problem that the adapter answers. */
export const languages: Readonly<Record<ProblemKind, readonly Language[]>> = {
  mlp: ofNetworks,
  graph: ofGraphs,
};

/** Other words for a language, such as the ending of its files. */
export const otherWords: ReadonlyMap<string, string> = new Map([
  ['py', 'python'],
  ['numpy', 'python'],
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['node', 'javascript'],
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['torch', 'pytorch'],
  ['rs', 'rust'],
  ['golang', 'go'],
  ['jl', 'julia'],
]);
