/** Writes `reports/errata.md` of this checkout: `npm run spec:errata`. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { errata } from './errata.ts';
import { errataReport } from './errata-report.ts';
import { readSources } from './sources.ts';

const file = new URL('../../reports/errata.md', import.meta.url);
mkdirSync(new URL('.', file), { recursive: true });
writeFileSync(file, errataReport(errata(), readSources()));
