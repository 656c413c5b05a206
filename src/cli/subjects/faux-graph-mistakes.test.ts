import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { clauseGlob } from '../../conformance/selection.ts';
import { type Suite, verify } from '../../conformance/verify.ts';
import { operationNames } from '../../model/operations.ts';
import type { Verdict } from '../../model/verdict.ts';
import { failureLines } from '../../reports/failure.ts';
import { loadSuite } from '../suite.ts';
import { startSubjects } from './start-subjects.ts';

/** A mistake that the faux subject makes, and the sentence that it must earn, alone. */
interface Row {
  readonly mistake: string;
  /** The property that shows it, where that is not the one of the operation. */
  readonly property?: string;
  readonly says: string;
}

const folder = fileURLToPath(new URL('../../../fixtures/subjects/graphs', import.meta.url));
const rows: readonly Row[] = JSON.parse(readFileSync(`${folder}/mistakes.json`, 'utf8'));
const source = readFileSync(`${folder}/mistakes.mjs`, 'utf8');

const limits = { timeout: 60_000, startTimeout: 60_000, memory: 2 ** 31, restarts: 1, window: 64 };
const selection = { clause: clauseGlob('*') };
const suite = loadSuite(selection, '*');

/** The property that is named, or that of the operation in the name of the mistake, or that of whole graphs. */
const propertyOf = ({ mistake, property }: Pick<Row, 'mistake' | 'property'>) => {
  const op = operationNames.findLast((name) => mistake.startsWith(`${name.replace('-logits', '')}-`));
  const usual = op === undefined ? 'graph-agreement' : `operation-${op}`;
  return suite.properties.filter(({ id }) => id === (property ?? usual));
};

const judged = async (mistake: string, some: Suite): Promise<readonly Verdict[]> => {
  const command = [process.execPath, `${folder}/mistaken.mjs`, mistake];
  const { subjects } = await startSubjects({ modules: [], command }, limits);
  const verdicts: Verdict[] = [];
  const options = { seed: 1, runs: 20, shrink: true };
  for await (const { verdict } of verify(some, subjects, options, selection)) verdicts.push(verdict);
  await Promise.all(subjects.map((subject) => subject.close()));
  return verdicts;
};

it('lists every mistake that the faux subject can make', () => {
  const names = [...source.slice(source.indexOf('export const mistakes')).matchAll(/^ {2}'([a-z-]+)':/gm)];
  expect(rows.map(({ mistake }) => mistake)).toEqual(names.map(([, name]) => name));
  expect(rows.length).toBeGreaterThanOrEqual(30);
});

describe.concurrent('a mistake with graphs is named, and no other', () => {
  it.each(rows)('$mistake', async ({ mistake, property, says }) => {
    const [verdict] = await judged(mistake, {
      fixtures: [],
      properties: propertyOf({ mistake, ...(property && { property }) }),
    });
    expect(verdict?.verdict).toBe('discrepant');
    const causes = verdict?.counterexample?.diagnosis?.causes ?? [];
    expect(causes.map(({ sentence }) => sentence)).toEqual([says]);
    const problems = verdict?.counterexample?.problems ?? [];
    for (const problem of problems) {
      expect(problem.kind === 'graph' && problem.nodes.length).toBeLessThanOrEqual(3);
    }
    const text = verdict && failureLines(verdict, { subjectArguments: '', seed: 1 }).join('\n');
    expect(text?.replaceAll(/\n +/g, ' ')).toContain(`${says}: `);
  });
});

it('a mistake is named where a worked example of graphs shows it', async () => {
  const fixtures = suite.fixtures.filter(({ id }) => id === 'square-by-product');
  const [verdict] = await judged('one-slot', { fixtures, properties: [] });
  expect(verdict).toMatchObject({ check: 'fixture:square-by-product', verdict: 'discrepant' });
  expect(verdict?.counterexample?.diagnosis?.causes.map(({ sentence }) => sentence)).toEqual([
    'you count a variable in several slots of one operation once: x * x gives x',
  ]);
});
