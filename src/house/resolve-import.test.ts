import { expect, it } from 'vitest';
import { refusedIn } from './test-refusals.ts';

it.each([
  [
    'a detour through the same room',
    'src/model/problem.ts',
    `import { x } from '../model/../judge/judge.ts';`,
    'src/model/problem.ts:1 imports src/judge/judge.ts: src/model may import ./spec',
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
])('an import is refused for where it leads: %s', (_, file, text, violation) => {
  expect(refusedIn(file, text)).toEqual([violation]);
});
