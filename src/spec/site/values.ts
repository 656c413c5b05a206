/** Numbers of the prose: taken from the worked examples, never typed. */

import { entryAt, type Path } from '../../model/path.ts';
import type { Fixture } from '../../problems/fixture.ts';

/** A directive that names nothing, or nothing that can stand there. */
export class DirectiveError extends Error {
  override readonly name = 'DirectiveError';
}

/** `gradients.weights[0][1]` as steps. */
const stepsOf = (path: string): Path =>
  [...path.matchAll(/[\w-]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));

const fixtureNamed = (id: string, fixtures: readonly Fixture[]): Fixture => {
  const found = fixtures.find((fixture) => fixture.id === id);
  if (found === undefined) throw new DirectiveError(`expected a worked example, got "${id}"`);
  return found;
};

/** An expected value, rounded to some significant digits: `khalid-2-2-2 cost 6`. */
export const expectedValue = (words: string, fixtures: readonly Fixture[]): string => {
  const [id = '', path = '', digits = '6', ...more] = words.split(' ');
  const decimal = entryAt(fixtureNamed(id, fixtures).expectation.exact, stepsOf(path));
  if (typeof decimal !== 'string' || more.length > 0)
    throw new DirectiveError(`expected a worked example, a path and digits, got "${words}"`);
  return String(Number(Number(decimal).toPrecision(Number(digits))));
};

const numerals = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** How many there are of something in a problem, in words where they are few: `khalid-2-2-2 inputs`. */
export const lengthOf = (words: string, fixtures: readonly Fixture[]): string => {
  const [id = '', path = ''] = words.split(' ');
  const list = entryAt(fixtureNamed(id, fixtures).problem, stepsOf(path));
  if (!Array.isArray(list)) throw new DirectiveError(`expected a list in a problem, got "${words}"`);
  return numerals[list.length] ?? String(list.length);
};
