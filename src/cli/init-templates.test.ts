import { execFile, spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../conformance/verify.ts';
import { activationNames, everything, type Supports } from '../model/supports.ts';
import type { Verdict } from '../model/verdict.ts';
import { defaultLimits } from '../subjects/limits.ts';
import { moduleSubject } from '../subjects/module.ts';
import { programSubject } from '../subjects/program/program.ts';
import type { Subject } from '../subjects/subject.ts';
import { languages } from './init-languages.ts';
import { loadSuite } from './suite.ts';

const templates = fileURLToPath(new URL('../../adapters/templates/', import.meta.url));
const textOf = (template: string): string => readFileSync(join(templates, template), 'utf8');

const startsReader = /^\W* ---- JSON reader and writer ----/m;
const endsReader = /^.*---- end of the JSON reader and writer ----.*\n/m;

/** The template without its reader of JSON, which only languages that have none may bring. */
const withoutReader = (text: string): string => {
  const start = text.search(startsReader);
  const end = endsReader.exec(text);
  return start === -1 || end === null ? text : text.slice(0, start) + text.slice(end.index + end[0].length);
};

describe('a template', () => {
  it.each(languages.map(({ name, template }) => [name, template]))(
    '%s has at most 60 lines',
    (_, template) => {
      const lines = withoutReader(textOf(template ?? ''))
        .trimEnd()
        .split('\n');
      expect(lines.length).toBeGreaterThan(20);
      expect(lines.length).toBeLessThanOrEqual(60);
    },
  );

  it('brings a JSON reader only where the language has none', () => {
    const bringing = languages.filter(({ template }) => startsReader.test(textOf(template)));
    expect(bringing.map(({ name }) => name)).toEqual(['c', 'rust', 'java', 'julia', 'r']);
  });

  it.each(languages.map((language) => [language.name, language] as const))(
    '%s says what is to be replaced, how layouts are turned, and how a fixed shape is declared',
    (_, { template, gap }) => {
      const text = textOf(template);
      expect(text).toMatch(new RegExp(`Replace .?${gap}\\b`));
      expect(text).toContain('examples as columns?');
      expect(text).toContain('fixedShape');
    },
  );
});

/** Programs of this name on PATH, in its order. */
const programs = (name: string): readonly string[] =>
  (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return [join(folder, name)];
    } catch {
      return [];
    }
  });

const pythonWith = (...modules: readonly string[]): string | undefined => {
  const code = `import importlib.util as u, sys; sys.exit(any(u.find_spec(m) is None for m in ${JSON.stringify(modules)}))`;
  return programs('python3').find((python) => spawnSync(python, ['-c', code]).status === 0);
};

/** One way to run a template. */
interface Way {
  readonly name: string;
  readonly template: string;
  /** What must be there, for the reason of a skip. */
  readonly needs: string;
  /** The program that builds or runs it; undefined where there is none. */
  readonly program: string | undefined;
  readonly build?: (program: string) => readonly string[];
  readonly run: 'module' | ((program: string) => readonly string[]);
  /** Files beside it. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What its user made of it. */
  readonly edit?: (text: string) => string;
}

const node = process.execPath;
const python = programs('python3')[0];

const interpreted = (name: string, template: string, needs: string, program: string | undefined): Way => ({
  name,
  template,
  needs,
  program,
  run: (path) => [path, template],
});

const compiled = (name: string, template: string, compiler: string, ...words: readonly string[]): Way => ({
  name,
  template,
  needs: compiler,
  program: programs(compiler)[0],
  build: (path) => [path, ...words],
  run: () => ['./net'],
});

/** A student's own function, which is all that is written. */
const inNumpy = `def gradient(weights, biases, activations, inputs, targets, scale):
    a = [transposed(inputs)]
    for W, b, name in zip(weights, biases, activations):
        a.append(numpy.vectorize(VALUE[name])(W @ a[-1] + b[:, None]))
    found = [], []
    upstream = 2 * scale * (a[-1] - transposed(targets))
    for W, name, x, y in reversed(list(zip(weights, activations, a, a[1:]))):
        delta = upstream * numpy.vectorize(SLOPE[name])(y)
        found[0].insert(0, delta @ x.T)
        found[1].insert(0, delta.sum(axis=1))
        upstream = W.T @ delta
    return found

`;

const ways: readonly Way[] = [
  { name: 'javascript, as a module', template: 'net.mjs', needs: 'Node', program: node, run: 'module' },
  { name: 'typescript, as a module', template: 'net.mts', needs: 'Node', program: node, run: 'module' },
  interpreted('javascript', 'net.mjs', 'Node', node),
  interpreted('typescript', 'net.mts', 'Node', node),
  interpreted('python with numpy', 'net.py', 'python3 with numpy', pythonWith('numpy')),
  {
    ...interpreted('python with the function in numpy', 'net.py', 'python3 with numpy', pythonWith('numpy')),
    edit: (text) => text.replace(/^def gradient[\s\S]*?(?=^VALUE)/m, inNumpy),
  },
  {
    ...interpreted('python without numpy', 'net.py', 'python3', python),
    beside: { 'numpy.py': "raise ImportError('no numpy')\n" },
  },
  interpreted('pytorch', 'net_torch.py', 'python3 with torch', pythonWith('torch')),
  compiled('c', 'net.c', 'cc', '-O2', '-o', 'net', 'net.c', '-lm'),
  compiled('rust', 'net.rs', 'rustc', '-O', '-o', 'net', 'net.rs'),
  compiled('go', 'net.go', 'go', 'build', '-o', 'net', 'net.go'),
  interpreted('java', 'Net.java', 'java', programs('javac').length > 0 ? programs('java')[0] : undefined),
  interpreted('julia', 'net.jl', 'julia', programs('julia')[0]),
  interpreted('r', 'net.R', 'Rscript', programs('Rscript')[0]),
];

const run = promisify(execFile);
const limits = { ...defaultLimits, startMilliseconds: 120_000, problemMilliseconds: 60_000 };

/** What every template claims; one object, so that all are put the same samples. */
const names = activationNames.filter((name) => ['identity', 'sigmoid', 'tanh', 'relu'].includes(name));
const shared: Supports = {
  ...everything,
  activations: { hidden: names, output: names },
  losses: ['squared-error'],
  penalties: ['none'],
  nullBiases: false,
};

const scratch = mkdtempSync(join(tmpdir(), 'backproof-init-'));

const start = async ({ name, template, program, build, run: how, beside, edit }: Way): Promise<Subject> => {
  const folder = join(scratch, name);
  mkdirSync(folder);
  const text = textOf(template);
  writeFileSync(join(folder, template), edit?.(text) ?? text);
  for (const [file, text] of Object.entries(beside ?? {})) writeFileSync(join(folder, file), text);
  if (how === 'module') return moduleSubject(join(folder, template), limits);
  const [compiler, ...words] = build?.(program ?? '') ?? [];
  if (compiler !== undefined) await run(compiler, words, { cwd: folder });
  return programSubject({ words: how(program ?? ''), folder }, limits);
};

describe('a template works as it is', () => {
  const subjects = new Map<string, Subject>();
  const claimed = new Map<string, Supports>();
  const verdicts = new Map<string, Verdict[]>();

  beforeAll(async () => {
    const present = ways.filter(({ program }) => program !== undefined);
    const started = await Promise.all(present.map(start));
    for (const [index, { name }] of present.entries()) {
      const subject = started[index];
      if (subject === undefined) continue;
      claimed.set(name, subject.supports);
      subjects.set(name, { ...subject, name, supports: shared });
    }
    const selection = { clause: (id: string) => id.startsWith('GRAD-') };
    const suite = loadSuite(selection, 'GRAD-*');
    const options = { seed: 7, runs: 5, shrink: false };
    for await (const { subject, verdict } of verify(suite, [...subjects.values()], options, selection)) {
      verdicts.set(subject.name, [...(verdicts.get(subject.name) ?? []), verdict]);
    }
  });

  afterAll(async () => {
    await Promise.all([...subjects.values()].map((subject) => subject.close()));
    rmSync(scratch, { recursive: true, force: true });
  });

  it.for(ways)('$name', ({ name, needs, program }, { skip }) => {
    if (program === undefined) return skip(`no ${needs} here`);
    const own = verdicts.get(name) ?? [];
    const conforming = own.filter(({ verdict }) => verdict === 'conforms');
    expect(own.filter(({ verdict }) => verdict !== 'unsupported')).toEqual(conforming);
    expect(conforming.length).toBeGreaterThan(2);
    expect(conforming.reduce((sum, { judged }) => sum + judged, 0)).toBeGreaterThan(200);
  });

  it('and claims what it was asked', () => {
    expect(claimed.size).toBeGreaterThanOrEqual(4);
    for (const [name, { activations, losses, penalties }] of claimed) {
      expect({ name, output: activations.output.toSorted(), hidden: activations.hidden.toSorted() }).toEqual({
        name,
        output: names.toSorted(),
        hidden: names.toSorted(),
      });
      expect([losses, penalties]).toEqual([shared.losses, shared.penalties]);
    }
  });
});

it('the typed template has the types that the package exports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-types-'));
  const inRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  copyFileSync(join(templates, 'net.mts'), join(folder, 'net.mts'));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2023',
    module: 'nodenext',
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: ['node'],
    typeRoots: [inRoot('node_modules/@types')],
    paths: { backproof: [inRoot('src/api/index.ts')] },
  };
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['net.mts'] }));
  const tsc = inRoot('node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(node, [tsc, '-p', folder], { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
  rmSync(folder, { recursive: true });
});
