import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCycle } from './cycles.ts';
import { houseRules, readSources } from './house-rules.ts';
import { inspectImports } from './imports.ts';
import { implementations, type Room, rooms } from './rooms.ts';
import { root } from './tree.ts';

const perWeight =
  'src/gradients/per-weight may import model types, arithmetic/arithmetic.ts types, gradients/implementation.ts types';
const recursion = perWeight.replace('per-weight', 'delta-recursion');
const witness = 'src/witness may import model, arithmetic types, bounds';

/** The violations in one planted file. */
const refusedIn = (file: string, text: string): readonly string[] =>
  inspectImports({ [file]: text }, houseRules).violations;

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

describe('an import is refused', () => {
  it.each([
    [
      'a room that is not granted',
      'src/witness/central.ts',
      `\n\nimport { all } from '../gradients/registry.ts';`,
      `src/witness/central.ts:3 imports src/gradients/registry.ts: ${witness}`,
    ],
    [
      'over several lines',
      'src/witness/central.ts',
      `\nimport {\n  all,\n} from\n  '../gradients/registry.ts';`,
      `src/witness/central.ts:2 imports src/gradients/registry.ts: ${witness}`,
    ],
    [
      'values where only types are granted',
      'src/witness/central.ts',
      `import { float64 } from '../arithmetic/float64.ts';`,
      `src/witness/central.ts:1 imports values of src/arithmetic/float64.ts: ${witness}`,
    ],
    [
      'inline types, which still load the file',
      'src/witness/central.ts',
      `import { type A } from '../arithmetic/arithmetic.ts';`,
      `src/witness/central.ts:1 imports values of src/arithmetic/arithmetic.ts: ${witness}`,
    ],
    [
      'for its effect',
      'src/model/problem.ts',
      `import '../judge/judge.ts';`,
      'src/model/problem.ts:1 imports src/judge/judge.ts: src/model may import ./spec',
    ],
    [
      'a type across the implementations',
      'src/gradients/delta-recursion/deltas.ts',
      `import type { Path } from '../per-weight/paths.ts';`,
      `src/gradients/delta-recursion/deltas.ts:1 imports src/gradients/per-weight/paths.ts: ${recursion}`,
    ],
    [
      'an inline import type across the implementations',
      'src/gradients/delta-recursion/deltas.ts',
      `let path: import('../per-weight/paths.ts').Path;`,
      `src/gradients/delta-recursion/deltas.ts:1 imports src/gradients/per-weight/paths.ts: ${recursion}`,
    ],
    [
      'the type of a module across the implementations',
      'src/gradients/delta-recursion/deltas.ts',
      `let all: typeof import('../per-weight/paths.ts');`,
      `src/gradients/delta-recursion/deltas.ts:1 imports src/gradients/per-weight/paths.ts: ${recursion}`,
    ],
    [
      'values of the model in an implementation',
      'src/gradients/per-weight/paths.ts',
      `import { isMaxout } from '../../model/problem.ts';`,
      `src/gradients/per-weight/paths.ts:1 imports values of src/model/problem.ts: ${perWeight}`,
    ],
    [
      'an arithmetic of its own choice in an implementation',
      'src/gradients/per-weight/paths.ts',
      `import type { X } from '../../arithmetic/float64.ts';`,
      `src/gradients/per-weight/paths.ts:1 imports src/arithmetic/float64.ts: ${perWeight}`,
    ],
    [
      'a package in an implementation',
      'src/gradients/per-weight/paths.ts',
      `import { exp } from 'mathjs/number';`,
      'src/gradients/per-weight/paths.ts:1 imports mathjs: src/gradients/per-weight may import no package',
    ],
    [
      'a node: module in a pure room',
      'src/bounds/bound.ts',
      `import { readFileSync } from 'node:fs';`,
      'src/bounds/bound.ts:1 imports node:fs: src/bounds may import no package',
    ],
    [
      'a package that is not among those granted',
      'properties/batch.ts',
      `import { test } from '@fast-check/vitest/x';`,
      'properties/batch.ts:1 imports @fast-check/vitest: properties may import no package but fast-check',
    ],
    [
      'values of a package whose types are granted',
      'src/judge/property.ts',
      `import fc from 'fast-check';`,
      'src/judge/property.ts:1 imports fast-check: src/judge may import no package but fast-check types',
    ],
    [
      'a re-export',
      'src/bounds/bound.ts',
      `export { ask } from '../oracle/oracle.ts';`,
      'src/bounds/bound.ts:1 imports src/oracle/oracle.ts: src/bounds may import model',
    ],
    [
      'a re-export of everything',
      'src/bounds/bound.ts',
      `export * from '../witness/central.ts';`,
      'src/bounds/bound.ts:1 imports src/witness/central.ts: src/bounds may import model',
    ],
    [
      'a dynamic import',
      'src/reports/console.ts',
      'const oracle = await import(`../oracle/consult.ts`);',
      'src/reports/console.ts:1 imports src/oracle/consult.ts: src/reports may import model, judge',
    ],
    [
      'require',
      'src/descent/descent.ts',
      `const model = require('../model/problem.ts');`,
      'src/descent/descent.ts:1 imports values of src/model/problem.ts: src/descent may import model types',
    ],
    [
      'a require made in place',
      'src/descent/descent.ts',
      `const model = createRequire(import.meta.url)('../model/problem.ts');`,
      'src/descent/descent.ts:1 imports values of src/model/problem.ts: src/descent may import model types',
    ],
    [
      'require of an old kind',
      'src/descent/descent.ts',
      `import model = require('../model/problem.ts');`,
      'src/descent/descent.ts:1 imports values of src/model/problem.ts: src/descent may import model types',
    ],
    [
      'import.meta.resolve',
      'src/descent/descent.ts',
      `import.meta.resolve('../model/problem.ts');`,
      'src/descent/descent.ts:1 imports values of src/model/problem.ts: src/descent may import model types',
    ],
    [
      'JSON with an attribute',
      'src/witness/central.ts',
      `import xor from '#fixtures/xor.json' with { type: 'json' };`,
      `src/witness/central.ts:1 imports fixtures/xor.json: ${witness}`,
    ],
    [
      'a detour through the same room',
      'src/model/problem.ts',
      `import { x } from '../model/../judge/judge.ts';`,
      'src/model/problem.ts:1 imports src/judge/judge.ts: src/model may import ./spec',
    ],
    [
      'a path computed at run time',
      'src/oracle/oracle.ts',
      'const room = await import("../gradients/" + name);',
      'src/oracle/oracle.ts:1 imports a path computed at run time: src/oracle may not',
    ],
    [
      'an absolute path',
      'src/cli/main.ts',
      `import x from 'file:///x.ts';`,
      'src/cli/main.ts:1 imports file:///x.ts: expected a relative path, a # import or a package',
    ],
    [
      'a path out of the repository',
      'src/cli/main.ts',
      `import x from '../../../other/x.ts';`,
      'src/cli/main.ts:1 imports ../../../other/x.ts: it lies outside the repository',
    ],
    [
      'an alias that package.json does not have',
      'src/cli/main.ts',
      `import x from '#nowhere';`,
      'src/cli/main.ts:1 imports #nowhere: package.json has no such entry under imports',
    ],
    [
      'the package by its own name',
      'src/cli/main.ts',
      `import x from 'backproof/vitest';`,
      'src/cli/main.ts:1 imports backproof/vitest: inside, import the file, not the package',
    ],
    [
      'a test',
      'src/cli/main.ts',
      `import x from './main.test.ts';`,
      'src/cli/main.ts:1 imports src/cli/main.test.ts: nothing imports a test',
    ],
    [
      'a file outside all rooms',
      'src/cli/main.ts',
      `import x from '../gradients/shared.ts';`,
      'src/cli/main.ts:1 imports src/gradients/shared.ts: it belongs to no room',
    ],
    [
      'an implementation past the registry',
      'src/cli/main.ts',
      `import x from '../gradients/grad-table/table.ts';`,
      expect.stringMatching(
        /^src\/cli\/main.ts:1 imports src\/gradients\/grad-table\/table.ts: src\/cli may /,
      ),
    ],
    [
      'from a test across the implementations',
      'src/gradients/grad-table/table.test.ts',
      `import { x } from '../per-weight/paths.ts';`,
      'src/gradients/grad-table/table.test.ts:1 imports src/gradients/per-weight/paths.ts: a test may import any room, except across the implementations',
    ],
    [
      'our code in an adapter',
      'adapters/numpy/check.mjs',
      `import '../../src/model/problem.ts';`,
      'adapters/numpy/check.mjs:1 imports src/model/problem.ts: adapters may import nothing outside its own folder',
    ],
    [
      'more than types of the package in a template',
      'adapters/templates/net.mts',
      `import { defineSubject } from 'backproof';`,
      'adapters/templates/net.mts:1 imports backproof: adapters/templates may import no package but backproof types, node:fs, node:readline',
    ],
  ])('%s', (_, file, text, violation) => {
    expect(refusedIn(file, text)).toEqual([violation]);
  });

  it('a type that reaches another implementation through a re-export in a third room', () => {
    const { violations } = inspectImports(
      {
        'src/model/leak.ts': `export type { Path } from '../gradients/per-weight/paths.ts';`,
        'src/gradients/delta-recursion/deltas.ts': `import type { Path } from '../../model/leak.ts';`,
      },
      houseRules,
    );
    expect(violations).toEqual([
      'src/model/leak.ts:1 imports src/gradients/per-weight/paths.ts: src/model may import ./spec',
    ]);
  });

  it('each time, not once per file', () => {
    expect(
      refusedIn('src/bounds/a.ts', `import '../oracle/a.ts';\nexport * from '../oracle/b.ts';`),
    ).toHaveLength(2);
  });
});

describe('a file is refused', () => {
  it('outside all rooms', () => {
    expect(refusedIn('src/utils/array.ts', '')).toEqual(['src/utils/array.ts belongs to no room']);
    expect(refusedIn('src/gradients/shared.ts', '')).toEqual(['src/gradients/shared.ts belongs to no room']);
  });

  it('when it cannot be parsed', () => {
    expect(refusedIn('src/model/problem.ts', 'import {')).toEqual([
      expect.stringMatching(/^src\/model\/problem\.ts cannot be parsed: Unexpected token/),
    ]);
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
