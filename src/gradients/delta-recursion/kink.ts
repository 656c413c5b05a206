/** Where the chain rule leaves a choice: the caller's answer if there is one, else our convention. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { KinkChoice, KinkSite } from '../../model/kinks.ts';

/** The derivative to take at a site, given what the documents' convention takes there. */
export type Choose<T> = (site: KinkSite, convention: T) => T;

/** Asks `kinks` at each site; a site it leaves undefined, or no `kinks` at all, keeps the convention. */
export const chooser =
  <T>(arithmetic: Arithmetic<T>, kinks: KinkChoice | undefined): Choose<T> =>
  (site, convention) => {
    const choice = kinks?.(site);
    return choice === undefined ? convention : arithmetic.of(choice);
  };
