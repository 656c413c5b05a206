/** Gradients of sums, multiples and squares of the output of any graph. */

import type { Property, Sample } from '../../src/judge/property.ts';
import type { GraphProblem } from '../../src/model/graph.ts';
import { appended, byInputs, equation, firstInput, forInputs, gradientAt, term } from './changed.ts';
import { drawnProperty } from './drawn-property.ts';

/** f^2 as f f: both slots are filled by one variable. */
const square = (drawn: GraphProblem): Sample => {
  const problem = byInputs(drawn);
  const { output } = problem;
  const squared = appended(problem, {
    nodes: [{ name: 'squared', op: 'mul', args: [output, output] }],
    output: 'squared',
  });
  const value = { question: 0, path: ['value'] };
  return {
    questions: [problem, squared],
    claims: forInputs(problem, (name, steps) =>
      equation('d(f f)/dx = 2 f df/dx', 0, term(1, gradientAt(name, steps, 1)), {
        ...term(-2, gradientAt(name, steps)),
        times: value,
      }),
    ),
  };
};

/** f + g, where g is the mean of an input that f depends on too: the gradients of both branches add. */
const branches = (drawn: GraphProblem): Sample => {
  const problem = byInputs(drawn);
  const mean = { name: 'mean', op: 'mean', args: [firstInput(problem)] } as const;
  const other = appended(problem, { nodes: [mean], output: 'mean' });
  const total = appended(problem, {
    nodes: [mean, { name: 'total', op: 'add', args: [problem.output, 'mean'] }],
    output: 'total',
  });
  return {
    questions: [problem, other, total],
    claims: forInputs(problem, (name, steps) =>
      equation(
        'd(f + g)/dx = df/dx + dg/dx',
        0,
        term(1, gradientAt(name, steps, 2)),
        term(-1, gradientAt(name, steps, 0)),
        term(-1, gradientAt(name, steps, 1)),
      ),
    ),
  };
};

const factor = -3;

/** c f: as if the reverse pass had begun with c. */
const multiple = (drawn: GraphProblem): Sample => {
  const problem = byInputs(drawn);
  const scaled = appended(problem, {
    inputs: { factor },
    nodes: [{ name: 'scaled', op: 'mul', args: ['factor', problem.output] }],
    output: 'scaled',
  });
  return {
    questions: [problem, scaled],
    claims: forInputs(problem, (name, steps) =>
      equation(
        'd(c f)/dx = c df/dx',
        0,
        term(1, gradientAt(name, steps, 1)),
        term(-factor, gradientAt(name, steps)),
      ),
    ),
  };
};

/** The output by itself. */
const seed = (drawn: GraphProblem): Sample => ({
  questions: [{ ...drawn, wrt: [...new Set([drawn.output, ...drawn.wrt])] }],
  claims: [equation('dz/dz = 1', 1, term(1, gradientAt(drawn.output, [])))],
});

/** The sum of a variable's entries, and each of them alone: one reverse pass for every output. */
const rows = (drawn: GraphProblem): Sample => {
  const problem = byInputs(drawn);
  const cut = (start: number): GraphProblem =>
    appended(problem, {
      inputs: { weights: [2, -1] },
      nodes: [
        { name: 'spread', op: 'broadcast', args: [problem.output], attributes: { shape: [2], axes: [] } },
        { name: 'both', op: 'mul', args: ['weights', 'spread'] },
        { name: 'cut', op: 'slice', args: ['both'], attributes: { axis: 0, start, stop: start + 1 } },
        { name: 'one', op: 'sum', args: ['cut'] },
      ],
      output: 'one',
    });
  const whole = appended(cut(0), { nodes: [{ name: 'all', op: 'sum', args: ['both'] }], output: 'all' });
  return {
    questions: [whole, cut(0), cut(1)],
    claims: forInputs(problem, (name, steps) =>
      equation(
        'the gradient of a sum of outputs is the sum of the rows of the Jacobian',
        0,
        term(1, gradientAt(name, steps, 0)),
        term(-1, gradientAt(name, steps, 1)),
        term(-1, gradientAt(name, steps, 2)),
      ),
    ),
  };
};

/** Gradients that meet are added. */
export const sumProperties: readonly Property[] = [
  drawnProperty(
    'graph-square',
    'GRAPH-SLOTS',
    'the derivative of f f is 2 f times that of f',
    ['mul'],
    square,
  ),
  drawnProperty(
    'graph-branches',
    'GENERAL-BUILD',
    'gradients that come back along two branches add',
    ['mean', 'add'],
    branches,
  ),
  drawnProperty(
    'graph-multiple',
    'GENERAL-VJP',
    'going back is linear: the gradient of a multiple is that multiple',
    ['mul'],
    multiple,
  ),
  drawnProperty('graph-seed', 'GENERAL-SEED', 'the derivative of the output by itself is 1', [], seed),
  drawnProperty(
    'graph-jacobian',
    'GENERAL-JACOBIAN',
    'the gradient of a sum of outputs is the sum of the gradients of each',
    ['broadcast', 'mul', 'slice', 'sum'],
    rows,
  ),
];
