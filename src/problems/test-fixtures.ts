/** The fixtures of this repository by name. */

import type { Fixture } from './fixture.ts';
import { loadFixtures } from './fixtures.ts';

/** Where they lie. */
export const folder = new URL('../../fixtures/', import.meta.url);

const fixtures = loadFixtures();

const named = <K extends Fixture['kind']>(kind: K, id: string): Extract<Fixture, { kind: K }> => {
  const found = fixtures.find(
    (fixture): fixture is Extract<Fixture, { kind: K }> => fixture.kind === kind && fixture.id === id,
  );
  if (found === undefined) throw new Error(`no fixture ${id} of kind ${kind}`);
  return found;
};

/** A worked example of a gradient. Throws where there is none of this name. */
export const gradientFixture = (id: string) => named('gradient', id);

/** An activation at some points. Throws where there is none of this name. */
export const activationFixture = (id: string) => named('activation', id);

/** A worked example of a step. Throws where there is none of this name. */
export const trainingFixture = (id: string) => named('training', id);
