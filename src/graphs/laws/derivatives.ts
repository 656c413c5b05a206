/** Laws of derivatives: two ways to the same number, compared without any tolerance. */

import type { GraphProblem } from '../../model/graph.ts';
import type { Variable } from '../graph.ts';
import { entryAt, filled, type Tensor } from '../tensor/tensor.ts';
import type { Engine } from './engine.ts';
import { begun, type Exact, type Law, sameNumbers } from './law.ts';

/** The unit vectors of a shape. */
const units = <T>({ arithmetic: { of } }: Exact<T>, shape: readonly number[]): readonly Tensor<T>[] => {
  const zeros = filled(shape, of(0)).entries;
  return zeros.map((_, place) => ({ shape, entries: zeros.with(place, of(1)) }));
};

/** Column by column of a matrix of rows. */
const turned = <T>(rows: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => entryAt(row, column)));

const sameMatrices = <T>(
  exact: Exact<T>,
  left: readonly (readonly T[])[],
  right: readonly (readonly T[])[],
): boolean =>
  left.length === right.length && left.every((row, place) => sameNumbers(exact, row, right[place] ?? []));

/** What the output is computed from directly: of any shape, where the output itself is one number. */
const beforeOutput = ({ nodes, output }: GraphProblem): readonly string[] =>
  nodes.find(({ name }) => name === output)?.args ?? [];

const modes: Law = {
  id: 'law-modes',
  clause: 'GENERAL-MODES',
  title:
    'the Jacobian is the same by rows in reverse mode, by columns of the operations and by columns in dual numbers',
  holds: (engine, problem, exact) => {
    const { graph, values } = begun(engine, problem, exact);
    const evaluated = { graph, arithmetic: exact.arithmetic, values };
    return beforeOutput(problem).every((name) =>
      problem.wrt.every((by) => {
        const [y, x] = [engine.variableNamed(graph, name), engine.variableNamed(graph, by)];
        const directions = units(exact, engine.getEntry(graph, x).shape);
        const rows = engine.jacobian(evaluated, y, x);
        const columns = directions.map((v) => engine.jacobianVectorProduct(evaluated, y, x, v).entries);
        const duals = directions.map(({ entries }) => {
          const moved = engine
            .derivativesAlong(problem, exact.arithmetic, new Map([[by, entries]]))
            .get(name);
          return moved?.entries.map(({ tangent }) => tangent) ?? [];
        });
        return sameMatrices(exact, turned(rows), columns) && sameMatrices(exact, columns, duals);
      }),
    );
  },
};

/** The same problem at other values: every input a half more. */
const elsewhere = (problem: GraphProblem): GraphProblem => {
  const moved = (nested: GraphProblem['inputs'][string]): GraphProblem['inputs'][string] =>
    typeof nested === 'number' ? nested + 0.5 : nested.map(moved);
  return {
    ...problem,
    inputs: Object.fromEntries(Object.entries(problem.inputs).map(([name, value]) => [name, moved(value)])),
  };
};

/** Whether a gradient graph, built once without values, has the numbers of the table at the values of a problem. */
const givesNumbers = <T>(
  engine: Engine,
  built: ReturnType<Engine['buildGrad']>,
  problem: GraphProblem,
  exact: Exact<T>,
): boolean => {
  const { graph, given, values, output, targets } = begun(engine, problem, exact);
  const table = engine.backpropagate(
    graph,
    output,
    targets,
    engine.inNumbers(graph, exact.arithmetic, values),
  );
  const inSymbols = engine.forward(built.graph, exact.arithmetic, given);
  return targets.every((V) =>
    sameNumbers(exact, entryAt(inSymbols, engine.gradientBy(built, V)).entries, table.get(V)?.entries ?? []),
  );
};

const builtFor = (engine: Engine, problem: GraphProblem): ReturnType<Engine['buildGrad']> => {
  const graph = engine.graphOf(problem);
  const targets = problem.wrt.map((name) => engine.variableNamed(graph, name));
  return engine.buildGrad(graph, engine.variableNamed(graph, problem.output), targets);
};

const symbols: Law = {
  id: 'law-symbols',
  clause: 'SYMBOL-EVALUATE',
  title: 'symbol-to-symbol and symbol-to-number give the same rationals',
  holds: (engine, problem, exact) => givesNumbers(engine, builtFor(engine, problem), problem, exact),
};

/** False where the values lie outside the domain of an operation. */
const computable = (work: () => boolean): boolean => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && error.name === 'NotComputable') return true;
    throw error;
  }
};

const gradientGraph: Law = {
  id: 'law-gradient-graph',
  clause: 'SYMBOL-GRAPH',
  title: 'the gradient is a graph that holds the first in its place, and one graph serves any values',
  holds: (engine, problem, exact) => {
    const graph = engine.graphOf(problem);
    const built = builtFor(engine, problem);
    const kept = engine.variablesOf(graph).every((V) => {
      const [before, after] = [engine.getEntry(graph, V), engine.getEntry(built.graph, V)];
      return before.name === after.name && before.origin.kind === after.origin.kind;
    });
    const known = engine
      .variablesOf(built.graph)
      .every((V) => engine.getInputs(built.graph, V).every((input) => input < V));
    return kept && known && computable(() => givesNumbers(engine, built, elsewhere(problem), exact));
  },
};

/** The rows of the Hessian of the output by one input, each a product with a unit vector. */
const hessianOf = <T>(engine: Engine, problem: GraphProblem, exact: Exact<T>, x: Variable) => {
  const { graph, given, output } = begun(engine, problem, exact);
  const derived = engine.hessianVectorProduct(graph, output, x, 'direction');
  const productWith = (v: Tensor<T>): readonly T[] => {
    const values = engine.forward(derived.graph, exact.arithmetic, new Map([...given, ['direction', v]]));
    return entryAt(values, derived.result).entries;
  };
  const { shape } = engine.getEntry(graph, x);
  return { rows: units(exact, shape).map(productWith), productWith, shape, graph, given, output };
};

/** v = (1, 2, 3, ...): H v from the product, and from the rows of H. */
const actsAsMatrix = <T>({ arithmetic }: Exact<T>, rows: readonly (readonly T[])[]): readonly T[] =>
  rows.map((row) =>
    row
      .map((entry, place) => arithmetic.mul(entry, arithmetic.of(place + 1)))
      .reduce((sum, term) => arithmetic.add(sum, term), arithmetic.of(0)),
  );

const hessian: Law = {
  id: 'law-hessian',
  clause: 'SYMBOL-HIGHER',
  title: 'Hessians are symmetric, H v is the product of H and v, and of a number the second derivative is H',
  holds: (engine, problem, exact) => {
    const { graph } = begun(engine, problem, exact);
    return problem.wrt.every((name) => {
      const x = engine.variableNamed(graph, name);
      const { rows, productWith, shape, given, output } = hessianOf(engine, problem, exact, x);
      const v = { shape, entries: rows.map((_, place) => exact.arithmetic.of(place + 1)) };
      const acts = sameNumbers(exact, productWith(v), actsAsMatrix(exact, rows));
      if (shape.length > 0) return acts && sameMatrices(exact, rows, turned(rows));
      const second = engine.nthDerivative(graph, output, x, 2);
      const values = engine.forward(second.graph, exact.arithmetic, given);
      return acts && sameNumbers(exact, entryAt(values, second.result).entries, rows[0] ?? []);
    });
  },
};

/** Laws of derivatives: ways that must agree. */
export const derivativeLaws: readonly Law[] = [modes, symbols, gradientGraph, hessian];
