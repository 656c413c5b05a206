import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { doctorText, exitOf } from '../../doctor/report.ts';
import { examine } from './examination.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const net = fileURLToPath(new URL('../../../adapters/templates/net.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'backproof-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

const doctor = (...words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [main, 'doctor', ...words],
      { cwd: folder, timeout: 280_000 },
      (error, stdout, stderr) => resolve({ exit: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

/** A program that speaks the protocol as it should; every part of it can be spoiled. */
const spoken = ({
  before = '',
  hello = `{ protocol: 1, implementation: { name: 'small' }, supports }`,
  answer = 'right(problem)',
  reply = `JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n'`,
} = {}): string => `
import { createInterface } from 'node:readline';
import net from ${JSON.stringify(net)};
const { supports } = net;
const right = (problem) => net.gradient(problem);
const map = (value, f) => (Array.isArray(value) ? value.map((each) => map(each, f)) : f(value));
const changed = (problem, f) => ({ gradients: map([right(problem).gradients], f)[0] });
const each = ({ gradients: { weights, biases } }, f) => ({ gradients: { weights: map(weights, f), biases: map(biases, f) } });
const transposed = (rows) => rows[0].map((_, j) => rows.map((row) => row[j]));
${before}
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params: { problem } = {} } = JSON.parse(line);
  if (method === 'shutdown') break;
  const result = method === 'initialize' ? ${hello} : ${answer};
  process.stdout.write(${reply});
}
`;

const squareHello = `{ protocol: 1, implementation: { name: 'small' }, supports: { ...supports, fixedShape: [2, 2, 2] } }`;
const transposedAnswer =
  '({ gradients: { ...right(problem).gradients, weights: right(problem).gradients.weights.map(transposed) } })';

interface Case {
  readonly program: string;
  readonly exit: 0 | 1 | 3 | 4;
  /** The first word or words of the sentence. */
  readonly head: 'FINE' | 'GRADIENT WRONG' | 'ADAPTER BROKEN' | 'NOTHING VERIFIED';
  readonly says: string;
  readonly next: string;
}

const broken = (program: string, says: string, next: string): Case => ({
  program,
  exit: 3,
  head: 'ADAPTER BROKEN',
  says,
  next,
});

const wrong = (program: string, says: string, also: string): Case => ({
  program,
  exit: 1,
  head: 'GRADIENT WRONG',
  says,
  next: also,
});

const cases: Readonly<Record<string, Case>> = {
  'a right one': {
    program: spoken(),
    exit: 0,
    head: 'FINE',
    says: 'small answers, in the right shapes, and all 50 numbers of a first problem are right in float64.',
    next: '  next      backproof verify --timeout 60 ',
  },
  'no word on what it supports': {
    program: spoken({ hello: `{ protocol: 1, implementation: { name: 'small' } }` }),
    exit: 0,
    head: 'FINE',
    says: 'small answers',
    next: '  note      it says nothing of what it `supports`, so that verify asks for every activation',
  },
  'one that supports nothing': {
    program: spoken({
      hello: `{ protocol: 1, implementation: { name: 'small' }, supports: { losses: [] } }`,
    }),
    exit: 4,
    head: 'NOTHING VERIFIED',
    says: 'small: its declaration supports no problem of ours',
    next: 'widen what it says that it supports',
  },
  'twice the derivative': wrong(
    spoken({ answer: 'each(right(problem), (v) => 2 * v)' }),
    'small speaks as it should, but weights[0][0][0] is 2 x the derivative [WRONG-VALUE]',
    'mistake   you count the 2 of the square twice: reproduces all 10 answers to within rounding [LOSS-SQUARED-ERROR]',
  ),
  'the other sign': wrong(
    spoken({ answer: 'each(right(problem), (v) => -v)' }),
    'weights[0][0][0] is -1 x the derivative [WRONG-VALUE]',
    'mistake   you take target minus output: the sign of the error is turned: ',
  ),
  'square weights transposed': wrong(
    spoken({ hello: squareHello, answer: transposedAnswer }),
    '[WRONG-VALUE]',
    'mistake   you return the gradient of weights transposed, which only square layers let pass: ',
  ),
  'wrong below the last layer': wrong(
    spoken({ answer: '(() => { const a = right(problem); a.gradients.biases[0][0] += 1; return a; })()' }),
    'biases[0][0] is ',
    'look at   GRAD-BIAS: only biases are wrong in layers[0] and every layer above is right',
  ),
  'fewer digits than it declares': wrong(
    spoken({ answer: 'each(right(problem), Math.fround)' }),
    'the answers are as exact as float32: weights[0][0][0] is off by 4.49e-8 of the derivative [PRECISION]',
    'mistake   you round the finished weights and biases to float32',
  ),
  'noise, which is no known mistake': wrong(
    spoken({ answer: 'each(right(problem), (v) => v + 0.1 * Math.sin(1e6 * v))' }),
    'the derivative [WRONG-VALUE]',
    'mistake   none of the ',
  ),
  'adding to what was there': wrong(
    spoken({ before: 'let asked = 0;', answer: '(asked += 1, each(right(problem), (v) => asked * v))' }),
    'is right at first and wrong when the same problem is asked again: weights[0][0][0] is 2 x the derivative [IMPURE]',
    'finds the smallest problem that shows it',
  ),
  NaN: wrong(
    spoken({
      answer: 'each(right(problem), () => NaN)',
      reply: `JSON.stringify({ jsonrpc: '2.0', id, result }, (_, v) => (v !== v ? 'NaN' : v)) + '\\n'`,
    }),
    'weights[0][0][0] is NaN [NOT-FINITE]',
    '"weights":[[["NaN","NaN"]',
  ),
  'stray prints, which are a note': {
    program: spoken({ before: `console.log('epoch 1');` }),
    exit: 0,
    head: 'FINE',
    says: 'small answers',
    next: 'note      stdout is the protocol; it printed "epoch 1"; print to stderr',
  },
  'weights transposed': broken(
    spoken({ answer: transposedAnswer }),
    'small: gradients.weights[0]: expected 3x2, got 2x3: it looks transposed (and 1 more) [SHAPE]',
    'transpose before answering: weights are [unit][input]',
  ),
  'layers last first': broken(
    spoken({
      answer: `(({ gradients: { weights, biases } }) => ({ gradients: { weights: weights.reverse(), biases: biases.reverse() } }))(right(problem))`,
    }),
    'gradients.weights: expected 3x2 and 4x3, got 4x3 and 3x2: the layers look reversed',
    'hand the layers back first layer first',
  ),
  'keys of its own': broken(
    spoken({
      answer:
        '(({ gradients: { weights, biases } }) => ({ gradients: { dW: weights, db: biases } }))(right(problem))',
    }),
    'gradients.weights: expected a list of 2 (one per layer), got nothing, but "dW", "db" (and 1 more) [MISSING]',
    'answer {"gradients":{"weights":[...],"biases":[...]}}',
  ),
  'NaN as null': broken(
    spoken({ answer: 'each(right(problem), () => NaN)' }),
    'gradients.weights[0][0][0]: expected a number, got null',
    'JSON.stringify writes NaN as null, so look for NaN',
  ),
  'NaN as a text of its own': broken(
    spoken({ answer: `each(right(problem), () => 'nan')` }),
    'gradients.weights[0][0][0]: expected a number, got "nan"',
    'those that JSON lacks as "NaN", "Infinity" and "-Infinity"',
  ),
  'no gradients': broken(
    spoken({ answer: '({})' }),
    'gradients: expected an object with weights and biases, got nothing [MISSING]',
    'answer {"gradients":{"weights":[...],"biases":[...]}}',
  ),
  'no id': broken(
    spoken({ reply: `JSON.stringify({ jsonrpc: '2.0', result }) + '\\n'` }),
    'id: expected a whole number, got nothing [PROTOCOL]',
    'send the id of the request back with every answer',
  ),
  'another id': broken(
    spoken({ reply: `JSON.stringify({ jsonrpc: '2.0', id: 7, result }) + '\\n'` }),
    'answered 7 when asked 0 [WRONG-ID]',
    'send the id of the request back with its answer, and answer once',
  ),
  'no version of JSON-RPC': broken(
    spoken({ reply: `JSON.stringify({ id, result }) + '\\n'` }),
    'jsonrpc: expected "2.0", got nothing [PROTOCOL]',
    'write "jsonrpc":"2.0" into every answer',
  ),
  'another version of the protocol': broken(
    spoken({ hello: `{ protocol: 2, implementation: { name: 'small' } }` }),
    'speaks protocol 2, expected 1 [VERSION]',
    'answer initialize with "protocol":1',
  ),
  'a declaration that cannot be read': broken(
    spoken({ hello: `{ protocol: 1, implementation: { name: 'small' }, supports: { losses: ['mse'] } }` }),
    'supports.losses[0]: expected one of squared-error',
    'correct what it says of itself',
  ),
  'bare results': broken(
    spoken({ reply: `JSON.stringify(result) + '\\n'` }),
    'only lines that are not messages: "{\\"protocol\\":1',
    'put what it answers into {"jsonrpc":"2.0","id":ID OF THE REQUEST,"result":...}',
  ),
  'no line end': broken(
    spoken({ reply: `JSON.stringify({ jsonrpc: '2.0', id, result })` }),
    'bytes of an unfinished line were read [TIMEOUT]',
    'end every message with a line end',
  ),
  'no flush': broken(
    spoken({
      before: 'let kept = "";',
      reply: `(kept += JSON.stringify({ jsonrpc: '2.0', id, result }), '')`,
    }),
    'the program is alive; if it prints without flushing: print(..., flush=True) [TIMEOUT]',
    'flush stdout after every answer',
  ),
  'prints only': broken(
    `console.log('Training...'); setInterval(() => {}, 1000);`,
    'only lines that are not messages: "Training..." [NOT-JSON]',
    'print nothing to stdout but answers in JSON, one per line; everything else goes to stderr',
  ),
  'an escape sequence in its name': wrong(
    spoken({
      hello: `{ protocol: 1, implementation: { name: 'red \\u001b[31m\\n::error::' }, supports }`,
      answer: 'each(right(problem), (v) => 2 * v)',
    }),
    'red \\u001b[31m\\n::error:: speaks as it should',
    'finds the smallest problem',
  ),
  'a missing package': broken(
    `import 'a-package-that-is-not-there';`,
    'exited with status 1 before answering',
    'install what it imports for this very interpreter',
  ),
  'an end at once': broken(
    `process.exit(0);`,
    'exited with status 0 before answering',
    'keep reading requests',
  ),
  'a crash on the problem': broken(
    spoken({ answer: `(() => { throw new TypeError('shapes do not match'); })()` }),
    'small: exited with status 1',
    'stderr    TypeError: shapes do not match',
  ),
  'a failure of its own': broken(
    spoken({
      reply: `JSON.stringify(method === 'initialize' ? { jsonrpc: '2.0', id, result } : { jsonrpc: '2.0', id, error: { code: -32002, message: 'KeyError' } }) + '\\n'`,
    }),
    'small: failed on this problem (-32002): "KeyError" [THROWN]',
    'the mistake is in what answers a problem',
  ),
};

const limits = { timeout: 60_000, startTimeout: 60_000, memory: 2 ** 31, restarts: 0, window: 64 };

/** Those that are waited for until the deadline. */
const silent = ['no flush', 'bare results', 'no line end', 'prints only'];

describe.concurrent('the doctor says of a program with', () => {
  it.each(Object.entries(cases))('%s', async (name, { program, exit, head, says, next }) => {
    const file = `${name.replaceAll(' ', '-')}.mjs`;
    writeFileSync(join(folder, file), program);
    const { contact, patient } = await examine(
      { modules: [], command: [process.execPath, join(folder, file)] },
      silent.includes(name) ? { ...limits, startTimeout: 4_000 } : limits,
    );
    const text = doctorText(contact, patient);
    const [sentence] = text.split('\n');
    expect(sentence).toMatch(new RegExp(`^${head}: `));
    expect(sentence).toContain(says);
    expect(text).toContain(next);
    expect(exitOf(contact)).toBe(exit);
  });
});

describe.concurrent('the doctor says of a program that answers graphs', () => {
  it.each([
    [
      'right',
      0,
      'FINE: right answers, in the right shapes, and all ',
      ' numbers of 31 first problems are right',
    ],
    ['both-kinds', 0, 'FINE: both-kinds answers', ' numbers of 32 first problems are right in float64.'],
    [
      'forgets-branches',
      1,
      'GRADIENT WRONG: forgets-branches speaks as it should, but x',
      'GENERAL-VJP: what',
    ],
    ['one-slot', 1, 'GRADIENT WRONG: one-slot speaks as it should, but x', 'through '],
    ['not-a-number', 1, 'GRADIENT WRONG: not-a-number speaks as it should, but x', 'is NaN [NOT-FINITE]'],
    [
      'omits-zeros',
      3,
      'ADAPTER BROKEN: omits-zeros: gradients.aside: expected a number, got nothing',
      'zeros',
    ],
    [
      'transposes',
      3,
      'ADAPTER BROKEN: transposes: gradients.x: expected 2x3, got 3x2: it looks',
      'transposed',
    ],
    ['refuses-claimed', 3, 'ADAPTER BROKEN: refuses-claimed: refused what its declaration lists', '[CLAIM]'],
  ] as const)('%s', async (program, exit, sentence, also) => {
    const file = fileURLToPath(new URL(`../../../fixtures/subjects/graphs/${program}.mjs`, import.meta.url));
    const { contact, patient } = await examine({ modules: [], command: [process.execPath, file] }, limits);
    const text = doctorText(contact, patient);
    expect(text.startsWith(sentence)).toBe(true);
    expect(text).toContain(also);
    expect(exitOf(contact)).toBe(exit);
  });

  it('eight times the derivative as the start that gives it', async () => {
    const rules = fileURLToPath(new URL('../../../fixtures/subjects/graphs/serve.mjs', import.meta.url));
    writeFileSync(
      join(folder, 'eightfold.mjs'),
      `import { spoilGraphs } from ${JSON.stringify(rules)};
const eightfold = (value) => (Array.isArray(value) ? value.map(eightfold) : 8 * value);
spoilGraphs('eightfold', (all) => Object.fromEntries(Object.entries(all).map(([name, value]) => [name, eightfold(value)])));`,
    );
    const command = [process.execPath, join(folder, 'eightfold.mjs')];
    const { contact, patient } = await examine({ modules: [], command }, limits);
    expect(doctorText(contact, patient)).toContain('mistake   you start with 8 at the output');
  });

  it.each([
    ['tanh-slope', 'you leave out the derivative of tanh: the gradient goes through unchanged'],
    ['matmul-order', 'you multiply from the wrong side in the derivative of matmul'],
  ])('%s by the name of the mistake, with what to do', async (mistake, says) => {
    const file = fileURLToPath(new URL('../../../fixtures/subjects/graphs/mistaken.mjs', import.meta.url));
    const command = [process.execPath, file, mistake];
    const { contact, patient } = await examine({ modules: [], command }, limits);
    const text = doctorText(contact, patient);
    expect(text).toContain(`  mistake   ${says}: reproduces all `);
    expect(text).toContain('            what to do: ');
    expect(text).not.toContain('pattern');
  });
});

describe('the doctor', () => {
  it('never says both that the adapter is broken and that the gradient is wrong', () => {
    const heads = Object.values(cases).map(({ head, exit }) => `${head} ${exit}`);
    expect([...new Set(heads)].toSorted()).toEqual([
      'ADAPTER BROKEN 3',
      'FINE 0',
      'GRADIENT WRONG 1',
      'NOTHING VERIFIED 4',
    ]);
  });

  it('examines a module as well', async () => {
    const { exit, stdout } = await doctor(net);
    expect(stdout).toMatch(/^FINE: my-net answers/);
    expect(exit).toBe(0);
  });

  it('says what could not be started and what to do', async () => {
    const { exit, stdout } = await doctor('--', './no-such-program');
    expect(stdout).toContain(
      'ADAPTER BROKEN: ./no-such-program: could not start "./no-such-program": no such file, nor a program of that name [START]',
    );
    expect(stdout).toContain('next      check the spelling and the folder');
    expect(exit).toBe(3);
  });

  it('prints the same as data', async () => {
    writeFileSync(join(folder, 'doubled.mjs'), spoken({ answer: 'each(right(problem), (v) => 2 * v)' }));
    const { exit, stdout } = await doctor('--json', '--', process.execPath, 'doubled.mjs');
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'gradient-wrong',
      subject: 'small',
      code: 'WRONG-VALUE',
      discrepancy: { path: ['gradients', 'weights', 0, 0, 0] },
      problem: { kind: 'mlp', id: 'first-contact' },
      exit: 1,
    });
    expect(exit).toBe(1);
  });

  it('demands one subject', async () => {
    const { exit, stderr } = await doctor();
    expect(stderr).toBe(
      'backproof: doctor: expected one subject (MODULE, --subject FILE or -- COMMAND), got 0\n',
    );
    expect(exit).toBe(2);
  });
});
