/** `spec/protocol.md` is all that the author of an adapter has: what the code and the schemas know must stand there. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import declarationSchema from '#spec/schema/declaration.schema.json' with { type: 'json' };
import { activationNames, lossNames, penaltyKinds } from '../../model/supports.ts';
import { defaultLimits } from '../limits.ts';

const page = readFileSync(new URL('../../../spec/protocol.md', import.meta.url), 'utf8');

const { properties } = declarationSchema;

describe('the page of the protocol names', () => {
  it.each([
    ...activationNames,
    ...lossNames,
    ...penaltyKinds,
    ...Object.keys(properties),
    ...Object.keys(properties.implementation.properties),
    ...Object.keys(properties.supports.properties),
    ...declarationSchema.$defs.precision.enum,
    'gradients.weights',
    'gradients.biases',
    'gradients.inputs',
    'cost',
    'outputs',
    'deltas',
  ])('%s', (name) => {
    expect(page).toContain(`\`${name}\``);
  });

  it.each([-32001, -32002, -32003])('the error %i', (code) => {
    expect(page).toContain(`| ${code} |`);
  });

  it('the limits that hold where no option says otherwise', () => {
    const { startMilliseconds, problemMilliseconds, restarts, memoryBytes, window, lineBytes } =
      defaultLimits;
    for (const limit of [
      `${startMilliseconds / 1000} s (\`--start-timeout\`)`,
      `${problemMilliseconds / 1000} s (\`--timeout\`)`,
      `${restarts} times (\`--restarts\`)`,
      `${memoryBytes / 2 ** 30} GiB (\`--memory\`)`,
      `(\`--window\`, ${window})`,
      `${lineBytes / 2 ** 20} MiB`,
    ])
      expect(page).toContain(limit);
  });
});
