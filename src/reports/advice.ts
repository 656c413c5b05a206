/** What to do about a fault, in one sentence. */

import type { ProblemKind } from '../model/any-kind.ts';
import { type Code, codeEntry } from '../model/codes.ts';

interface Advice {
  readonly code: Code;
  /** What the message of the fault must say; absent: any. */
  readonly says?: RegExp;
  /** What was asked; absent: anything. */
  readonly kind?: ProblemKind;
  readonly advice: string;
}

/** The first that fits counts. */
const all: readonly Advice[] = [
  {
    code: 'START',
    says: /not executable/,
    advice: 'name its interpreter as well, as in -- python3 net.py, or make the file executable',
  },
  {
    code: 'START',
    says: /Unknown file extension/,
    advice: 'this Node reads no TypeScript: use Node 22.18 or newer, or -- npx tsx net.mts',
  },
  {
    code: 'START',
    says: /could not start "[^"]* [^"]*": no such file/,
    advice: 'give the program and its arguments as words of their own, not as one word in quotes',
  },
  {
    code: 'START',
    says: /no such file/,
    advice: 'check the spelling and the folder; the program is started as it is, without a shell',
  },
  {
    code: 'START',
    says: /default export: /,
    advice: 'export one object: export default { name: "my-net", gradient(problem) { ... } }',
  },
  {
    code: 'START',
    says: /Cannot find package/,
    advice: 'install the package in the folder of the module, with npm install',
  },
  {
    code: 'START',
    says: /Cannot find module/,
    advice: 'check what the module imports: a file is imported by its whole name, as in "./layers.mjs"',
  },
  {
    code: 'START',
    says: /import statement outside a module|Unexpected token 'export'/,
    advice: 'name the file .mjs or .mts, or write "type": "module" into the package.json beside it',
  },
  {
    code: 'START',
    says: /strip-only mode/,
    advice:
      'write it without what must be compiled (enum, namespace, parameter properties), or compile it first',
  },
  {
    code: 'START',
    says: /does not provide an export named/,
    advice: 'correct the import: it names something that the other module does not export',
  },
  {
    code: 'START',
    says: /SyntaxError: /,
    advice: 'correct the module: started by itself, as in node net.mjs, it shows the line',
  },
  {
    code: 'START',
    says: /at its top level/,
    advice: 'take what is awaited at the top level of the module into gradient, or see that it ends',
  },
  {
    code: 'START',
    says: /not loaded within/,
    advice: 'look for a loop or an await at the top level of the module; --start-timeout gives it longer',
  },
  {
    code: 'START',
    says: /Error: /,
    advice: 'correct the module: it throws while it is loaded',
  },
  {
    code: 'DIED',
    says: /exited with status 0 .*while loading/,
    advice: 'take process.exit out of the module: it is loaded once, and asked from then on',
  },
  {
    code: 'DIED',
    says: /ModuleNotFoundError|Cannot find (?:module|package)/,
    advice: 'install what it imports for this very interpreter, or name the interpreter that has it',
  },
  {
    code: 'DIED',
    says: /unfinished line/,
    advice: 'end every message with a line end, and flush stdout',
  },
  {
    code: 'DIED',
    says: /exited with status 0/,
    advice: 'keep reading requests from stdin, one per line, until it ends or until "shutdown"',
  },
  {
    code: 'DIED',
    says: /its stderr: .*before answering|before answering.*its stderr: |while loading/,
    advice: 'read the last lines of its stderr: they say what failed',
  },
  {
    code: 'DIED',
    says: /its stderr: /,
    advice:
      'read the last lines of its stderr: they say what failed; leave out of `supports` what it cannot do',
  },
  { code: 'TIMEOUT', says: /unfinished line/, advice: 'end every message with a line end' },
  {
    code: 'TIMEOUT',
    says: /alive/,
    advice:
      'answer every line of stdin at once, and flush stdout after every answer: print(..., flush=True); one that is only slow gets longer by --start-timeout and --timeout',
  },
  {
    code: 'TIMEOUT',
    says: /^no answer in \S+ s$/,
    advice: 'look for a loop or a promise that never ends; --timeout gives it longer',
  },
  {
    code: 'NOT-JSON',
    says: /"\{'/,
    advice: 'write JSON, not the dictionary as it prints itself: print(json.dumps(answer), flush=True)',
  },
  {
    code: 'NOT-JSON',
    says: /the first: "\{"/,
    advice: 'write every message on one line, without indentation',
  },
  {
    code: 'NOT-JSON',
    says: /not messages: "\{/,
    advice: 'put what it answers into {"jsonrpc":"2.0","id":ID OF THE REQUEST,"result":...}',
  },
  {
    code: 'NOT-JSON',
    says: /not messages|not JSON/,
    advice: 'print nothing to stdout but answers in JSON, one per line; everything else goes to stderr',
  },
  {
    code: 'PROTOCOL',
    says: /\bid: .*got "/,
    advice: 'send the id of the request back as it came: a number, no text',
  },
  {
    code: 'PROTOCOL',
    says: /\bid: /,
    advice: 'send the id of the request back with every answer',
  },
  {
    code: 'PROTOCOL',
    says: /jsonrpc: /,
    advice: 'write "jsonrpc":"2.0" into every answer',
  },
  { code: 'WRONG-ID', advice: 'send the id of the request back with its answer, and answer once' },
  { code: 'VERSION', advice: 'answer initialize with "protocol":1, if the rest is written for it' },
  {
    code: 'CLAIM',
    says: /result: expected an object, got "/,
    advice: 'make the object itself the result, not a text that has it as JSON',
  },
  {
    code: 'SHAPE',
    says: /^expected an object with \S+.*, got "/,
    advice: 'make the object itself the result, not a text that has it as JSON',
  },
  { code: 'CLAIM', says: /declaration lists/, advice: 'take out of `supports` what it refuses' },
  {
    code: 'CLAIM',
    advice:
      'correct what it says of itself: spec/schema/declaration.schema.json has the fields and their values',
  },
  {
    code: 'SHAPE',
    kind: 'graph',
    says: /^expected an object|^gradients: /,
    advice: 'answer {"value":NUMBER,"gradients":{NAME:NUMBERS}} with every name of `wrt`',
  },
  {
    code: 'SHAPE',
    kind: 'graph',
    advice: 'hand back every gradient in the shape of its variable: lists nested alike, a scalar as a number',
  },
  {
    code: 'SHAPE',
    says: /the layers look reversed/,
    advice: 'hand the layers back first layer first: going backwards finds them in the other order',
  },
  {
    code: 'SHAPE',
    says: /transposed/,
    advice:
      'transpose before answering: weights are [unit][input], everything per example is [example][component]',
  },
  {
    code: 'SHAPE',
    says: /^expected an object with gradients|^gradients: |\(one per layer\)/,
    advice: 'answer {"gradients":{"weights":[...],"biases":[...]}} with one entry per layer in each',
  },
  {
    code: 'SHAPE',
    says: /in another shape/,
    advice: 'nest weights as [layer][unit][input] and biases as [layer][unit]',
  },
  {
    code: 'MISSING',
    says: /got null/,
    advice: 'write a number; JSON.stringify writes NaN as null, so look for NaN',
  },
  {
    code: 'MISSING',
    kind: 'graph',
    advice:
      'answer {"value":NUMBER,"gradients":{NAME:NUMBERS}} with every name of `wrt`, zeros where nothing depends on it',
  },
  {
    code: 'MISSING',
    advice: 'answer {"gradients":{"weights":[...],"biases":[...]}} with one entry per layer in each',
  },
  {
    code: 'NOT-A-NUMBER',
    advice: 'write numbers as JSON numbers; those that JSON lacks as "NaN", "Infinity" and "-Infinity"',
  },
  {
    code: 'THROWN',
    says: /refused initialize/,
    advice: 'answer initialize before anything else: it comes without a problem',
  },
  {
    code: 'THROWN',
    says: /^threw /,
    advice:
      'correct what throws: the module loads as it should, so the mistake is in what answers a problem; leave out of `supports` what it cannot do',
  },
  {
    code: 'THROWN',
    advice:
      'read what it wrote to stderr; it greets as it should, so the mistake is in what answers a problem; leave out of `supports` what it cannot do',
  },
];

/** What to do, by the code of a fault, the words of its message, and what was asked. */
export const adviceFor = (code: Code, message: string, kind: ProblemKind = 'mlp'): string =>
  all.find((each) => each.code === code && (each.kind ?? kind) === kind && (each.says?.test(message) ?? true))
    ?.advice ?? codeEntry(code).help;
