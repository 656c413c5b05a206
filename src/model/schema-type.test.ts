import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import answerSchema from '#spec/schema/answer.schema.json' with { type: 'json' };
import problemSchema from '#spec/schema/problem.schema.json' with { type: 'json' };
import type { Difference, Read, UnknownKeyword, Written } from './schema-type.ts';

/** A schema and the source of a type, one of them with a passage replaced: planted to be found. */
interface Planted {
  readonly title: string;
  readonly noun: 'problem' | 'answer';
  readonly side: 'schema' | 'types';
  readonly from: string;
  readonly to: string;
  /** Part of what the compiler must find to be different. */
  readonly difference: string;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const sources = {
  problem: {
    type: 'MlpProblem',
    schema: JSON.stringify(problemSchema),
    types: readFileSync(here('problem.ts'), 'utf8'),
  },
  answer: {
    type: 'SubjectAnswer',
    schema: JSON.stringify(answerSchema),
    types: readFileSync(here('answer.ts'), 'utf8'),
  },
};

const planted: readonly Planted[] = [
  {
    title: 'an optional key more in the schema',
    noun: 'problem',
    side: 'schema',
    from: '"id":{"type":"string"',
    to: '"seed":{"type":"number"},"id":{"type":"string"',
    difference: '.seed: number',
  },
  {
    title: 'a required key more in the schema',
    noun: 'problem',
    side: 'schema',
    from: '"required":["name","alpha","beta"],"additionalProperties":false,"properties":{',
    to: '"required":["name","alpha","beta","gamma"],"additionalProperties":false,"properties":{"gamma":{"type":"number"},',
    difference: '.layers[]<linear>.activation<linear>.gamma: number',
  },
  {
    title: 'an optional key less in the schema',
    noun: 'problem',
    side: 'schema',
    from: '"penalty":{"$ref":"#/$defs/penalty"},',
    to: '',
    difference: '.penalty is optional',
  },
  {
    title: 'an optional key that the schema requires',
    noun: 'problem',
    side: 'schema',
    from: '"required":["kind"',
    to: '"required":["penalty","kind"',
    difference: '.penalty is optional',
  },
  {
    title: 'a parameter that the schema does not require',
    noun: 'problem',
    side: 'schema',
    from: '"required":["name","alpha","beta"]',
    to: '"required":["name","alpha"]',
    difference: '.layers[]<linear>.activation<linear>.beta is optional',
  },
  {
    title: 'an activation less in the schema',
    noun: 'problem',
    side: 'schema',
    from: '"enum":["identity","sigmoid","tanh","relu","softmax"]',
    to: '"enum":["identity","sigmoid","tanh","relu"]',
    difference: '.layers[]<relu>.activation<softmax>.name',
  },
  {
    title: 'a loss more in the schema',
    noun: 'problem',
    side: 'schema',
    from: '"hinge"]',
    to: '"hinge","huber"]',
    difference: '.loss<huber>.scale: number',
  },
  {
    title: 'a penalty more in the schema',
    noun: 'problem',
    side: 'schema',
    from: '["l2"]',
    to: '["l2","l1"]',
    difference: '.penalty<l1>.lambda: number',
  },
  {
    title: 'another type of a parameter in the schema',
    noun: 'problem',
    side: 'schema',
    from: '"pieces":{"type":"integer"',
    to: '"pieces":{"type":"string"',
    difference: '.layers[]<maxout>.activation<maxout>.pieces: string',
  },
  {
    title: 'biases that the schema does not let be null',
    noun: 'problem',
    side: 'schema',
    from: '"type":["array","null"]',
    to: '"type":["array"]',
    difference: '.layers[]<relu>.biases: null',
  },
  {
    title: 'a condition on another name in the schema',
    noun: 'problem',
    side: 'schema',
    from: '{"name":{"const":"linear"}}',
    to: '{"name":{"const":"elu"}}',
    difference: '.layers[]<elu>.activation<linear>.beta: number',
  },
  {
    title: 'a keyword that the reading does not know',
    noun: 'problem',
    side: 'schema',
    from: '"additionalProperties":false',
    to: '"patternProperties":{}',
    difference: '.unknownKeyword: "patternProperties"',
  },
  {
    title: 'an optional field more in the types',
    noun: 'problem',
    side: 'types',
    from: 'readonly name: LossName;',
    to: 'readonly name: LossName; readonly margin?: number;',
    difference: '.loss<hinge>.margin is optional',
  },
  {
    title: 'a required field more in the types',
    noun: 'problem',
    side: 'types',
    from: 'readonly pieces: number;',
    to: 'readonly pieces: number; readonly ties: boolean;',
    difference: '.layers[]<maxout>.activation<maxout>.ties: true',
  },
  {
    title: 'a field less in the types',
    noun: 'problem',
    side: 'types',
    from: 'readonly id?: string;',
    to: '',
    difference: '.id: string',
  },
  {
    title: 'an activation more in the types',
    noun: 'problem',
    side: 'types',
    from: "| { readonly name: 'softmax' }",
    to: "| { readonly name: 'softmax' } | { readonly name: 'gelu' }",
    difference: '.layers[]<relu>.activation<gelu>.name',
  },
  {
    title: 'a parameter more in the types',
    noun: 'problem',
    side: 'types',
    from: "readonly name: 'elu'; readonly alpha: number",
    to: "readonly name: 'elu'; readonly alpha: number; readonly beta?: number",
    difference: '.layers[]<elu>.activation<elu>.beta is optional',
  },
  {
    title: 'a loss less in the types',
    noun: 'problem',
    side: 'types',
    from: "| 'hinge'",
    to: '',
    difference: '.loss<hinge>.name',
  },
  {
    title: 'a part more in the schema',
    noun: 'answer',
    side: 'schema',
    from: '"cost":',
    to: '"loss":{"type":"boolean"},"cost":',
    difference: '.loss: true',
  },
  {
    title: 'a part that the schema requires',
    noun: 'answer',
    side: 'schema',
    from: '["gradients"]',
    to: '["gradients","cost"]',
    difference: '.cost is optional',
  },
  {
    title: 'another name for infinity in the schema',
    noun: 'answer',
    side: 'schema',
    from: '"-Infinity"',
    to: '"-inf"',
    difference: '.cost: "-inf"',
  },
  {
    title: 'a part more in the types',
    noun: 'answer',
    side: 'types',
    from: 'readonly outputs?: Matrix;',
    to: 'readonly outputs?: Matrix; readonly loss?: number;',
    difference: '.loss: number',
  },
  {
    title: 'a part that the types require',
    noun: 'answer',
    side: 'types',
    from: 'readonly cost?: number',
    to: 'readonly cost: number',
    difference: '.cost is optional',
  },
];

const folder = mkdtempSync(join(tmpdir(), 'schema-type-'));
let report: readonly string[] = [];

const write = (
  name: string,
  noun: Planted['noun'],
  edited: Partial<typeof sources.problem>,
  claim: string,
) => {
  const { type, schema, types } = { ...sources[noun], ...edited };
  const problem = JSON.stringify(here('problem.ts'));
  writeFileSync(join(folder, `${name}-types.ts`), types.replaceAll("'./problem.ts'", problem));
  writeFileSync(
    join(folder, `${name}.ts`),
    `import type { Difference, Read, Written } from ${JSON.stringify(here('schema-type.ts'))};
     import type { ${type} } from './${name}-types.ts';
     const schema = ${schema} as const;
     type Found = Difference<Read<typeof schema>, ${noun === 'answer' ? `Written<${type}>` : type}>;
     ${claim}`,
  );
};

const claimNone = 'export const none: [Found] extends [never] ? true : Found = true;';

beforeAll(() => {
  for (const noun of ['problem', 'answer'] as const) write(`same-${noun}`, noun, {}, claimNone);
  for (const [index, { noun, side, from, to, difference }] of planted.entries()) {
    if (!sources[noun][side].includes(from)) throw new Error(`nothing to replace: ${from}`);
    const edited = { [side]: sources[noun][side].replace(from, to) };
    write(`found-${index}`, noun, edited, `export const found: Found = ${JSON.stringify(difference)};`);
    write(`refused-${index}`, noun, edited, claimNone);
  }
  const compilerOptions = {
    types: [],
    rootDir: '/',
    rewriteRelativeImportExtensions: false,
    noUnusedLocals: false,
  };
  const config = { extends: here('../../tsconfig.json'), compilerOptions, include: [`${folder}/*.ts`] };
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = here('../../node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
    encoding: 'utf8',
    cwd: folder,
  });
  if (run.error !== undefined) throw run.error;
  report = `${run.stdout}${run.stderr}`.split('\n').filter((line) => /^\S/.test(line));
});

afterAll(() => rmSync(folder, { recursive: true }));

const about = (name: string): readonly string[] => report.filter((line) => line.startsWith(`${name}.ts(`));

test.each(['problem', 'answer'])('the schema and the types of the %s say the same', (noun) => {
  expect(about(`same-${noun}`)).toEqual([]);
});

test.each(planted.map((one, index) => ({ ...one, index })))(
  '$title is found as "$difference"',
  ({ index }) => {
    expect(about(`found-${index}`)).toEqual([]);
    expect(about(`refused-${index}`)).toHaveLength(1);
  },
);

test('the compiler reports nothing but the planted differences', () => {
  expect(report.filter((line) => !line.startsWith('refused-'))).toEqual([]);
});

test('a difference is named where it stands', () => {
  interface Narrow {
    readonly a: 1;
  }
  interface Wide extends Narrow {
    readonly b?: readonly 'x'[];
  }
  const named: Difference<Narrow, Wide> = '.b[]: "x"';
  // @ts-expect-error what both say is no difference
  const shared: Difference<Narrow, Wide> = '.a';
  const unread: Read<{ readonly pattern: 'x' }> extends UnknownKeyword<'pattern'> ? true : false = true;
  const written: Difference<Written<{ readonly c: number }>, { readonly c: number }> = '.c: "NaN"';
  expect([named, shared, unread, written]).toEqual(['.b[]: "x"', '.a', true, '.c: "NaN"']);
});
