import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { bytes, fault, quoted, seconds } from './fault.ts';
import { notebook } from './notes.ts';
import { deathFault, lateFault } from './program/no-answer.ts';
import { shellWord, shown } from './shell-words.ts';
import { lastLine, stderrTail } from './stderr-tail.ts';
import { isTooLarge } from './too-large.ts';

describe('sizes and times', () => {
  it.each([
    [1, '1 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [2 ** 31, '2 GiB'],
    [2.1 * 2 ** 30, '2.1 GiB'],
    [2 ** 43, '8192 GiB'],
  ])('%d bytes are %s', (count, text) => {
    expect(bytes(count)).toBe(text);
  });

  it('500 ms are 0.5 s', () => {
    expect(seconds(500)).toBe('0.5 s');
  });
});

it('a long text of a subject is cut', () => {
  expect(quoted('x'.repeat(1000))).toBe(`"${'x'.repeat(200)}..."`);
});

describe('stderr', () => {
  const tailOf = async (...chunks: readonly string[]): Promise<string> => {
    const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
    const tail = stderrTail(stream);
    await new Promise((resolve) => stream.on('end', resolve));
    return tail();
  };

  it('is kept to its last 4 KiB, however it comes', async () => {
    const text = Array.from({ length: 3000 }, (_, line) => `line ${line}\n`).join('');
    expect(await tailOf(text)).toBe(text.slice(-4096));
    expect(await tailOf(...(text.match(/[\s\S]{1,100}/g) ?? []))).toBe(text.slice(-4096));
  });

  it.each([
    ['', ''],
    ['out of cheese\n\n', '; last line of its stderr: "out of cheese"'],
    [
      'Traceback (most recent call last):\n  File "net.py", line 1\nValueError: shapes\n',
      '; last line of its stderr: "ValueError: shapes"',
    ],
    [
      'net.mjs:3\n    x.y;\n    ^\n\nTypeError: x is undefined\n    at net.mjs:3:5\n\nNode.js v24.0.0\n',
      '; last line of its stderr: "TypeError: x is undefined"',
    ],
    ["thread 'main' panicked at net.rs:3:\nnote: run with RUST_BACKTRACE=1\n", /panicked at net.rs:3:"$/],
    ['\u001b[31mred\n', '; last line of its stderr: "\\u001b[31mred"'],
  ])('%j: its last line says what happened', (tail, line) => {
    if (typeof line === 'string') expect(lastLine(tail)).toBe(line);
    else expect(lastLine(tail)).toMatch(line);
  });
});

describe('no answer', () => {
  const nothing = { unfinished: '', bytes: 0, closed: false };
  it.each([
    [nothing, true, 'TIMEOUT no answer in 5 s'],
    [
      nothing,
      false,
      'TIMEOUT no answer in 5 s, the program is alive; if it prints without flushing: print(..., flush=True)',
    ],
    [{ ...nothing, closed: true }, false, 'TIMEOUT no answer in 5 s; it closed its stdout'],
    [{ ...nothing, bytes: 29 }, false, 'TIMEOUT no answer in 5 s; 29 bytes of an unfinished line were read'],
    [{ ...nothing, stray: 'hm' }, true, 'NOT-JSON no answer in 5 s, only lines that are not messages: "hm"'],
  ])('%j, ever answered: %s', (instead, everAnswered, says) => {
    const { code, message } = lateFault(instead, 5000, everAnswered);
    expect(`${code} ${message}`).toBe(says);
  });

  it('but a death says how, whether it had greeted, and what it left of a line', () => {
    const died = fault('error', 'DIED', 'exited with status 1; last line of its stderr: "a; b"');
    const half = { unfinished: '{"js', bytes: 4, closed: true };
    expect(deathFault(died, nothing, null).message).toBe(died.message);
    expect(deathFault(died, half, 'net.py').message).toBe(
      'exited with status 1 before answering; last line of its stderr: "a; b"; ended with an unfinished line: "{\\"js"; try: net.py </dev/null',
    );
  });
});

describe('words for a shell', () => {
  it.each([
    ['net.py', 'net.py'],
    ['--lr=0.1', '--lr=0.1'],
    ['my net.py', "'my net.py'"],
    ["it's", "'it'\\''s'"],
    ['$(rm -rf x)', "'$(rm -rf x)'"],
    ['', "''"],
  ])('%j is %s', (word, quotedWord) => {
    expect(shellWord(word)).toBe(quotedWord);
  });

  it('are cut where a command is long', () => {
    expect(shown(['python3', 'x'.repeat(100)])).toHaveLength(83);
  });
});

it('notes are counted, and there are at most twenty', () => {
  const notes = notebook();
  for (let count = 0; count < 100; count += 1) notes.add(`note ${count % 30}`);
  notes.add('note 0', 'PRINTED-SHORT');
  expect(notes.all()).toHaveLength(20);
  expect(notes.all()[0]).toEqual({ code: 'PRINTED-SHORT', message: 'note 0', times: 5 });
  expect(notes.all()[19]).toEqual({ message: 'note 19', times: 3 });
});

describe('too large to be sent', () => {
  it.each([
    ['a small answer', { gradients: { weights: [[1, 2]], biases: [null] } }, false],
    ['five million numbers in one array', new Float64Array(5_000_001), true],
    ['a long text', ['x'.repeat(5_000_001)], true],
    ['many lists', Array.from({ length: 2000 }, () => new Float64Array(3000)), true],
  ])('%s: %s', (_, value, large) => {
    expect(isTooLarge(value)).toBe(large);
  });
});
