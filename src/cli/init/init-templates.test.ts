import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../conformance/verify.ts';
import { activationNames, everything, type Supports } from '../../model/supports.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Subject } from '../../subjects/subject.ts';
import { loadSuite } from '../suite.ts';
import { languages } from './languages.ts';
import {
  compiled,
  interpreted,
  java,
  node,
  programs,
  python,
  pythonWith,
  start,
  templates,
  textOf,
  type Way,
} from './test-templates.ts';

const startsReader = /^[^\w\n]* ---- JSON reader and writer ----/m;
const endsReader = /^.*---- end of the JSON reader and writer ----.*\n/m;

/** The template without its reader of JSON, which only languages that have none may bring. */
const withoutReader = (text: string): string => {
  const start = text.search(startsReader);
  const end = endsReader.exec(text);
  return start === -1 || end === null ? text : text.slice(0, start) + text.slice(end.index + end[0].length);
};

const all = [...languages.mlp, ...languages.graph];

describe('a template', () => {
  it.each(all.map(({ template }) => [template]))('%s has at most 60 lines', (template) => {
    const lines = withoutReader(textOf(template ?? ''))
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.length).toBeLessThanOrEqual(60);
  });

  it('brings a JSON reader only where the language has none', () => {
    const bringing = all.filter(({ template }) => startsReader.test(textOf(template)));
    expect(bringing.map(({ name }) => name)).toEqual([
      'c',
      'rust',
      'java',
      'julia',
      'r',
      'c',
      'rust',
      'java',
      'julia',
      'r',
    ]);
  });

  it.each(languages.mlp.map((language) => [language.name, language] as const))(
    '%s says what is to be replaced, how layouts are turned, and how a fixed shape is declared',
    (_, { template, gap }) => {
      const text = textOf(template);
      expect(text).toMatch(new RegExp(`Replace .?${gap.replace('function ', '')}\\b`));
      expect(text).toContain('examples as columns?');
      expect(text).toContain('fixedShape');
    },
  );

  it.each(languages.graph.map((language) => [language.name, language] as const))(
    'of graphs in %s says what is to be replaced, what is never asked, and what needs sums',
    (_, { template, gap }) => {
      const text = textOf(template).replaceAll(/\n(?: \* |\/\/!? |# |)/g, ' ');
      expect(text).toMatch(new RegExp(`Replace the functions in .?${gap.replace('table ', '')}\\b`));
      expect(text).toMatch(/is never asked\. Without .sum. all variables/);
    },
  );
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
  interpreted('java', 'Net.java', 'javac', java),
  interpreted('julia', 'net.jl', 'julia', programs('julia')[0]),
  interpreted('r', 'net.R', 'Rscript', programs('Rscript')[0]),
];

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

describe('a template works as it is', () => {
  const subjects = new Map<string, Subject>();
  const claimed = new Map<string, Supports>();
  const verdicts = new Map<string, Verdict[]>();

  beforeAll(async () => {
    const present = ways.filter(({ program }) => program !== undefined);
    const started = await Promise.all(present.map((way) => start(way, scratch)));
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

it.each(['net.mts', 'graph.mts'])('the typed template %s has the types that the package exports', (file) => {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-types-'));
  const inRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
  copyFileSync(join(templates, file), join(folder, file));
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
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
  const tsc = inRoot('node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(node, [tsc, '-p', folder], { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
  rmSync(folder, { recursive: true });
});
