/** `npm run spec:build`: the spec as pages in `reports/site/`, which open by double click. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { gatherSiteMaterial } from './material.ts';
import { pagesOf } from './pages.ts';

const folder = new URL('../../../reports/site/', import.meta.url);
const pages = pagesOf(gatherSiteMaterial());
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const { file, html } of pages) writeFileSync(new URL(file, folder), html);
console.log(`${pages.length} pages in reports/site; begin with reports/site/index.html`);
