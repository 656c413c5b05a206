import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, expect, it } from 'vitest';
import knownSchema from '#spec/schema/known.schema.json' with { type: 'json' };
import { readKnownFile } from './known-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'backproof-known-'));
afterAll(() => rmSync(folder, { recursive: true }));

const checks = [
  { id: 'agreement-biases', clause: 'GRAD-BIAS' },
  { id: 'fixture:eleven-lines', clause: 'BATCH-SUM' },
];

const entry = {
  clause: 'GRAD-BIAS',
  check: 'agreement-biases',
  code: 'WRONG-VALUE',
  fingerprint: 'GRAD-BIAS/agreement-biases/WRONG-VALUE/gradients.biases[*][*]/smaller',
  link: 'https://example.org/issues/7',
  reason: 'the factor of the square',
  expires: '2027-01-31',
};

const read = (text: string) => {
  const file = join(folder, 'known.json');
  writeFileSync(file, text);
  return readKnownFile(file, checks);
};

it('reads its entries', () => {
  const withSubject = { ...entry, subject: 'net' };
  expect(read(JSON.stringify({ known: [entry, withSubject] }))).toEqual([entry, withSubject]);
  expect(read('{ "known": [] }')).toEqual([]);
});

const { reason: _, ...withoutReason } = entry;

it.each([
  [
    { ...entry, link: '' },
    'known[0].link: expected where it is dealt with, as in https://example.org/issues/7, got ""',
  ],
  [{ ...entry, link: 'javascript:alert(1)' }, 'known[0].link: expected where'],
  [{ ...entry, reason: ' ' }, 'known[0].reason: expected why it may stay for now, got " "'],
  [withoutReason, 'known[0].reason: expected a text, got nothing'],
  [
    { ...entry, expires: '' },
    'known[0].expires: expected the last day on which it counts, as in 2027-01-31, got ""',
  ],
  [{ ...entry, expires: '2027-02-30' }, 'known[0].expires: expected a day of the calendar, got "2027-02-30"'],
  [{ ...entry, expires: '2027-13-01' }, 'known[0].expires: expected a day of the calendar, got "2027-13-01"'],
  [{ ...entry, expires: 20270131 }, 'known[0].expires: expected a text, got 20270131'],
  [{ ...entry, until: 'x' }, 'known[0]: expected no keys but'],
  [
    { ...entry, check: 'agreement-bias' },
    'known[0].check: expected a check of this suite, got "agreement-bias"; did you mean "agreement-biases"?',
  ],
  [
    { ...entry, clause: 'BATCH-SUM' },
    'known[0].clause: expected GRAD-BIAS, the clause of agreement-biases, got "BATCH-SUM"',
  ],
])('refuses %j', (wrong, sentence) => {
  expect(() => read(JSON.stringify({ known: [wrong] }))).toThrow(sentence);
});

it('refuses what is no file, no JSON and no list', () => {
  expect(() => readKnownFile(join(folder, 'absent.json'), checks)).toThrow(
    /--known: .*: expected a file, got nothing there/,
  );
  expect(() => read('{ "known": [ }')).toThrow(/known\.json:1:14: expected a value or \]/);
  expect(() => read('[]')).toThrow('expected an object, got an empty list');
  expect(() => read('{}')).toThrow('known: expected a list, got nothing');
});

it('its schema is one', () => {
  expect(new Ajv2020({ strict: true }).validateSchema(knownSchema)).toBe(true);
});
