/** The search page at work. */

import type { Page } from 'playwright-core';

const visible = `[...document.querySelectorAll('#entries li')].filter((item) => !item.hidden).map((item) => item.querySelector('a').textContent)`;

/** Types, and says where what is left is not what it must be. */
export const searchDefects = async (page: Page): Promise<readonly string[]> => {
  const defects: string[] = [];
  const all = await page.evaluate<string[]>(visible);
  await page.fill('#words', 'transposed weights delta above');
  const found = await page.evaluate<string[]>(visible);
  if (!found.includes('DELTA-HIDDEN'))
    defects.push(`expected DELTA-HIDDEN among what is found, got ${found.join(', ')}`);
  if (found.length === 0 || found.length > all.length / 10)
    defects.push(`expected a few of ${all.length} entries, got ${found.length}`);
  await page.fill('#words', '');
  await page.click('#entries li a');
  if (!page.url().includes('#')) defects.push(`expected an entry to lead to its place, got ${page.url()}`);
  return defects;
};
