/** What may be asked of `backproof verify`. */

import type { Shard } from '../../conformance/options.ts';
import type { ReportingOptions } from '../reporting/reporting-options.ts';
import type { SubjectOptions } from '../subjects/subject-options.ts';
import type { BudgetOptions } from './run-budget.ts';

/** The options of the command, read. */
export interface VerifyOptions extends ReportingOptions, BudgetOptions, SubjectOptions {
  readonly seed: number;
  readonly runs: number;
  readonly clause?: string;
  readonly path?: { readonly check: string; readonly path: string };
  readonly shard?: Shard;
  readonly shrink: boolean;
  readonly out?: string;
  readonly resume?: string;
}
