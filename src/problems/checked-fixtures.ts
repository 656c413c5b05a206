/** The worked examples that are checks: those with a whole answer, of every kind. */

import type { GradientFixture } from './fixture.ts';
import { gradientFixtures } from './fixtures.ts';
import { type GraphFixture, loadGraphFixtures } from './graphs/graph-fixtures.ts';

/** A fixture that is put to subjects. */
export type CheckedFixture = GradientFixture | GraphFixture;

/** Networks, then graphs, each in the order of their names. */
export const checkedFixtures = (): readonly CheckedFixture[] => [
  ...gradientFixtures(),
  ...loadGraphFixtures(),
];
