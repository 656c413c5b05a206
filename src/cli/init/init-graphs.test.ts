import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { verify } from '../../conformance/verify.ts';
import { operationNames } from '../../model/operations.ts';
import type { Verdict } from '../../model/verdict.ts';
import { loadSuite } from '../suite.ts';
import {
  compiled,
  interpreted,
  java,
  node,
  programs,
  python,
  pythonWith,
  start,
  type Way,
} from './test-templates.ts';

/** How many operations each has: what its table lists is what it declares. */
interface GraphWay extends Way {
  readonly operations: number;
}

const ways: readonly GraphWay[] = [
  {
    name: 'graphs in javascript, as a module',
    template: 'graph.mjs',
    needs: 'Node',
    program: node,
    run: 'module',
    operations: 7,
  },
  {
    name: 'graphs in typescript, as a module',
    template: 'graph.mts',
    needs: 'Node',
    program: node,
    run: 'module',
    operations: 7,
  },
  { ...interpreted('graphs in javascript', 'graph.mjs', 'Node', node), operations: 7 },
  { ...interpreted('graphs in typescript', 'graph.mts', 'Node', node), operations: 7 },
  { ...interpreted('graphs in python', 'graph.py', 'python3', python), operations: 10 },
  {
    ...interpreted('graphs in pytorch', 'graph_torch.py', 'python3 with torch', pythonWith('torch')),
    operations: operationNames.length,
  },
  { ...compiled('graphs in c', 'graph.c', 'cc', '-O2', '-o', 'graph', 'graph.c', '-lm'), operations: 9 },
  { ...compiled('graphs in rust', 'graph.rs', 'rustc', '-O', '-o', 'graph', 'graph.rs'), operations: 9 },
  { ...compiled('graphs in go', 'graph.go', 'go', 'build', '-o', 'graph', 'graph.go'), operations: 8 },
  { ...interpreted('graphs in java', 'Graph.java', 'javac', java), operations: 9 },
  { ...interpreted('graphs in julia', 'graph.jl', 'julia', programs('julia')[0]), operations: 9 },
  { ...interpreted('graphs in r', 'graph.R', 'Rscript', programs('Rscript')[0]), operations: 10 },
];

const scratch = mkdtempSync(join(tmpdir(), 'backproof-init-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const selection = { clause: () => true };
const suite = loadSuite(selection, '*');
const ofGraphs = { ...suite, properties: suite.properties.filter(({ kind }) => kind === 'graph') };

it.for(ways)('$name: a template works as it is', { timeout: 300_000 }, async (way, { skip }) => {
  if (way.program === undefined) return skip(`no ${way.needs} here`);
  const subject = await start(way, scratch);
  const verdicts: Verdict[] = [];
  const options = { seed: 7, runs: 5, shrink: false };
  for await (const { verdict } of verify(ofGraphs, [subject], options, selection)) verdicts.push(verdict);
  await subject.close();
  expect(subject.supports).toMatchObject({ kinds: ['graph'] });
  expect(subject.supports.ops.length).toBe(way.operations);
  const conforming = verdicts.filter(({ verdict }) => verdict === 'conforms');
  expect(verdicts.filter(({ verdict }) => verdict !== 'unsupported')).toEqual(conforming);
  expect(conforming.length).toBeGreaterThan(way.operations);
  expect(conforming.reduce((sum, { judged }) => sum + judged, 0)).toBeGreaterThan(100);
});
