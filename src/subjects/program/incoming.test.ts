import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import messageSchema from '#spec/schema/message-from-subject.schema.json' with { type: 'json' };
import { readLine } from './incoming.ts';

const accepts = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(messageSchema);

const messageOf = (line: string): string => {
  const incoming = readLine(line);
  if (incoming.kind === 'fault') return `${incoming.fault.code} ${incoming.fault.message}`;
  if (incoming.kind !== 'answer' || incoming.content.kind !== 'broken') return incoming.kind;
  return `${incoming.id}: ${incoming.content.fault.code} ${incoming.content.fault.message}`;
};

describe('messages', () => {
  it.each([
    ['{"jsonrpc":"2.0","id":7,"result":{"a":1}}', { id: 7, content: { kind: 'result', result: { a: 1 } } }],
    ['{"result":null,"id":-1,"jsonrpc":"2.0"}', { id: -1, content: { kind: 'result', result: null } }],
    [
      '{"jsonrpc":"2.0","id":7,"error":{"code":-32001,"message":"no"}}',
      { id: 7, content: { kind: 'error', code: -32001, message: 'no', data: undefined } },
    ],
    [
      '{"jsonrpc":"2.0","id":7,"error":{"code":-32003,"message":"no","data":[1]}}',
      { id: 7, content: { kind: 'error', code: -32003, message: 'no', data: [1] } },
    ],
  ])('%s is an answer, and the schema has it so', (line, answer) => {
    expect(readLine(line)).toEqual({ kind: 'answer', ...answer });
    expect(accepts(JSON.parse(line))).toBe(true);
  });

  it.each(['{"jsonrpc":"2.0","method":"log"}', '{"jsonrpc":"2.0","method":"log","params":[1]}'])(
    '%s is a notification, and the schema has it so',
    (line) => {
      expect(readLine(line)).toEqual({ kind: 'notification' });
      expect(accepts(JSON.parse(line))).toBe(true);
    },
  );
});

describe('what a subject prints beside its messages is passed over', () => {
  it.each([
    'epoch 1 loss 0.3',
    '0.3',
    '"done"',
    'null',
    '[0.1, 0.2]',
    '[{"loss":0.3}]',
    '[]',
    '{"loss":0.3}',
    '{"id":3,"loss":0.3}',
    '{',
    '{loss: 0.3}',
  ])('%s', (line) => {
    expect(readLine(line)).toEqual({ kind: 'stray' });
  });
});

describe('a message that breaks the protocol goes to its question, where it names one', () => {
  it.each([
    [
      '{"id":3,"result":{}}',
      '3: PROTOCOL a message breaks the protocol: jsonrpc: expected "2.0", got nothing',
    ],
    [
      '{"jsonrpc":"1.0","id":3,"result":{}}',
      '3: PROTOCOL a message breaks the protocol: jsonrpc: expected "2.0", got "1.0"; did you mean "2.0"?',
    ],
    [
      '{"jsonrpc":"2.0","id":3}',
      '3: PROTOCOL a message breaks the protocol: result: expected an object, got nothing',
    ],
    [
      '{"jsonrpc":"2.0","id":3,"result":{},"time":1}',
      '3: PROTOCOL a message breaks the protocol: expected no keys but jsonrpc, id, result, got "time"',
    ],
    [
      '{"jsonrpc":"2.0","id":3,"error":"no"}',
      '3: PROTOCOL a message breaks the protocol: error: expected an object, got "no"',
    ],
    [
      '{"jsonrpc":"2.0","id":3,"error":{"code":"x"}}',
      '3: PROTOCOL a message breaks the protocol: error.message: expected a text, got nothing\nerror.code: expected a whole number, got "x"',
    ],
    [
      '{"jsonrpc":"2.0","result":{}}',
      'PROTOCOL a message breaks the protocol: id: expected a whole number, got nothing',
    ],
    [
      '{"jsonrpc":"2.0","id":"3","result":{}}',
      'PROTOCOL a message breaks the protocol: id: expected a whole number, got "3"',
    ],
    [
      '{"jsonrpc":"2.0","id":3.5,"result":{}}',
      'PROTOCOL a message breaks the protocol: id: expected a whole number, got 3.5',
    ],
    [
      '{"jsonrpc":"2.0","id":0,"method":"initialize"}',
      'PROTOCOL sent a request of its own, which is not part of the protocol: does it print what it reads?',
    ],
    [
      '[{"jsonrpc":"2.0","id":3,"result":{}}]',
      'PROTOCOL sent several messages as one list, which is not part of the protocol: one message per line',
    ],
    [
      '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}',
      'THROWN failed on a request without saying which, its id being null (-32700): "Parse error"',
    ],
    [
      '{"jsonrpc":"2.0","id":null,"result":{}}',
      'PROTOCOL a message breaks the protocol: id: expected a whole number, got null',
    ],
    [
      '{"jsonrpc":"2.0","id":3,"result":[1,]}',
      '3: NOT-JSON a line is not JSON: "{\\"jsonrpc\\":\\"2.0\\",\\"id\\":3,\\"result\\":[1,]}"; answer:1:37: expected a value, got "]"',
    ],
    [
      '{"jsonrpc":"2.0","result":[1,]}',
      'NOT-JSON a line is not JSON: "{\\"jsonrpc\\":\\"2.0\\",\\"result\\":[1,]}"; answer:1:30: expected a value, got "]"',
    ],
  ])('%s', (line, says) => {
    expect(messageOf(line)).toBe(says);
  });
});

it('a line that would fill the memory is not parsed', () => {
  const lists = '['.repeat(2 ** 20) + ']'.repeat(2 ** 20);
  const says = 'PROTOCOL a line nests lists and objects more than 64 deep';
  expect(messageOf(`{"jsonrpc":"2.0","id":3,"result":${lists}}`)).toBe(`3: ${says}`);
  expect(messageOf(lists)).toBe(says);
});

describe('numbers that JSON does not have', () => {
  it.each([
    ['NaN', 'NaN'],
    ['-Infinity', '-Infinity'],
    ['Infinity', 'Infinity'],
    ['nan', 'NaN'],
    ['-nan', 'NaN'],
    ['inf', 'Infinity'],
    ['-inf', '-Infinity'],
  ])('%s is read as %j, and texts stay as they are', (token, name) => {
    const line = `{"jsonrpc":"2.0","id":1,"result":{"a":[${token}, 1, ${token}],"b":"NaN, \\"nan inf"}}`;
    const result = { a: [name, 1, name], b: 'NaN, "nan inf' };
    expect(readLine(line)).toEqual({ kind: 'answer', id: 1, content: { kind: 'result', result } });
  });

  it('are read in a line as long as any may be', () => {
    const text = 'x'.repeat(2 ** 24);
    const line = `{"jsonrpc":"2.0","id":1,"result":{"a":NaN,"b":"${text}"}}`;
    expect(readLine(line)).toMatchObject({ content: { result: { a: 'NaN' } } });
  });
});

it('keys that would change every object change none', () => {
  const line = '{"jsonrpc":"2.0","id":1,"__proto__":{"polluted":1},"result":{"__proto__":{"polluted":1}}}';
  expect(messageOf(line)).toContain('expected no keys but jsonrpc, id, result, got "__proto__"');
  expect('polluted' in {}).toBe(false);
});
