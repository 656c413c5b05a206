/** The hinge loss: its right class and its margin. */

import { type Ball, type BallArithmetic, negative, type Row } from '../reading/ball.ts';
import { sided } from '../reading/functions.ts';
import { brokenMargins, classOf, hingeValue, lossValue } from '../reading/losses.ts';
import type { Steps } from '../reading/reading.ts';
import type { Misreading } from './misreading.ts';
import { type Start, startingFor } from './start.ts';

/** The classes whose margin is broken get 1, the right one what `right` says. */
const hinge =
  (right: (math: BallArithmetic, broken: Row) => Ball, margin = 1): Start =>
  (math, outcome) => {
    const broken = brokenMargins(math, outcome, margin);
    const chosen = classOf(outcome);
    return { of: 'a', values: broken.map((one, k) => (k === chosen ? right(math, broken) : one)) };
  };

const count = ({ sum }: BallArithmetic, broken: Row): Ball => sum(broken);

/** Another margin, in the value too. */
const hingeMargin = (id: string, margin: number): Misreading => {
  const start = startingFor(
    id,
    ['hinge'],
    hinge((math, broken) => negative(count(math, broken)), margin),
  );
  const value: Steps['lossValue'] = (math, outcome) =>
    outcome.loss === 'hinge' ? hingeValue(math, outcome, margin) : lossValue(math, outcome);
  return { ...start, steps: { ...start.steps, lossValue: value } };
};

const squareHinge: Start = (math, outcome) => {
  const { add, sub, mul, exact, sum } = math;
  const chosen = classOf(outcome);
  const right = outcome.a[chosen] ?? exact(Number.NaN);
  const twice = outcome.a.map((y, k) => {
    const margin = add(sub(y, right), exact(1));
    return k === chosen ? exact(0) : sided(margin, mul(exact(2), margin), exact(0));
  });
  return { of: 'a', values: twice.map((value, k) => (k === chosen ? negative(sum(twice)) : value)) };
};

/** Wrong gradients of the hinge loss. */
export const hingeMisreadings: readonly Misreading[] = [
  startingFor(
    'hinge-right-once',
    ['hinge'],
    hinge(({ exact }) => exact(-1)),
  ),
  startingFor(
    'hinge-right-none',
    ['hinge'],
    hinge(({ exact }) => exact(0)),
  ),
  startingFor('hinge-right-sign', ['hinge'], hinge(count)),
  hingeMargin('hinge-margin-two', 2),
  hingeMargin('hinge-margin-none', 0),
  startingFor('hinge-squared', ['hinge'], squareHinge),
];
