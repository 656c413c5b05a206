/** Where a run leaves its record: `reports/runs` in this checkout, elsewhere only the folder asked for. */

import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SubjectVerdict } from '../conformance/verify.ts';
import { jsonLine, jsonReport } from '../reports/json.ts';
import type { Run } from '../reports/run.ts';

export interface RunFolder {
  readonly record: (verdict: SubjectVerdict) => void;
  readonly close: (run: Run) => void;
}

const projectRoot = fileURLToPath(new URL('.', import.meta.resolve('#package')));

/** True in a clone of the repository, where `reports/` is ours to write to. */
const inCheckout = (): boolean =>
  existsSync(join(projectRoot, '.git')) && !projectRoot.includes('node_modules');

const silent: RunFolder = { record: () => {}, close: () => {} };

/** Opens the log: a header now, a line per verdict, and the whole run at the end. */
export const openRunFolder = (
  out: string | undefined,
  header: { readonly seed: number; readonly runs: number; readonly version: string },
): RunFolder => {
  const folder = out ?? (inCheckout() ? join(projectRoot, 'reports', 'runs') : undefined);
  if (folder === undefined) return silent;
  mkdirSync(folder, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(':', '-');
  const log = join(folder, `${stamp}.ndjson`);
  const line = (value: object) => appendFileSync(log, jsonLine(value));
  line({ kind: 'header', suite: 'backproof', argv: process.argv.slice(2), node: process.version, ...header });
  let verdicts = 0;
  return {
    record: ({ subject, verdict }) => {
      verdicts += 1;
      line({ kind: 'verdict', subject: subject.name, ...verdict });
    },
    close: (run) => {
      line({ kind: 'footer', verdicts });
      writeFileSync(join(folder, `${stamp}.json`), jsonReport(run));
    },
  };
};
