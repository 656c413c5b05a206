/** A variable as a formula, and a graph as a list of them. */

import { type Graph, getConsumers, getEntry, getInputs, type Variable, variablesOf } from '../graph.ts';
import { ancestorsOf } from '../table/prune.ts';
import { latexNotation } from './latex.ts';
import type { Notation, Phrase } from './notation.ts';
import { textNotation } from './text.ts';

const notations = { text: textNotation, latex: latexNotation } as const;

/** The languages that formulas are written in. */
export type Language = keyof typeof notations;

/** V in terms of its inputs as `phraseAt` has them. */
const definition = (
  graph: Graph,
  notation: Notation,
  V: Variable,
  phraseAt: (input: Variable) => Phrase,
): Phrase => {
  const { name, shape, origin } = getEntry(graph, V);
  if (origin.kind === 'given') return notation.name(name);
  if (origin.kind === 'constant') {
    const isUniform = origin.entries.every((entry) => entry === origin.entries[0]);
    return notation.constant(origin.entries, isUniform);
  }
  return notation.apply({
    operation: origin.operation,
    inputs: origin.inputs.map(phraseAt),
    isScalar: shape.length === 0,
  });
};

/** Every variable up to V, written out in terms of what `isNamed` refers to by name. */
const phrases = (
  graph: Graph,
  notation: Notation,
  output: Variable,
  isNamed: (V: Variable) => boolean,
): ReadonlyMap<Variable, Phrase> => {
  const ancestors = ancestorsOf(graph, output);
  const result = new Map<Variable, Phrase>();
  const phraseAt = (input: Variable): Phrase => {
    const phrase = result.get(input);
    if (isNamed(input) || phrase === undefined) return notation.name(getEntry(graph, input).name);
    return phrase;
  };
  for (const V of variablesOf(graph).filter((candidate) => ancestors.has(candidate)))
    result.set(V, definition(graph, notation, V, phraseAt));
  return result;
};

/** One formula for V, everything written out: exponentially long where variables are used again and again. */
export const formula = (graph: Graph, V: Variable, language: Language): string =>
  phrases(graph, notations[language], V, () => false).get(V)?.text ?? '';

/**
 * One line per result that is used more than once, then V: `t4 = a * b`. As long as the graph at most.
 */
export const formulas = (graph: Graph, V: Variable, language: Language): readonly string[] => {
  const ancestors = ancestorsOf(graph, V);
  const uses = (candidate: Variable): number =>
    getConsumers(graph, candidate).filter(({ consumer }) => ancestors.has(consumer)).length;
  const isNamed = (candidate: Variable): boolean =>
    candidate === V || (getInputs(graph, candidate).length > 0 && uses(candidate) > 1);
  const notation = notations[language];
  return [...phrases(graph, notation, V, isNamed)]
    .filter(([candidate]) => isNamed(candidate))
    .map(([candidate, { text }]) => `${notation.name(getEntry(graph, candidate).name).text} = ${text}`);
};
