import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'backproof-vitest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One test of the user's run, as vitest's own JSON has it. */
interface Result {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'pending';
  readonly failureMessages: readonly string[];
}

const net = JSON.stringify(join(root, 'adapters/templates/net.mjs'));
const graph = JSON.stringify(join(root, 'adapters/templates/graph.mjs'));
const forgetful = JSON.stringify(join(root, 'fixtures/subjects/forgets-hidden-slope.mjs'));

/** A user's project: the right network, and wrong ones in every way that a subject can be handed over. */
const userTests = `
import { defineSubject } from 'backproof';
import { conformance } from 'backproof/vitest';
import net from ${net};
import graph from ${graph};

const halved = defineSubject({
  ...net,
  async gradient(problem) {
    const { gradients } = net.gradient(problem);
    const [first, ...others] = gradients.biases;
    return { gradients: { ...gradients, biases: [first?.map((b) => b / 2) ?? null, ...others] } };
  },
});
const scribbling = { ...net, gradient: (problem) => { const answer = net.gradient(problem); problem.inputs[0][0] = 7; return answer; } };
const throwing = { ...net, gradient: () => { throw new TypeError('shapes do not match'); } };

conformance('right', net, { clause: 'ACT-*', runs: 3 });
conformance('halved', halved, { clause: 'GRAD-BIAS', runs: 3, seed: 11 });
conformance('one sample', net, { path: 'agreement-biases:1' });
conformance('scribbling', scribbling, { clause: 'GRAD-BIAS', runs: 3 });
conformance('throwing', throwing, { clause: 'GRAD-BIAS', runs: 3 });
conformance('a module', ${forgetful}, { clause: 'DELTA-HIDDEN', runs: 3 });
conformance('a program', { command: [process.execPath, ${net}] }, { clause: 'GRAD-WEIGHT', runs: 3 });
conformance('no program', { command: ['./no-such-program'] }, { clause: 'GRAD-WEIGHT', runs: 3 });
conformance('graphs', graph, { clause: 'G*-*U*', runs: 3 });
conformance('nothing', net, { clause: 'LOSS-HINGE' });
`;

const config = `export default { resolve: { alias: [
  { find: /^backproof$/, replacement: ${JSON.stringify(join(root, 'src/api/index.ts'))} },
  { find: /^backproof\\/vitest$/, replacement: ${JSON.stringify(join(root, 'src/api/vitest.ts'))} },
] } };
`;

let results: readonly Result[] = [];
let printed = '';

const of = (suite: string): readonly Result[] =>
  results.filter(({ ancestorTitles }) => ancestorTitles.includes(suite));

const messageOf = (suite: string): string =>
  of(suite)
    .flatMap(({ failureMessages }) => failureMessages)
    .join('\n');

beforeAll(async () => {
  writeFileSync(join(folder, 'net.test.js'), userTests);
  writeFileSync(join(folder, 'vitest.config.mjs'), config);
  const report = join(folder, 'report.json');
  const words = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--root',
    folder,
    '--reporter=verbose',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--no-color',
  ];
  printed = await new Promise((resolve) => {
    execFile(process.execPath, words, { cwd: folder, maxBuffer: 1 << 26 }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  results = JSON.parse(readFileSync(report, 'utf8')).testResults.flatMap(
    ({ assertionResults }: { readonly assertionResults: readonly Result[] }) => assertionResults,
  );
});

describe("conformance in a user's vitest", () => {
  it('makes one test per clause, titled by it', () => {
    const titles = of('right').map(({ title }) => title);
    expect(titles).toContain('ACT-SIGMOID: The sigmoid is differentiated through its own value');
    expect(titles.length).toBeGreaterThanOrEqual(8);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('passes what conforms and skips what is not supported, with the reason', () => {
    const passed = of('right').filter(({ status }) => status === 'passed');
    expect(passed.map(({ title }) => title.split(':')[0])).toEqual(
      expect.arrayContaining(['ACT-IDENTITY', 'ACT-SIGMOID', 'ACT-TANH', 'ACT-RELU']),
    );
    expect(of('right').filter(({ status }) => status === 'failed')).toEqual([]);
    expect(printed).toMatch(/ACT-SOFTMAX.*\[unsupported: outside what the subject supports\]/);
  });

  it('asks graphs of what says that it answers them, and no networks', () => {
    const passed = of('graphs').filter(({ status }) => status === 'passed');
    expect(passed.map(({ title }) => title.split(':')[0])).toEqual(
      expect.arrayContaining(['GATE-MULTIPLY', 'GATE-UNARY', 'GENERAL-BUILD']),
    );
    expect(of('graphs').filter(({ status }) => status === 'failed')).toEqual([]);
    const networks = of('graphs').filter(({ title }) => title.startsWith('GRAD-INPUT'));
    expect(networks.map(({ status }) => status)).not.toContain('passed');
    expect(networks.length).toBe(1);
  });

  it('fails with the sentence, the smallest problem and a replay that works in place', () => {
    const message = messageOf('halved');
    expect(message).toMatch(/GRAD-BIAS: (weights|biases)\[0\].* in \d of \d problems \[WRONG-VALUE\]/s);
    expect(message).toMatch(/smallest problem found \([-1-9]+, \d examples?; \d+ shrinks\)/);
    expect(message).toMatch(
      /replay: conformance\(name, subject, \{ clause: 'GRAD-BIAS', seed: 11, path: '[a-z-]+:[\d:]+' \}\)/,
    );
    expect(printed).not.toContain('src/api/vitest.ts:');
  });

  it('puts one sample alone where a path is given', () => {
    expect(of('one sample')).toMatchObject([
      { status: 'passed', title: expect.stringMatching(/^GRAD-BIAS: /) },
    ]);
  });

  it('sees an object that writes into the problem, and one that throws', () => {
    expect(messageOf('scribbling')).toContain('GRAD-BIAS: wrote into the problem it was given');
    expect(messageOf('throwing')).toContain('threw TypeError: shapes do not match');
  });

  it('judges a module by its path and a program by its command, with the replay line of the command', () => {
    expect(messageOf('a module')).toMatch(/replay: backproof verify .*forgets-hidden-slope\.mjs/);
    expect(of('a program')).toMatchObject([{ status: 'passed' }]);
  });

  it('fails the suite of a program that does not start, and of one of which nothing was verified', () => {
    expect(printed).toContain('could not start "./no-such-program": no such file');
    expect(printed).toContain('nothing was verified of nothing: no clause that was tested is supported');
  });
});
