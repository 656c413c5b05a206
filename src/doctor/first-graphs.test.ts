import { describe, expect, it } from 'vitest';
import { operationNames } from '../model/operations.ts';
import { canAnswer, everything, type Supports } from '../model/supports.ts';
import { ownGraphSubjects } from '../subjects/own-graphs.ts';
import type { Subject } from '../subjects/subject.ts';
import { firstContact } from './first-contact.ts';
import { firstGraphs } from './first-graphs.ts';

const claiming = (...ops: Supports['ops']): Supports => ({ ...everything, kinds: ['graph'], ops });

const opsOf = (supports: Supports) => firstGraphs(supports).map(({ nodes }) => nodes.map(({ op }) => op));

describe('first graphs', () => {
  it('are one that hangs together and two for every operation that is claimed', () => {
    const [whole, ...single] = opsOf(claiming(...operationNames));
    expect(whole).toEqual(['mul', 'tanh', 'add', 'mul', 'add', 'add', 'sum']);
    expect(single.map(([op]) => op)).toEqual([...operationNames, ...operationNames]);
  });

  it('ask for a gradient that is 0 because nothing depends on the variable', () => {
    const [whole] = firstGraphs(claiming('mul', 'add'));
    expect(whole?.wrt).toEqual(['x', 'y', 'aside', 'r']);
    expect(whole?.nodes.some(({ args }) => args.includes('aside'))).toBe(false);
  });

  it('are of numbers where nothing sums, and of an operation alone where that makes a number', () => {
    expect(opsOf(claiming('mul', 'add'))).toEqual([['mul', 'add', 'mul', 'add', 'add'], ['mul'], ['add']]);
    expect(opsOf(claiming('dot'))).toEqual([['dot'], ['dot']]);
    expect(opsOf(claiming('matmul'))).toEqual([]);
    expect(firstGraphs(claiming('tanh'))[0]?.inputs).toEqual({ x: 0.3 });
  });

  it('stay inside what is claimed', () => {
    for (const op of operationNames) {
      const supports = claiming(op, 'sum');
      const problems = firstGraphs(supports);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.filter((problem) => !canAnswer(supports, problem))).toEqual([]);
    }
    expect(firstGraphs(everything)).toEqual([]);
  });
});

describe('first contact over graphs', () => {
  const [own] = ownGraphSubjects();
  const foreign = (supports: Supports): Subject => {
    if (own === undefined) throw new Error('expected an implementation, got none');
    return { ...own, ours: false, supports };
  };

  it('finds a right implementation fine on all of them', async () => {
    const contact = await firstContact(foreign(claiming(...operationNames)));
    expect(contact).toMatchObject({ kind: 'fine', problems: 2 * operationNames.length + 1 });
  });

  it('says so where no graph can be made of what is claimed', async () => {
    expect(await firstContact(foreign(claiming('matmul')))).toEqual({
      kind: 'nothing-verified',
      sentence: 'its declaration supports no problem of ours',
    });
  });
});
