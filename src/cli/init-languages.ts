/** The languages that an adapter can be written in, and how one is built and started. */

/** Words of a command line, the program first. */
type Words = readonly string[];

export interface Language {
  readonly name: string;
  /** File in `adapters/templates`; also what it is called where the user names nothing. */
  readonly template: string;
  /** What the user puts code of their own into. */
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

/** In the order in which they are listed. */
export const languages: readonly Language[] = [
  {
    name: 'python',
    template: 'net.py',
    gap: 'gradient',
    subject: program((file) => [python, file]),
  },
  { name: 'javascript', template: 'net.mjs', gap: 'gradient', subject: module },
  { name: 'typescript', template: 'net.mts', gap: 'gradient', subject: module },
  {
    name: 'pytorch',
    template: 'net_torch.py',
    gap: 'cost',
    subject: program((file) => [python, file]),
  },
  {
    name: 'c',
    template: 'net.c',
    gap: 'gradient',
    build: (file) => ['cc', '-O2', '-o', compiled(file), file, '-lm'],
    subject: program((file) => [compiled(file)]),
  },
  {
    name: 'rust',
    template: 'net.rs',
    gap: 'gradient',
    build: (file) => ['rustc', '-O', '-o', compiled(file), file],
    subject: program((file) => [compiled(file)]),
  },
  {
    name: 'go',
    template: 'net.go',
    gap: 'gradient',
    build: (file) => ['go', 'build', '-o', compiled(file), file],
    subject: program((file) => [compiled(file)]),
  },
  { name: 'java', template: 'Net.java', gap: 'gradient', subject: program((file) => ['java', file]) },
  { name: 'julia', template: 'net.jl', gap: 'gradient', subject: program((file) => ['julia', file]) },
  { name: 'r', template: 'net.R', gap: 'gradient', subject: program((file) => ['Rscript', file]) },
];
