import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder } from '../test-command.ts';
import { digestOf, digestsOfCommand } from './file-digests.ts';

const folder = newFolder();
for (const name of ['net.py', 'weights.json', 'net']) writeFileSync(join(folder, name), 'abc');

// FIPS 180-4, the example of one block.
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

it('files among the words of a command have digests, under the names that were typed', () => {
  expect(digestsOfCommand(['python3', '-u', 'net.py', './weights.json'], folder)).toEqual([
    { name: 'net.py', sha256 },
    { name: './weights.json', sha256 },
  ]);
  expect(digestsOfCommand(['./net', 'weights.json'], folder)).toHaveLength(2);
});

it('a program of the machine has none, whether found in PATH or given by an absolute path', () => {
  expect(digestsOfCommand(['net'], folder)).toEqual([]);
  expect(digestsOfCommand([process.execPath, 'no-such.py'], folder)).toEqual([]);
});

it('a folder, a missing file and one above 64 MiB have none', () => {
  const large = join(folder, 'large');
  writeFileSync(large, '');
  truncateSync(large, 2 ** 26 + 1);
  for (const name of ['.', 'no-such', 'large', 'net\0py']) expect(digestOf(name, folder)).toEqual([]);
});
