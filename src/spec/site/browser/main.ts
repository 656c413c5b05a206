/**
 * `npm run spec:browser`: every page of the built site in a real browser, from disk, light and dark.
 *
 * Needs Chromium: at CHROMIUM, or as `chromium`, `chromium-browser` or `google-chrome` in the usual places
 * (Debian: `apt-get install chromium`). Without one it says so and ends with status 2.
 */

import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { accessibilityDefects } from './accessibility.ts';
import { layoutDefects } from './layout-defects.ts';
import { searchDefects } from './search-defects.ts';

const folder = new URL('../../../../reports/site/', import.meta.url);

const usual = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(
  (name) => `/usr/bin/${name}`,
);

const executable = (): string | undefined => {
  const named = process.env['CHROMIUM'];
  return named ?? usual.find((path) => existsSync(path));
};

const leave = (sentence: string): never => {
  console.log(sentence);
  process.exit(2);
};

const program =
  executable() ??
  leave('expected Chromium at CHROMIUM or in /usr/bin, got none; on Debian: apt-get install chromium');
if (!existsSync(folder)) leave('expected the pages in reports/site, got none: npm run spec:build');

const files = readdirSync(folder).filter((name) => name.endsWith('.html'));
const browser = await chromium.launch({
  executablePath: program,
  // Chromium refuses its sandbox to the superuser, which is who runs containers.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const complaints: string[] = [];
const requested: string[] = [];
let checked = 0;

for (const colorScheme of ['light', 'dark'] as const) {
  const context = await browser.newContext({ colorScheme });
  for (const file of files) {
    const page = await context.newPage();
    const named = (sentence: string): string => `${file} (${colorScheme}): ${sentence}`;
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(named(message.text()));
    });
    page.on('pageerror', (error) => complaints.push(named(error.message)));
    page.on('request', (request) => requested.push(request.url()));
    await page.goto(new URL(file, folder).href);
    const { rules, defects } = await accessibilityDefects(page);
    checked += rules;
    complaints.push(...defects.map(named), ...(await layoutDefects(page)).map(named));
    if (file === 'search.html') complaints.push(...(await searchDefects(page)).map(named));
    await page.close();
  }
  await context.close();
}
await browser.close();

const elsewhere = requested.filter((url) => !url.startsWith(folder.href));
complaints.push(...elsewhere.map((url) => `expected pages of ${fileURLToPath(folder)} only, got ${url}`));
if (checked < files.length * 20) complaints.push(`expected 20 rules of axe per page, got ${checked} in all`);
for (const complaint of complaints) console.log(complaint);
console.log(
  `${files.length} pages, light and dark, ${checked} rules of accessibility held: ${complaints.length} complaints`,
);
process.exitCode = complaints.length === 0 ? 0 : 1;
