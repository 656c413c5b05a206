import { describe, expect, it } from 'vitest';
import { lastLine } from './stderr-tail.ts';

/** What interpreters and compilers print when a program fails, and the line that says what happened. */
const endings: readonly (readonly [string, string, string])[] = [
  [
    'Node',
    "/x/net.mjs:3\nthrow new RangeError('no layer 3');\n^\n\nRangeError: no layer 3\n    at new Error (/x/net.mjs:3:7)\n    at async ModuleLoader.import\n\nNode.js v24.1.0\n",
    'RangeError: no layer 3',
  ],
  [
    'Node with a cause',
    'Error: outer\n    at f (x.mjs:1:1) {\n  [cause]: Error: inner\n      at g (x.mjs:2:2)\n}\n\nNode.js v24.1.0\n',
    'Error: outer',
  ],
  [
    'Python',
    'Traceback (most recent call last):\n  File "net.py", line 1, in <module>\n    import torch\nModuleNotFoundError: No module named \'torch\'\n',
    "ModuleNotFoundError: No module named 'torch'",
  ],
  [
    'Python, of a class that is not called an error',
    'training error 0.3\nTraceback (most recent call last):\n  File "net.py", line 1, in <module>\nnets.BadShape: 3x4\n',
    'nets.BadShape: 3x4',
  ],
  [
    'Python, with advice below',
    'Traceback (most recent call last):\n  File "net.py", line 1, in <module>\nValueError: 3x4\nsentry: 1 event sent\n',
    'ValueError: 3x4',
  ],
  [
    'Rust',
    "thread 'main' panicked at src/main.rs:2:5:\nindex out of bounds: the len is 3 but the index is 5\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
    'index out of bounds: the len is 3 but the index is 5',
  ],
  [
    'Go',
    'panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\nmain.main()\n\t/x/main.go:5 +0x1d\nexit status 2\n',
    'panic: runtime error: index out of range [5] with length 3',
  ],
  [
    'Julia',
    'ERROR: LoadError: UndefVarError: `x` not defined\nStacktrace:\n [1] top-level scope\n   @ /x/net.jl:1\nin expression starting at /x/net.jl:1\n',
    'ERROR: LoadError: UndefVarError: `x` not defined',
  ],
  [
    'R',
    'Error in gradient(problem) : no layer 3\nCalls: serve -> gradient\nExecution halted\n',
    'Error in gradient(problem) : no layer 3',
  ],
  [
    'Java',
    'Exception in thread "main" java.lang.IllegalStateException: no layer 3\n\tat Net.main(Net.java:3)\n',
    'Exception in thread "main" java.lang.IllegalStateException: no layer 3',
  ],
  [
    'C++',
    "terminate called after throwing an instance of 'std::runtime_error'\n  what():  no layer 3\n",
    'what():  no layer 3',
  ],
  ['a program without a word for it', 'loading\nout of cheese\n', 'out of cheese'],
  ['nothing but indented lines', '  loading\n  out of cheese\n\n', 'out of cheese'],
];

describe('the line of stderr that tells most', () => {
  it.each(endings)('of %s', (_, tail, line) => {
    expect(lastLine(tail)).toContain(JSON.stringify(line));
  });

  it('is called the last one where it is', () => {
    expect(lastLine('a\nout of cheese\n')).toBe('; last line of its stderr: "out of cheese"');
    expect(lastLine('Error: no layer 3\nbye\n')).toBe('; its stderr: "Error: no layer 3"');
  });

  it('is nothing where nothing was written', () => {
    expect(lastLine(' \n\n')).toBe('');
  });

  it('is cut where it is long', () => {
    expect(lastLine(`Error: ${'x'.repeat(4000)}`).length).toBeLessThan(300);
  });
});
