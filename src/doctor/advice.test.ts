import { expect, it } from 'vitest';
import { type Code, codeEntry } from '../model/codes.ts';
import { adviceFor } from './advice.ts';

it.each<[Code, string, string]>([
  ['START', 'could not start "./net.py": not executable', 'name its interpreter as well'],
  ['START', 'TypeError: Unknown file extension ".mts" for /tmp/net.mts', 'use Node 22.18 or newer'],
  ['START', 'could not start "net": no such file, nor a program of that name', 'check the spelling'],
  [
    'DIED',
    `last line of its stderr: "ModuleNotFoundError: No module named 'torch'"`,
    'install what it imports',
  ],
  ['DIED', 'exited with status 1; ended with an unfinished line: "{"', 'end every message with a line end'],
  ['DIED', 'exited with status 0 before answering', 'keep reading requests from stdin'],
  ['DIED', 'was killed by SIGSEGV; last line of its stderr: "x"', 'read the last lines of its stderr'],
  ['NOT-JSON', 'a line is not JSON: "{\'jsonrpc\': 2}"', 'print nothing to stdout but answers in JSON'],
  [
    'CLAIM',
    'refused what its declaration lists as supported: "no"',
    'take out of `supports` what it refuses',
  ],
  ['CLAIM', 'supports: expected an object, got 3', 'correct what it answers to initialize'],
])('%s, "%s": %s', (code, message, advice) => {
  expect(adviceFor(code, message)).toContain(advice);
});

it('is the help of the code where nothing better is known', () => {
  expect(adviceFor('MEMORY', 'used 2.1 GiB')).toBe(codeEntry('MEMORY').help);
});
