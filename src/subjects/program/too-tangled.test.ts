import { expect, it } from 'vitest';
import { tangleIn } from './too-tangled.ts';

const long = 2 ** 20;
const deep = 'nests lists and objects more than 64 deep';
const many = 'holds more than 1000000 lists and objects';

const nested = (depth: number, [open, close]: readonly [string, string]): string =>
  open.repeat(depth) + close.repeat(depth);

it.each([
  ['a short line, however deep', nested(1000, ['[', ']']), undefined],
  ['a long text', `"${'['.repeat(long)}"`, undefined],
  ['a long text with quotation marks in it', `["${'\\"[{'.repeat(long)}"]`, undefined],
  [
    'a long text that ends with a backslash',
    `["${'x'.repeat(long)}\\\\",${nested(63, ['[', ']'])}]`,
    undefined,
  ],
  ['lists after such a text', `["${'x'.repeat(long)}\\\\",${nested(64, ['[', ']'])}]`, deep],
  ['many short rows', `[${'[1],'.repeat(500_000)}[]]`, undefined],
  ['a long line of deep lists', nested(long, ['[', ']']), deep],
  ['a long line of deep objects', nested(long, ['{"a":', '}']), deep],
  ['lists and numbers by turns', nested(long, ['[0,', ']']), deep],
  ['more lists than any answer has', `[${'[],'.repeat(1_000_000)}1]`, many],
  ['more objects than any answer has', `[${'{},'.repeat(1_000_000)}1]`, many],
  ['a text without an end', `["${'x'.repeat(long)}`, undefined],
])('%s', (_, line, tangle) => {
  expect(tangleIn(line)).toBe(tangle);
});
