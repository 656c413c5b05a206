import { describe, expect, it } from 'vitest';
import { explain, small, worked } from './test-explain.ts';

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
