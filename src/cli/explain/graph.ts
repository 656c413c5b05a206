/** What `backproof explain` says of a graph. */

import { float64 } from '../../arithmetic/float64.ts';
import { graphOf } from '../../graphs/build.ts';
import { gradientOfGraph } from '../../graphs/gradient.ts';
import { type Graph, type Variable, variableNamed } from '../../graphs/graph.ts';
import { dotText } from '../../graphs/printing/dot.ts';
import { formulas, type Language } from '../../graphs/printing/formula.ts';
import { latexNotation } from '../../graphs/printing/latex.ts';
import { buildGrad, type GradientGraph, gradientBy } from '../../graphs/symbolic/build-grad.ts';
import { isRefusal } from '../../model/answer.ts';
import type { GraphProblem } from '../../model/graph.ts';
import { withNearest } from '../../model/nearest.ts';
import type { GraphExplanation } from '../../reports/explain/graph-explanation.ts';
import { UsageError } from '../failures.ts';

/** A variable that the output can be differentiated by: an input, or a node. Throws UsageError. */
const readVariable = ({ inputs, nodes }: GraphProblem, text: string): string => {
  const names = [...Object.keys(inputs), ...nodes.map(({ name }) => name)];
  const name = text.replace(/^gradients\./, '');
  if (names.includes(name)) return name;
  throw new UsageError(`--at: expected an input or a node of the graph, got ${withNearest(name, names)}`);
};

const gradientGraph = (problem: GraphProblem, by: string) => {
  const graph = graphOf(problem);
  const [output, target] = [variableNamed(graph, problem.output), variableNamed(graph, by)];
  const built: GradientGraph = buildGrad(graph, output, [target]);
  return { output, graph: built.graph, gradient: gradientBy(built, target) };
};

/** The lines of a variable's formula, the last one under another name. */
const linesOf = (graph: Graph, V: Variable, language: Language, name: string): readonly string[] => {
  const lines = formulas(graph, V, language);
  const [, ...sides] = lines.at(-1)?.split(' = ') ?? [];
  return [...lines.slice(0, -1), `${name} = ${sides.join(' = ')}`];
};

/** d(output)/d(by) of a problem that was read. Throws UsageError where there is none. */
export const explainGraph = (problem: GraphProblem, at: string): GraphExplanation => {
  const by = readVariable(problem, at);
  const answer = gradientOfGraph({ ...problem, wrt: [by] }, float64);
  if (isRefusal(answer)) throw new UsageError(`the graph has no gradient\n${answer.refused}`);
  const value = answer.gradients[by];
  if (value === undefined) throw new RangeError(`the answer has no gradient by ${by}`);
  const { graph, output, gradient } = gradientGraph(problem, by);
  const [above, below] = [problem.output, by].map((name) => latexNotation.name(name).text);
  const quotient = `\\frac{\\partial ${above}}{\\partial ${below}}`;
  return {
    output: problem.output,
    by,
    value,
    forward: { text: formulas(graph, output, 'text'), latex: formulas(graph, output, 'latex') },
    derivative: {
      text: linesOf(graph, gradient, 'text', `d(${problem.output})/d(${by})`),
      latex: linesOf(graph, gradient, 'latex', quotient),
    },
  };
};

/** The graph of the derivative in the DOT language. Throws UsageError for a name that is none. */
export const dotOfGradient = (problem: GraphProblem, at: string): string => {
  const { graph, gradient } = gradientGraph(problem, readVariable(problem, at));
  return dotText(graph, gradient);
};
