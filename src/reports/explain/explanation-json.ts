/** An explanation as JSON: expressions as text beside their values, indices from 0. */

import { isRefusal } from '../../model/answer.ts';
import { jsonText } from '../json.ts';
import { type Equation, plain, written } from './equation.ts';
import type { Explanation } from './explanation.ts';

const equationJson = ({ left, formula, substituted, value }: Equation) => ({
  symbol: left,
  formula: written(formula, plain),
  substituted: written(substituted, plain),
  value,
});

const pathsJson = (paths: Explanation['paths']) => {
  if (isRefusal(paths)) return paths;
  const { count, shown, rest, penalty, total, forward } = paths;
  return {
    count,
    shown: shown.map(({ example, steps, factors, product }) => ({ example, product, factors, steps })),
    rest,
    penalty,
    total: equationJson(total),
    forward,
  };
};

/** The whole explanation as data. */
export const explanationJson = ({ at, symbol, value, examples, paths, delta }: Explanation): string =>
  jsonText({
    at,
    symbol,
    value,
    examples,
    paths: pathsJson(paths),
    delta: {
      deltas: delta.deltas.map((each) => ({ example: each.example, ...equationJson(each) })),
      more: delta.more,
      gradient: equationJson(delta.gradient),
    },
  });
