import { expect, it } from 'vitest';
import { frameOf, readFrames } from './frames.ts';

const longest = 1000;

/** What is read of the bytes, given in pieces of this size. */
const readIn = (bytes: Buffer, size: number): readonly unknown[] => {
  const read: unknown[] = [];
  const push = readFrames(longest, {
    value: (value) => void read.push(value),
    unreadable: (reason) => void read.push(`stopped: ${reason}`),
  });
  for (let start = 0; start < bytes.length; start += size) push(bytes.subarray(start, start + size));
  return read;
};

const values = [
  { id: 1, rows: [Float64Array.of(1, Number.NaN)] },
  null,
  'text',
  [-0, Infinity],
  new Map([[1, 2]]),
];
const whole = Buffer.concat(values.map(frameOf));

it.each([1, 3, 4, 5, 64, 10_000])('values come as they were sent, in pieces of %d bytes', (size) => {
  expect(readIn(whole, size)).toEqual(values);
});

it.each([
  ['a length of more than is allowed', Buffer.from([0, 0, 4, 0]), 'too long'],
  ['the largest length', Buffer.from([255, 255, 255, 255, 1]), 'too long'],
  ['bytes that V8 does not write', Buffer.from([0, 0, 0, 4, 9, 9, 9, 9]), 'no value'],
  ['a frame of nothing', Buffer.from([0, 0, 0, 0]), 'no value'],
  [
    'a value that is cut',
    Buffer.concat([Buffer.from([0, 0, 0, 3]), frameOf('text').subarray(4, 7)]),
    'no value',
  ],
])('%s ends the reading', (_, bytes, reason) => {
  for (const size of [1, 10_000])
    expect(readIn(Buffer.concat([frameOf(7), bytes, whole]), size)).toEqual([7, `stopped: ${reason}`]);
});

it('what is no data is not sent', () => {
  expect(() => frameOf({ f: () => 1 })).toThrow('could not be cloned');
});
