import { expect, test } from 'vitest';
import { written } from './equation.ts';
import { tex, texNumber, texSymbol } from './tex.ts';

test.each([
  ['x(3)', 'x_{3}'],
  ['w[2](1,3)', 'w^{[2]}_{1,3}'],
  ['w[2]{1}(1,3)', 'w^{[2],1}_{1,3}'],
  ['delta[2](1)', '\\delta^{[2]}_{1}'],
  ["g'(z[2](1))", "g'(z^{[2]}_{1})"],
  ["g'(-1e-7)", "g'(-1 \\times 10^{-7})"],
  ['dJ/dw[1](1,1)', '\\frac{\\partial J}{\\partial w^{[1]}_{1,1}}'],
  ['dloss/da[2](1)', '\\frac{\\partial \\ell}{\\partial a^{[2]}_{1}}'],
  ['da[1](2)/dz[1]{3}(2)', '\\frac{\\partial a^{[1]}_{2}}{\\partial z^{[1],3}_{2}}'],
  ['dz[1](1)/db[1](1)', '\\frac{\\partial z^{[1]}_{1}}{\\partial b^{[1]}_{1}}'],
  ['dJ/dx(2)', '\\frac{\\partial J}{\\partial x_{2}}'],
  ['scale', '\\mathrm{scale}'],
  ['lambda', '\\lambda'],
  ['2', '2'],
  ['path 12', 'p_{12}'],
  ['7 more terms', '\\text{7 more terms}'],
])('%s is %s', (symbol, expected) => {
  expect(texSymbol(symbol)).toBe(expected);
});

test.each([
  [0.05, '0.05'],
  [-3, '-3'],
  [2e-16, '2 \\times 10^{-16}'],
  [1.5e300, '1.5 \\times 10^{300}'],
  [Number.NaN, '\\mathrm{NaN}'],
  [Number.NEGATIVE_INFINITY, '-\\infty'],
])('%d is %s', (value, expected) => {
  expect(texNumber(value)).toBe(expected);
});

test('a negative factor that is not the first is put in brackets, a negative summand is subtracted', () => {
  expect(
    written(
      {
        front: [-2],
        terms: [
          [-3, -4],
          [-5, 6],
        ],
      },
      tex,
    ),
  ).toBe('-2 \\cdot \\left(-3 \\cdot (-4) - 5 \\cdot 6\\right)');
  expect(written({ front: [], each: ['lambda'], terms: [[-1]] }, tex)).toBe(
    '\\sum_{\\text{examples}} \\lambda - 1',
  );
});
