/** TeX as MathML, which browsers show by themselves. */

import temml from 'temml';

/** Inline styles are refused by the pages' own policy, and `display` says the same. */
const withoutStyles = (markup: string): string => markup.replace(/ style="[^"]*"/g, '');

/** A formula in a line; throws where the TeX is broken. */
export const inlineMath = (tex: string): string =>
  withoutStyles(temml.renderToString(tex, { throwOnError: true }));

/** A formula by itself. */
export const displayMath = (tex: string): string =>
  withoutStyles(temml.renderToString(tex, { throwOnError: true, displayMode: true }));
