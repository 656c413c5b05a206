/** axe-core on a page. */

import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** How many rules had something to check, and what breaks one. */
export interface Accessibility {
  readonly rules: number;
  readonly defects: readonly string[];
}

/** Runs every rule of axe, the best practices among them. */
export const accessibilityDefects = async (page: Page): Promise<Accessibility> => {
  await page.evaluate(axe.source);
  const { passes, violations } = await page.evaluate<axe.AxeResults>('axe.run(document)');
  return {
    rules: passes.length + violations.length,
    defects: violations.map(
      ({ id, help, nodes }) => `${id}: ${help}, ${nodes.length} times, at ${nodes[0]?.target.join(' ')}`,
    ),
  };
};
