import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCycle } from './cycles.ts';
import { houseRules, readSources } from './house-rules.ts';
import { inspectImports } from './imports.ts';
import { implementations, type Room, rooms } from './rooms.ts';
import { root } from './tree.ts';

describe('this repository', () => {
  const { files, imports, violations, edges } = inspectImports(readSources(), houseRules);

  it('imports only what the table of rooms allows', () => {
    expect(violations).toEqual([]);
  });

  it('is inspected whole: every file on disk, by a listing of its own, was read', () => {
    const onDisk = globSync(
      '{*,{.ci,adapters,bench,bin,fixtures,properties,spec,src}/**/*}.{ts,mts,cts,tsx,js,mjs,cjs,jsx}',
      {
        cwd: root,
        exclude: ['**/node_modules/**'],
      },
    );
    expect([...files].toSorted()).toEqual(onDisk.toSorted());
    expect(files.length).toBeGreaterThanOrEqual(200);
    expect(imports).toBeGreaterThanOrEqual(700);
  });

  it('has no cycle between rooms', () => {
    expect(edges.length).toBeGreaterThan(0);
    expect(findCycle(edges)).toBeUndefined();
  });
});

describe('the table of rooms', () => {
  const grantsOf = ({ may }: Room): readonly string[] =>
    may === 'anything' ? [] : may.map((grant) => grant.replace(/ types$/, ''));
  const edges = rooms.flatMap((room) => grantsOf(room).map((grant) => [room.place, grant] as const));
  const reachable = (from: string): readonly string[] =>
    edges.filter(([place]) => place === from).flatMap(([, to]) => [to, ...reachable(to)]);

  it('grants only rooms, or files in rooms', () => {
    const places = rooms.map(({ place }) => place);
    const homeless = edges.filter(([, to]) => !places.some((place) => `${to}/`.startsWith(`${place}/`)));
    expect(homeless).toEqual([]);
  });

  it('has no cycle', () => {
    expect(findCycle(edges)).toBeUndefined();
  });

  it('leads from no implementation to another, by any number of steps', () => {
    for (const place of implementations)
      expect(new Set(reachable(place))).toEqual(
        new Set(['src/model', 'spec', 'src/arithmetic/arithmetic.ts', 'src/gradients/implementation.ts']),
      );
  });

  it('leads neither from the witness nor from the bounds to an implementation', () => {
    for (const place of ['src/witness', 'src/bounds'])
      expect(reachable(place).filter((to) => /gradients|oracle/.test(to))).toEqual([]);
  });
});

describe('an import is allowed', () => {
  it.each([
    ['of the own folder', 'src/judge/judge.ts', `import { x } from './findings.ts';`],
    ['of a granted room', 'src/witness/central.ts', `import { x } from '../model/problem.ts';`],
    [
      'of types where types are granted',
      'src/witness/central.ts',
      `import type { A } from '../arithmetic/arithmetic.ts';`,
    ],
    [
      'of a type in place',
      'src/witness/central.ts',
      `let a: import('../arithmetic/arithmetic.ts').Arithmetic<number>;`,
    ],
    [
      'of JSON by an alias',
      'src/spec/clauses.ts',
      `import c from '#spec/clauses.json' with { type: 'json' };`,
    ],
    ['of any room by a test', 'src/witness/central.test.ts', `import { x } from '../gradients/registry.ts';`],
    ['of what tests share by a test', 'src/cli/main.test.ts', `import { x } from './test-command.ts';`],
    [
      'of any room by what tests share',
      'src/witness/test-networks.ts',
      `import { x } from '../oracle/a.ts';`,
    ],
    ['of a package by a test', 'src/judge/judge.test.ts', `import { test } from 'vitest';`],
    ['of a computed path where modules are loaded', 'src/subjects/module.ts', 'await import(url);'],
    ['of the types of a package', 'src/judge/property.ts', `import type fc from 'fast-check';`],
    [
      'of anything by a benchmark',
      'bench/speed.ts',
      `import { x } from '../src/gradients/per-weight/paths.ts';`,
    ],
  ])('%s', (_, file, text) => {
    const { imports, violations } = inspectImports({ [file]: text }, houseRules);
    expect({ imports, violations }).toEqual({ imports: 1, violations: [] });
  });
});
