/** `npm run spec:check`: what is wrong with the spec's cross-references; `--write` renews reports/coverage.*. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { describe } from '../../model/defect.ts';
import { FixtureError } from '../../problems/fixtures.ts';
import { SpecError } from '../spec-file.ts';
import { coverageJson } from './coverage.ts';
import { countsLine, coveragePage } from './coverage-page.ts';
import { floorDefects } from './floors.ts';
import { digestOf } from './implementation-sources.ts';
import { gatherMaterial } from './material.ts';
import { countsOf } from './rows.ts';
import { traceDefects } from './trace.ts';
import type { Material } from './traced.ts';

const reports = new URL('../../../reports/', import.meta.url);

const writeReports = (material: Material): void => {
  mkdirSync(reports, { recursive: true });
  writeFileSync(new URL('coverage.md', reports), coveragePage(material));
  writeFileSync(new URL('coverage.json', reports), coverageJson(material));
};

/** Says where the measurement is older than the sources: not wrong, but not what it would be today. */
const noteAge = ({ lineCoverage }: Material): void => {
  const changed = lineCoverage.implementations.filter(({ name, sources }) => digestOf(name) !== sources);
  for (const { name } of changed)
    console.log(`note: ${name} has changed since reports/line-coverage.json: npm run spec:coverage`);
};

const check = (write: boolean): number => {
  const material = gatherMaterial();
  const counts = countsOf(material);
  const defects = [...traceDefects(material), ...floorDefects(counts)];
  noteAge(material);
  for (const defect of defects) console.log(describe(defect));
  console.log(`${countsLine(counts)}: ${defects.length === 0 ? 'sound' : `${defects.length} wrong`}`);
  if (write) writeReports(material);
  return defects.length === 0 ? 0 : 1;
};

try {
  process.exitCode = check(process.argv.includes('--write'));
} catch (error) {
  const known = [SpecError, FixtureError].some((kind) => error instanceof kind);
  if (!(known && error instanceof Error)) throw error;
  console.log(error.message);
  process.exitCode = 1;
}
