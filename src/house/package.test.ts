import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSupported, type NodeProgram, pinnedNode, systemNode } from './nodes.ts';
import { install, npmFailure, pack, runIn, type Tarball } from './packed.ts';
import { isTest, listFiles, root } from './tree.ts';

const minutes = 60_000;
const scratch = mkdtempSync(join(tmpdir(), 'backproof-package-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let tarball: Tarball;
beforeAll(() => {
  tarball = pack(scratch, pinnedNode());
}, 5 * minutes);

describe('the tarball', () => {
  it('holds the launcher, the built command, the api, the schemas, every fixture and every template', () => {
    const fixtures = listFiles(root, 'fixtures').filter((path) => path.endsWith('.json'));
    expect(fixtures.length).toBeGreaterThan(0);
    const templates = listFiles(root, 'adapters/templates');
    expect(templates.length).toBeGreaterThanOrEqual(10);
    expect(tarball.files).toEqual(
      expect.arrayContaining([
        'bin/backproof.js',
        'dist/src/api/index.d.ts',
        'dist/src/api/vitest.js',
        'dist/src/cli/main.js',
        'dist/src/model/problem.d.ts',
        'spec/schema/problem.schema.json',
        ...fixtures,
        ...templates,
      ]),
    );
  });

  it('holds no tests, sources, reports or development tools', () => {
    const unwanted = tarball.files.filter(
      (path) =>
        isTest(path) ||
        (/(?<!^adapters.templates.*)\.[cm]?ts$/.test(path) && !path.endsWith('.d.ts')) ||
        /\.test\.|^dist\/.*\/test-|^(src|properties|reports|bench|adapters(?!\/templates\/)|coverage)\/|^\.|derive|house/.test(
          path,
        ),
    );
    expect(unwanted).toEqual([]);
  });

  it('holds one package.json and no second copy of the JSON, which would redirect the # imports', () => {
    expect(tarball.files.filter((path) => path.endsWith('package.json'))).toEqual(['package.json']);
    expect(tarball.files.filter((path) => /^dist\/.*\.json$/.test(path))).toEqual([]);
  });
});

/** J = 1/2 (2 * 3 - 1)^2, so dJ/dw = 5 * 3 and dJ/dx = 5 * 2. */
const problem = {
  kind: 'mlp',
  layers: [{ weights: [[2]], biases: null, activation: { name: 'identity' } }],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[3]],
  targets: [[1]],
};
const answer = { cost: 12.5, gradients: { weights: [[[15]]], biases: [null], inputs: [[10]] } };

const installedUnder = (name: string, node: NodeProgram): string => {
  const folder = join(scratch, name);
  mkdirSync(folder);
  install(tarball, folder, node);
  writeFileSync(join(folder, 'problem.json'), JSON.stringify(problem));
  return folder;
};

const worksUnder = (name: string, node: NodeProgram): void => {
  const folder = installedUnder(name, node);
  const init = runIn(folder, node, 'npx', ['backproof', 'init', 'typescript']);
  expect(init, init.stderr).toMatchObject({ status: 0, stdout: expect.stringContaining('wrote net.mts') });
  for (const language of ['typescript', 'javascript']) {
    const ofGraphs = runIn(folder, node, 'npx', ['backproof', 'init', language, '--kind', 'graph']);
    expect(ofGraphs, ofGraphs.stderr).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('graph.m'),
    });
  }
  const before = readdirSync(folder);
  const version = runIn(folder, node, 'npx', ['backproof', '--version']);
  expect(version).toMatchObject({ status: 0, stdout: '0.1.0\n' });

  const code = "import { defineSubject } from 'backproof'; console.log(typeof defineSubject)";
  const imported = runIn(folder, node, node.path, ['--input-type=module', '--eval', code]);
  expect(imported, imported.stderr).toMatchObject({ status: 0, stdout: 'function\n' });

  const types = ['--strict', '--noEmit', '--target', 'es2023', '--module', 'nodenext', '--types', 'node'];
  const roots = ['--typeRoots', join(root, 'node_modules/@types'), '--skipLibCheck'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const typed = runIn(folder, node, node.path, [tsc, ...types, ...roots, 'net.mts', 'graph.mts']);
  expect(typed).toMatchObject({ status: 0, stdout: '' });

  const args = ['backproof', 'gradient', 'problem.json', '--by', 'all', '--json'];
  const { status, stdout, stderr } = runIn(folder, node, 'npx', args);
  expect(status, stderr).toBe(0);
  const { answers } = JSON.parse(stdout);
  expect(answers).toMatchObject(
    ['per-weight', 'delta-recursion', 'grad-table'].map((implementation) => ({ implementation, ...answer })),
  );

  const doctor = runIn(folder, node, 'npx', ['backproof', 'doctor', './graph.mjs']);
  expect(doctor, doctor.stderr).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^FINE: my-graphs /),
  });

  // The module that forgets a slope runs in a process of its own, from a file of the package.
  const demo = runIn(folder, node, 'npx', ['backproof', 'verify', '--demo', '--runs', '5']);
  expect(demo.status, demo.stderr).toBe(1);
  expect(demo.stdout).toMatch(/replay: backproof verify --clause .* --demo$/m);
  expect(readdirSync(folder)).toEqual(before);
};

describe('installed in an empty folder, the package', () => {
  it('works under the pinned Node and writes nothing', { timeout: 5 * minutes }, () => {
    worksUnder('pinned', pinnedNode());
  });

  it('works under the Node of this system and writes nothing', { timeout: 5 * minutes }, ({ skip }) => {
    const node = systemNode();
    if (node === undefined) return skip('no Node on PATH but the pinned one');
    if (!isSupported(node.version)) return skip(`Node ${node.version} is older than 20.19`);
    if (node.version === pinnedNode().version) return skip(`Node ${node.version} is the pinned one`);
    worksUnder('system', node);
  });
});

describe('a failure of npm', () => {
  it('is one sentence when the registry cannot be reached', () => {
    const stderr =
      'npm error code ENOTFOUND\nnpm error network request to https://registry.npmjs.org/ajv failed';
    expect(npmFailure({ status: 1, stdout: '', stderr })).toBe(
      'The package was not tested, because npm cannot reach its registry (ENOTFOUND).',
    );
  });

  it('is what npm said otherwise', () => {
    const stderr = 'npm error code E404\nnpm error 404 Not Found';
    expect(npmFailure({ status: 1, stdout: '', stderr })).toBe(`npm ended with status 1: ${stderr}`);
  });

  it('is none when npm succeeded', () => {
    expect(npmFailure({ status: 0, stdout: '', stderr: 'npm warn ENOTFOUND' })).toBeUndefined();
  });
});
