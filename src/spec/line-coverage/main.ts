/** `npm run spec:coverage`: measures which lines each clause's checks run, and renews reports/coverage.*. */

import { writeFileSync } from 'node:fs';
import { startCounting } from './counting.ts';

// Blocks are counted only in what is loaded after counting began: everything else is imported below.
const counters = await startCounting();
const { measure } = await import('./measure.ts');
const { clauses } = await import('../clauses.ts');
const loaded = await counters.take();

const progress = (clause: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${clause}`);
};

const measured = await measure(
  clauses.map(({ id }) => id),
  counters,
  loaded,
  progress,
);
writeFileSync(
  new URL('../../../reports/line-coverage.json', import.meta.url),
  `${JSON.stringify(measured, null, 1)}\n`,
);
for (const { name, reached, files } of measured.implementations)
  console.log(
    `${name}: ${reached.lines.ran} of ${reached.lines.of} lines and ${reached.branches.ran} of ${reached.branches.of} branches of ${files} files`,
  );
