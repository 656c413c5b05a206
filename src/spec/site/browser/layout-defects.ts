/** What only a layout shows: formulas with a size, nothing wider than a phone, everything on paper. */

import type { Page } from 'playwright-core';

const phone = { width: 375, height: 700 };

/** Formulas that are shown with no height: MathML that the browser did not lay out. */
const flatFormulas = `[...document.querySelectorAll('math')].filter((math) => math.getBoundingClientRect().height < 5).length`;

const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

const hiddenOnPaper = `[...document.querySelectorAll('main .clause, main pre')].filter((box) => getComputedStyle(box).display === 'none').length`;

const navigationOnPaper = `getComputedStyle(document.querySelector('header nav')).display`;

/** What is wrong with the layout of a page; leaves the page as wide as a screen again. */
export const layoutDefects = async (page: Page): Promise<readonly string[]> => {
  const before = page.viewportSize();
  const defects: string[] = [];
  const flat = await page.evaluate<number>(flatFormulas);
  if (flat > 0) defects.push(`expected formulas with a height, got ${flat} without`);
  await page.setViewportSize(phone);
  const beyond = await page.evaluate<number>(overflow);
  if (beyond > 0) defects.push(`expected nothing wider than ${phone.width} pixels, got ${beyond} more`);
  if (before !== null) await page.setViewportSize(before);
  await page.emulateMedia({ media: 'print' });
  const hidden = await page.evaluate<number>(hiddenOnPaper);
  const navigation = await page.evaluate<string>(navigationOnPaper);
  if (hidden > 0) defects.push(`expected every clause on paper, got ${hidden} hidden`);
  if (navigation !== 'none') defects.push(`expected no navigation on paper, got ${navigation}`);
  await page.emulateMedia({ media: 'screen' });
  return defects;
};
