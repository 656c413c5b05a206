import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { MlpProblem } from '../../model/problem.ts';
import { pageMarkdown, pageText } from '../../reports/explain/page.ts';
import { clause, knownWords, lookUp } from '../../spec/clauses.ts';
import { UsageError } from '../failures.ts';
import { pageOf } from './page.ts';
import { readPlace } from './place.ts';
import { runExplain } from './run.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const explain = (words: readonly string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', 'explain', ...words], {
    cwd: root,
    encoding: 'utf8',
    input,
    timeout: 280_000,
  });
  return { exit: status, stdout, stderr };
};

const worked = 'fixtures/khalid-2-2-2.json';

const firstWeight = `weights[0][0][0]: dJ/dw[1](1,1) = 0.00043856773447434707

The sum over all paths from there to the cost (2 paths, largest first):
  path 1 = x(1) * g'(z[1](1)) * w[2](1,1) * g'(z[2](1)) * dloss/da[2](1) * scale
         = 0.05 * 0.24130070857232525 * 0.4 * 0.18681560180895954 *
           1.4827301391046315 * 0.5
         = 0.0006683960211443734
  path 2 = x(1) * g'(z[1](1)) * w[2](2,1) * g'(z[2](2)) * dloss/da[2](2) * scale
         = 0.05 * 0.24130070857232525 * 0.5 * 0.1755100528172712 *
           -0.4341430693570749 * 0.5
         = -0.00022982828667002635

  dJ/dw[1](1,1) = path 1 + path 2
                = 0.0006683960211443734 - 0.00022982828667002635
                = 0.00043856773447434707

The factors of path 1:
  x(1)            input 1
  g'(z[1](1))     the derivative of sigmoid at the pre-activation of unit 1 of
                  layer 1
  w[2](1,1)       the weight into unit 1 of layer 2 from unit 1 of layer 1
  g'(z[2](1))     the derivative of sigmoid at the pre-activation of unit 1 of
                  layer 2
  dloss/da[2](1)  the derivative of squared-error with respect to the output of
                  unit 1 of layer 2
  scale           the factor in front of the sum over examples

Forward values on these paths:
  z[1](1) = 0.3775
  a[1](1) = 0.5932699921071872
  z[2](1) = 1.10590596705977
  a[2](1) = 0.7513650695523157
  z[2](2) = 1.2249214040964653
  a[2](2) = 0.7729284653214625

The same by the delta recursion:
  delta[1](1) = g'(z[1](1)) * (w[2](1,1) * delta[2](1) + w[2](2,1) *
                delta[2](2))
              = 0.24130070857232525 * (0.4 * 0.13849856162855698 + 0.5 *
                -0.03809823651655623)
              = 0.008771354689486937
  dJ/dw[1](1,1) = delta[1](1) * x(1)
                = 0.008771354689486937 * 0.05
                = 0.00043856773447434685

In symbols layers, units, inputs and examples count from 1: w[2](1,3) leads into
unit 1 of layer 2 from unit 3 of layer 1.
`;

/** The sizes of its long numbers in their order, computed by mpmath from the document's decimals. */
const computed: readonly string[] = [
  '0.000438567734474346727048375599047',
  // path 1: sigma'(z1[1]), sigma'(z1[2]), 2 (y1 - t1), the product
  '0.24130070857232522712341345319',
  '0.186815601808959486614201525462',
  '1.48273013910463141591382306697',
  '0.000668396021144372993004560290246',
  // path 2: sigma'(z1[1]), sigma'(z2[2]), 2 (y2 - t2), the product
  '0.24130070857232522712341345319',
  '0.175510052817271193214859105907',
  '0.434143069357074822951124946704',
  '0.000229828286670026265956184691199',
  // the sum
  '0.000668396021144372993004560290246',
  '0.000229828286670026265956184691199',
  '0.000438567734474346727048375599047',
  // a1[1], z1[2], y1, z2[2], y2
  '0.593269992107187255173654561579',
  '1.10590596705977007735940473082',
  '0.751365069552315707956911533485',
  '1.22492140409646550849675749946',
  '0.772928465321462588524437526648',
  // delta1[1] from sigma'(z1[1]), delta1[2], delta2[2]
  '0.24130070857232522712341345319',
  '0.138498561628556965982454032093',
  '0.0380982365165562165317303040579',
  '0.00877135468948693454096751198094',
  '0.00877135468948693454096751198094',
  '0.000438567734474346727048375599047',
];

describe('the 0.2984 example', () => {
  it("shows the two paths of the document's own two-path derivative", () => {
    expect(explain([worked, '--at', 'weights[0][0][0]'])).toEqual({
      exit: 0,
      stdout: firstWeight,
      stderr: '',
    });
  });

  it('shows numbers that were computed elsewhere', () => {
    const shown = firstWeight.match(/\d\.\d{10,}/g) ?? [];
    expect(shown.length).toBe(computed.length);
    computed.forEach((text, k) => {
      // At most 80 roundings and 12 inputs read as doubles lie behind a number, each of at most 2^-53; the
      // worst condition is that of y2 - t2, where 0.77 is 3.6 times the difference: 5 * 92.
      const error = Math.abs(Number(shown[k]) - Number(text));
      expect(Number.isFinite(error) && error <= 460 * 2 ** -53 * Number(text)).toBe(true);
    });
  });

  it('shows the one path of the first output weight as TeX', () => {
    const { exit, stdout } = explain([worked, '--at', 'gradients.weights[1][0][0]', '--markdown']);
    expect(exit).toBe(0);
    // 0.7414 (half of the third), 0.1868 and 0.5933 are the document's factors.
    expect(stdout).toContain(`$$
\\begin{aligned}
p_{1} &= a^{[1]}_{1} \\cdot g'(z^{[2]}_{1}) \\cdot \\frac{\\partial \\ell}{\\partial a^{[2]}_{1}} \\cdot \\mathrm{scale} \\\\
 &= 0.5932699921071872 \\cdot 0.18681560180895954 \\cdot 1.4827301391046315 \\cdot 0.5 \\\\
 &= 0.0821670405642308
\\end{aligned}
$$
`);
  });

  it('is JSON with the paths as data, as many as asked for', () => {
    const { stdout } = explain([worked, '--at', 'weights[0][0][0]', '--json', '--paths', '1']);
    const { paths, delta } = JSON.parse(stdout);
    expect(paths.count).toBe(2);
    expect(paths.shown.map(({ product }: { product: number }) => product)).toEqual([0.0006683960211443734]);
    expect(paths.rest).toEqual({ paths: 1, sum: -0.00022982828667002635 });
    expect(delta.gradient.formula).toBe('delta[1](1) * x(1)');
  });
});

const small: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [[2], [3]],
        [[1], [-1]],
      ],
      biases: null,
      activation: { name: 'maxout', pieces: 2 },
    },
    { weights: [[1, -1]], biases: [0], activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1], [2]],
  targets: [[0], [0]],
};

describe('a place that is not there is refused', () => {
  it.each([
    ['weights[1][0][7]', '--at weights[1][0][7]: expected an input from 0 to 1, got 7'],
    ['weights[2][0][0]', '--at weights[2][0][0]: expected a layer from 0 to 1, got 2'],
    ['weights[1][-1][0]', '--at weights[1][-1][0]: expected a unit from 0 to 0, got -1'],
    ['weights[1][0]', '--at weights[1][0]: expected 3 indices, [layer][unit][input], got 2'],
    ['weights[0][0][0]', '--at weights[0][0][0]: expected 4 indices, [layer][piece][unit][input], got 3'],
    ['weights[0][2][0][0]', '--at weights[0][2][0][0]: expected a piece from 0 to 1, got 2'],
    ['biases[0][0][0]', '--at biases[0][0][0]: expected a layer with biases, got a layer without'],
    ['biases[1][0][0]', '--at biases[1][0][0]: expected 2 indices, [layer][unit], got 3'],
    ['inputs[2][0]', '--at inputs[2][0]: expected an example from 0 to 1, got 2'],
    ['inputs[0][1]', '--at inputs[0][1]: expected a component from 0 to 0, got 1'],
    ['inputs[0]', '--at inputs[0]: expected 2 indices, [example][component], got 1'],
    ['weight[0][0][0]', '--at: expected weights[layer][unit][input], biases[layer][unit] or'],
    ['weights[1.5][0][0]', 'got "weights[1.5][0][0]"'],
  ])('%s', (at, says) => {
    expect(() => readPlace(at, small)).toThrow(says);
    expect(() => readPlace(at, small)).toThrow(UsageError);
  });
});

it.each([
  ['weights[0][1][1][0]', 'dJ/dw[1]{2}(2,1) = 0'],
  ['biases[1][0]', 'dJ/db[2](1) = -3'],
  ['gradients.inputs[1][0]', 'dJ/dx(1) = 2'],
])('%s of a maxout network is explained', (at, says) => {
  // z = max(2x, x) - max(3x, -x) = -x at x = 1 and 2: dJ/dz is -1 and -2.
  const { exit, stdout } = explain(['-', '--at', at], JSON.stringify(small));
  expect(exit).toBe(0);
  expect(stdout.split('\n')[0]).toContain(says);
});

describe('bad usage', () => {
  const unknown = 'explain: expected a clause, a code or a file with --at, got';

  it.each([
    ['DELTA-HIDEN', undefined, `${unknown} "DELTA-HIDEN"; did you mean "DELTA-HIDDEN"?`],
    ['wrong-valu', undefined, `${unknown} "wrong-valu"; did you mean "WRONG-VALUE"?`],
    ['something-else-entirely', undefined, `${unknown} "something-else-entirely"`],
    ['.', undefined, 'explain .: expected --at with a path such as weights[0][0][0], got none'],
    ['no-such.json', 'weights[0][0][0]', 'no-such.json: expected a file, got nothing there'],
  ])('%s --at %s is a usage error', (what, at, says) => {
    const run = () => runExplain(what, { paths: 8, ...(at === undefined ? {} : { at }) });
    expect(run).toThrow(says);
    expect(run).toThrow(UsageError);
  });

  it.each([
    [[worked, '--at', 'weights[1][0][7]'], '--at weights[1][0][7]: expected an input from 0 to 1, got 7\n'],
    [['fixtures/activation-elu-1.json', '--at', 'biases[0][0]'], 'problem.kind: expected "mlp", got nothing'],
    [[worked, '--at', 'biases[0][0]', '--paths', '0'], 'expected an integer from 1 to 1000, got "0"'],
    [[worked, '--at', 'biases[0][0]', '--json', '--markdown'], 'cannot be used with'],
    [[], "missing required argument 'what'"],
  ])('%j exits 2', (words, says) => {
    const { exit, stdout, stderr } = explain(words);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  it('shows what a file contains without obeying it', () => {
    const { exit, stderr } = explain(['-', '--at', 'biases[0][0]'], '{"problem": {"\\u001b[2J\\u202e": 1}}');
    expect(exit).toBe(2);
    expect(stderr).toContain('\\u001b[2J\\u202e');
    expect(stderr).toMatch(/^[\n -~]*$/);
    const labelled = { ...small, id: '\u001b]0;owned\u0007 \u202e' };
    const { stdout } = explain(['-', '--at', 'biases[1][0]'], JSON.stringify(labelled));
    expect(stdout).toMatch(/^[\n -~]+$/);
  });
});

describe('every clause and every code has a page', () => {
  it.each(knownWords)('%s', (word) => {
    const entry = lookUp(word);
    if (entry === undefined) throw new Error(word);
    const { page, data } = pageOf(entry);
    const text = pageText(page);
    expect(text.startsWith(`${word}: a ${entry.kind}`)).toBe(true);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const said = text.replace(/\s+/g, ' ');
    const facts = 'clause' in data ? [data.clause.statement, ...data.mistakes] : [data.sentence, data.help];
    for (const fact of facts) expect(said).toContain(fact);
    if ('clause' in data) expect(data.mistakes.length).toBeGreaterThan(0);
    expect(pageMarkdown(page).startsWith(`# ${word}: a ${entry.kind}`)).toBe(true);
  });

  it('a clause names its formula, sources, worked examples and properties', () => {
    const { stdout } = explain(['delta-hidden']);
    expect(stdout.startsWith('DELTA-HIDDEN: a clause (must), chapter delta\n\nStatement\n')).toBe(true);
    expect(stdout).toContain(`\nFormula\n  ${clause('DELTA-HIDDEN').formula}\n`);
    expect(stdout).toContain('\n  - Lee, "Second Term", lines 217, 225\n');
    expect(stdout).toContain('\n  - Lee, "Backward Pass", line 257\n');
    expect(stdout).toMatch(/\nWorked examples \(\d+\)\n(.*\n)* {2}- khalid-2-2-2: 2-2-2 sigmoid network/);
    expect(stdout).toMatch(/\nProperties \(\d+\)\n {2}- agreement-deltas: /);
    expect(stdout).toContain("\n  - the slope g'(z[l]) is left out\n");
  });

  it('a page is data as well', () => {
    const page = JSON.parse(explain(['DELTA-HIDDEN', '--json']).stdout);
    expect(page.clause.id).toBe('DELTA-HIDDEN');
    expect(page.fixtures.map(({ id }: { id: string }) => id)).toContain('khalid-2-2-2');
    expect(JSON.parse(explain(['WRONG-VALUE', '--json']).stdout)).toMatchObject({
      code: 'WRONG-VALUE',
      verdict: 'discrepant',
    });
  });

  it('a page in Markdown shows what it says, not what Markdown makes of it', () => {
    const { page } = pageOf({ kind: 'clause', clause: clause('PENALTY-L2') });
    expect(pageMarkdown({ ...page, title: '<b> *x* [y] `z`' })).toContain(
      '# \\<b\\> \\*x\\* \\[y\\] \\`z\\`\n',
    );
    expect(pageMarkdown(page)).toContain('```text\ndJ/dw gets 2 lambda w\n```');
  });
});
