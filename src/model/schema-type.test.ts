import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import answerSchema from '#spec/schema/answer.schema.json' with { type: 'json' };
import problemSchema from '#spec/schema/problem.schema.json' with { type: 'json' };
import type { Difference, Read, UnknownKeyword, Written } from './schema-type.ts';
import { type Planted, planted } from './test-schema-differences.ts';

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
