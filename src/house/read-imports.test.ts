import { expect, it } from 'vitest';
import { refusedIn, witness } from './test-refusals.ts';

it.each([
  [
    'over several lines',
    'src/witness/central.ts',
    `\nimport {\n  all,\n} from\n  '../gradients/registry.ts';`,
    `src/witness/central.ts:2 imports src/gradients/registry.ts: ${witness}`,
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
    'a path computed at run time',
    'src/oracle/oracle.ts',
    'const room = await import("../gradients/" + name);',
    'src/oracle/oracle.ts:1 imports a path computed at run time: src/oracle may not',
  ],
])('an import is seen in the form of %s', (_, file, text, violation) => {
  expect(refusedIn(file, text)).toEqual([violation]);
});
