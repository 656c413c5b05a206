/** Writes `reports/errata.md` of this checkout: `npm run spec:errata`. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { readSources } from '../sources.ts';
import { errata } from './errata.ts';
import { errataReport } from './report.ts';

const file = new URL('../../../reports/errata.md', import.meta.url);
mkdirSync(new URL('.', file), { recursive: true });
writeFileSync(file, errataReport(errata(), readSources()));
