import { describe, expect, it } from 'vitest';
import { implementations } from '../gradients/registry.ts';
import { activationNames, canAnswer, everything, lossNames, type Supports } from '../model/supports.ts';
import { ownSubject } from '../subjects/own.ts';
import type { Subject } from '../subjects/subject.ts';
import { firstContact } from './first-contact.ts';
import { firstProblems } from './first-problems.ts';

const kindsOf = (supports: Supports) =>
  firstProblems(supports).map(({ loss, layers }) => `${loss.name} ${layers.at(-1)?.activation.name}`);

describe('first problems', () => {
  it('cover every loss and every activation of the last layer that the format has', () => {
    const kinds = kindsOf(everything);
    for (const loss of lossNames) expect(kinds.some((kind) => kind.startsWith(`${loss} `))).toBe(true);
    for (const name of activationNames) expect(kinds).toContain(`squared-error ${name}`);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('are small, have weights that are not square, and start with what bends', () => {
    const [first] = firstProblems(everything);
    expect(first?.layers.map(({ activation }) => activation.name)).toEqual(['sigmoid', 'sigmoid']);
    expect(first?.layers.map(({ weights }) => [weights.length, weights[0]?.length])).toEqual([
      [3, 2],
      [4, 3],
    ]);
    expect(first?.inputs.length).toBe(2);
  });

  it.each<[string, Partial<Supports>]>([
    ['one layer', { maxLayers: 1 }],
    ['one unit per layer', { maxWidth: 1 }],
    ['one example', { maxExamples: 1 }],
    ['a fixed shape', { fixedShape: [4, 2, 2, 3] }],
    ['penalties only', { penalties: ['l2'] }],
    ['penalties on biases only', { penalties: ['l2-biases'] }],
    [
      'softmax and cross-entropy',
      { activations: { hidden: ['relu'], output: ['softmax'] }, losses: ['cross-entropy'] },
    ],
    ['maxout', { activations: { hidden: ['maxout'], output: ['maxout'] } }],
  ])('stay inside %s', (_, claimed) => {
    const supports = { ...everything, ...claimed };
    const problems = firstProblems(supports);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.filter((problem) => !canAnswer(supports, problem))).toEqual([]);
  });

  it('are none where nothing is claimed', () => {
    expect(firstProblems({ ...everything, losses: [] })).toEqual([]);
  });
});

describe('first contact', () => {
  const [implementation] = implementations;
  const foreign = (supports: Supports): Subject => {
    if (implementation === undefined) throw new Error('expected an implementation, got none');
    return { ...ownSubject(implementation), ours: false, supports };
  };

  it('finds a right implementation fine on the first problem of every loss and activation', async () => {
    const kinds = lossNames.flatMap((loss) =>
      activationNames.map((output) => ({
        ...everything,
        losses: [loss],
        activations: { hidden: activationNames, output: [output] },
      })),
    );
    const contacts = await Promise.all(kinds.map((supports) => firstContact(foreign(supports))));
    const asked = contacts.filter(({ kind }) => kind !== 'nothing-verified');
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(({ kind }) => kind !== 'fine')).toEqual([]);
  });

  it('says so where nothing is claimed', async () => {
    expect(await firstContact(foreign({ ...everything, losses: [] }))).toEqual({
      kind: 'nothing-verified',
      sentence: 'its declaration supports no problem of ours',
    });
  });
});
