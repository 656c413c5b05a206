/** The decimals of worked examples of kind `graph` as doubles. */

import type { GraphAnswer, NestedNumbers } from '../../model/graph.ts';
import type { Decimal } from '../fixture.ts';
import { nearestDouble } from '../fixture-values.ts';
import type { GraphFixture } from './graph-fixtures.ts';

const doubles = (nested: NestedNumbers<Decimal>): NestedNumbers =>
  typeof nested === 'string' ? nearestDouble(nested) : nested.map(doubles);

/** The answer that an example expects, every decimal replaced by its nearest double. */
export const expectedGraphAnswer = ({ expectation }: GraphFixture): GraphAnswer => {
  const { value, gradients } = expectation.exact;
  const entries = Object.entries(gradients).map(([name, gradient]) => [name, doubles(gradient)] as const);
  return { value: nearestDouble(value), gradients: Object.fromEntries(entries) };
};
