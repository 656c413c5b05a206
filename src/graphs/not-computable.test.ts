import { describe, expect, test } from 'vitest';
import { fractionArithmetic } from '../arithmetic/fraction.ts';
import { isRefusal } from '../model/answer.ts';
import type { GraphProblem } from '../model/graph.ts';
import { gradientOfGraph } from './gradient.ts';
import { answerOf, problemOf } from './test-problems.ts';

// @clause GRAPH-ANY
describe('a graph without a finite answer is refused, with the variable and the reason', () => {
  const refusalOf = (answer: object): string => (isRefusal(answer) ? answer.refused : 'an answer');

  test.each<[string, GraphProblem, string]>([
    [
      'a logarithm of 0',
      problemOf({ x: [1, 0] }, [
        ['l', 'log', 'x'],
        ['s', 'sum', 'l'],
      ]),
      'the value of "l" (log)[1]: expected a finite number, got -Infinity',
    ],
    [
      'a logarithm of less than 0',
      problemOf({ x: -1 }, [['l', 'log', 'x']]),
      'the value of "l" (log): expected a finite number, got NaN',
    ],
    [
      'a quotient by 0',
      problemOf({ x: 1, y: 0 }, [['q', 'div', 'x y']]),
      'the value of "q" (div): expected a finite number, got Infinity',
    ],
    [
      'an overflow',
      problemOf({ x: 1000 }, [['e', 'exp', 'x']]),
      'the value of "e" (exp): expected a finite number, got Infinity',
    ],
    [
      'an infinite derivative',
      problemOf({ x: [4, 0] }, [
        ['r', 'sqrt', 'x'],
        ['s', 'sum', 'r'],
      ]),
      'the derivative of "r" (sqrt) by args[0][1]: expected a finite number, got Infinity',
    ],
    [
      'a derivative that overflows',
      problemOf({ x: 0, big: 1.5e308 }, [
        ['p', 'mul', 'x big'],
        ['f', 'add', 'p p'],
      ]),
      'the derivative of "p" (mul) by args[0]: expected a finite number, got Infinity',
    ],
    [
      'gradients that overflow where they add',
      problemOf({ x: 0, big: 1.5e308 }, [
        ['p', 'mul', 'x big'],
        ['q', 'mul', 'x big'],
        ['f', 'add', 'p q'],
      ]),
      'the gradient by "x": expected a finite number, got Infinity',
    ],
  ])('%s', (_title, problem, text) => {
    expect(refusalOf(answerOf(problem))).toBe(text);
  });

  test('a function that the arithmetic does not have', async () => {
    const problem = problemOf({ x: 1 }, [['t', 'tanh', 'x']]);
    expect(refusalOf(gradientOfGraph(problem, await fractionArithmetic()))).toBe(
      'the value of "t" (tanh): fraction has no tanh: its values are not closed under it',
    );
  });

  test('a division by 0 in exact numbers', async () => {
    const problem = problemOf({ x: 0 }, [['r', 'reciprocal', 'x']]);
    expect(refusalOf(gradientOfGraph(problem, await fractionArithmetic()))).toBe(
      'the value of "r" (reciprocal): div: expected a divisor other than 0, got 0',
    );
  });
});
