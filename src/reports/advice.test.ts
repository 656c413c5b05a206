import { expect, it } from 'vitest';
import { type Code, codeEntry } from '../model/codes.ts';
import { adviceFor } from './advice.ts';

it.each<[Code, string, string]>([
  ['START', 'could not start "./net.py": not executable', 'name its interpreter as well'],
  ['START', 'TypeError: Unknown file extension ".mts" for /tmp/net.mts', 'use Node 22.18 or newer'],
  ['START', 'could not start "net": no such file, nor a program of that name', 'check the spelling'],
  [
    'START',
    'TypeError: default export: expected an object with a function gradient(problem), got none',
    'export default { name: "my-net", gradient(problem) { ... } }',
  ],
  ['START', 'SyntaxError: Unexpected end of input', 'started by itself, as in node net.mjs'],
  ['START', "Error: Cannot find package 'x' imported from /net.mjs", 'with npm install'],
  ['START', "Error: Cannot find module '/y' imported from /net.mjs", 'imported by its whole name'],
  ['START', 'SyntaxError: Cannot use import statement outside a module (net.ts:1)', '"type": "module"'],
  [
    'START',
    'SyntaxError: TypeScript enum is not supported in strip-only mode (net.ts:1)',
    'compile it first',
  ],
  [
    'START',
    "SyntaxError: The requested module './a.mjs' does not provide an export named 'b'",
    'correct the import',
  ],
  ['START', 'awaits something at its top level that never comes', 'see that it ends'],
  ['START', 'not loaded within 10 s', 'a loop or an await at the top level'],
  ['START', 'Error: no data file (net.mjs:1:7)', 'it throws while it is loaded'],
  ['DIED', 'exited with status 0 while loading', 'take process.exit out'],
  ['THROWN', 'threw TypeError: x is not a function (net.mjs:3:9)', 'the module loads as it should'],
  ['TIMEOUT', 'no answer in 5 s', 'a loop or a promise that never ends'],
  ['TIMEOUT', 'no answer in 5 s, the program is alive', 'flush stdout after every answer'],
  ['TIMEOUT', 'no answer in 10 s, the program is alive', 'gets longer by --start-timeout and --timeout'],
  ['SHAPE', 'expected an object with gradients, got 1', 'answer {"gradients":'],
  [
    'DIED',
    `last line of its stderr: "ModuleNotFoundError: No module named 'torch'"`,
    'install what it imports',
  ],
  ['DIED', 'exited with status 1; ended with an unfinished line: "{"', 'end every message with a line end'],
  ['DIED', 'exited with status 0 before answering', 'keep reading requests from stdin'],
  ['DIED', 'was killed by SIGSEGV; last line of its stderr: "x"', 'read the last lines of its stderr'],
  [
    'DIED',
    `exited with status 1; last line of its stderr: "KeyError: 'elu'"`,
    'leave out of `supports` what it cannot do',
  ],
  ['NOT-JSON', 'a line is not JSON: "epoch 1"', 'print nothing to stdout but answers in JSON'],
  ['NOT-JSON', 'a line is not JSON: "{\'jsonrpc\': 2}"', 'print(json.dumps(answer), flush=True)'],
  ['NOT-JSON', 'printed 21 lines that are not messages, the first: "{"', 'every message on one line'],
  ['SHAPE', 'gradients: expected an object with weights and biases, got a list of 2', 'answer {"gradients":'],
  [
    'SHAPE',
    'gradients.weights: expected a list of 2 (one per layer), got a list of 1',
    'one entry per layer in each',
  ],
  [
    'SHAPE',
    'gradients.biases[0]: expected 3 numbers, got 3x1: as many numbers in another shape',
    'biases as [layer][unit]',
  ],
  ['SHAPE', 'gradients.weights[0]: expected 3x2, got 2x3: it looks transposed', 'transpose before answering'],
  ['THROWN', `refused initialize (-32002): "KeyError: 'problem'"`, 'answer initialize before anything else'],
  ['THROWN', 'failed on this problem (-32002): "no"', 'the mistake is in what answers a problem'],
  [
    'CLAIM',
    'refused what its declaration lists as supported: "no"',
    'take out of `supports` what it refuses',
  ],
  ['CLAIM', 'net: result: expected an object, got "{\\"protocol\\": 1"', 'make the object itself the result'],
  ['SHAPE', 'expected an object with gradients, got "{\'weights\': ["', 'make the object itself the result'],
  ['PROTOCOL', 'a message breaks the protocol: id: expected a whole number, got "0"', 'a number, no text'],
  ['CLAIM', 'supports: expected an object, got 3', 'correct what it says of itself'],
])('%s, "%s": %s', (code, message, advice) => {
  expect(adviceFor(code, message)).toContain(advice);
});

it.each<[Code, string, string]>([
  ['MISSING', 'gradients.x: expected a number, got nothing', 'zeros where nothing depends on it'],
  ['MISSING', 'gradients.x: expected a number, got null', 'look for NaN'],
  ['SHAPE', 'gradients.x: expected 2x3, got 3x2: it looks transposed', 'in the shape of its variable'],
  ['SHAPE', 'expected an object with value and gradients, got 1', 'answer {"value":NUMBER,"gradients":'],
  ['NOT-A-NUMBER', 'value: expected a number, got "x"', 'write numbers as JSON numbers'],
])('of a graph: %s, "%s": %s', (code, message, advice) => {
  expect(adviceFor(code, message, 'graph')).toContain(advice);
});

it('is the help of the code where nothing better is known', () => {
  expect(adviceFor('MEMORY', 'used 2.1 GiB')).toBe(codeEntry('MEMORY').help);
});
