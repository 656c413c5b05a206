import { describe, expect, it } from 'vitest';
import { houseRules } from './house-rules.ts';
import { inspectImports } from './imports.ts';
import { refusedIn, witness } from './test-refusals.ts';

const perWeight =
  'src/gradients/per-weight may import model types, arithmetic/arithmetic.ts types, gradients/implementation.ts types';

const recursion = perWeight.replace('per-weight', 'delta-recursion');

describe('an import is refused', () => {
  it.each([
    [
      'a room that is not granted',
      'src/witness/central.ts',
      `\n\nimport { all } from '../gradients/registry.ts';`,
      `src/witness/central.ts:3 imports src/gradients/registry.ts: ${witness}`,
    ],
    [
      'values where only types are granted',
      'src/witness/central.ts',
      `import { float64 } from '../arithmetic/float64.ts';`,
      `src/witness/central.ts:1 imports values of src/arithmetic/float64.ts: ${witness}`,
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
      'a test',
      'src/cli/main.ts',
      `import x from './main.test.ts';`,
      'src/cli/main.ts:1 imports src/cli/main.test.ts: nothing imports a test',
    ],
    [
      'what tests share, by what is none',
      'src/cli/main.ts',
      `import x from './test-command.ts';`,
      'src/cli/main.ts:1 imports src/cli/test-command.ts: only tests import what they share',
    ],
    [
      'across the implementations, by what tests share',
      'src/gradients/grad-table/test-networks.ts',
      `import { x } from '../per-weight/paths.ts';`,
      'src/gradients/grad-table/test-networks.ts:1 imports src/gradients/per-weight/paths.ts: a test may import any room, except across the implementations',
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
