import { describe, expect, it } from 'vitest';
import { BlockError, blocksOf, withOutputs } from './blocks.ts';
import { markdownFiles, markdownOf } from './files.ts';
import { runBlocks, runTypeScript } from './run-block.ts';

const page = 'A.\n\n```ts\nconsole.log(1);\n```\n\n```text\n1\n```\n\n```json\n{}\n```\n';

describe('a page', () => {
  it('has its blocks with their outputs and lines', () => {
    expect(blocksOf(page, 'a.md')).toEqual([
      { language: 'ts', code: 'console.log(1);\n', output: '1\n', line: 3 },
    ]);
  });

  it('refuses code without an output', () => {
    expect(() => blocksOf('```ts\nlet x;\n```\n\nwords\n', 'a.md')).toThrow(
      new BlockError('a.md:1: expected a block of text below the code, got none'),
    );
  });

  it('is renewed output by output', () => {
    expect(withOutputs(page, ['2\n'])).toBe(page.replace('\n1\n', '\n2\n'));
    expect(withOutputs(page, [undefined])).toBe(page);
  });
});

it('a block that throws fails, and the others run', () => {
  expect(runTypeScript(["throw new Error('no');", "console.log('yes', { a: 1 });"])).toEqual([
    { kind: 'failed', text: 'Error: no' },
    { kind: 'printed', text: 'yes { a: 1 }\n' },
  ]);
});

it('a language that nobody can run fails', () => {
  expect(runBlocks([{ language: 'cobol', code: '', output: '', line: 1 }])).toEqual([
    { kind: 'failed', text: 'expected ts or python, got cobol' },
  ]);
});

describe('TypeScript in README.md and spec/', () => {
  const blocks = markdownFiles().flatMap((file) =>
    blocksOf(markdownOf(file), file).map((block) => ({ file, ...block })),
  );
  const ours = blocks.filter(({ language }) => language === 'ts');
  const runs = runBlocks(ours);

  it('is found', () => {
    expect(ours.length).toBeGreaterThanOrEqual(19);
    expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(['ts', 'python']));
  });

  it.each(ours.map((block, index) => [`${block.file}:${block.line}`, block, index] as const))(
    '%s prints what stands below it',
    (_, { output }, index) => {
      expect(runs[index]).toEqual({ kind: 'printed', text: output });
    },
  );
});
