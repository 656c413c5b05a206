/** A graph in the DOT language of Graphviz. */

import { type Graph, getEntry, getInputs, type Variable, type VariableEntry, variablesOf } from '../graph.ts';
import { ancestorsOf } from '../table/prune.ts';
import { attributesText } from './notation.ts';

/** Entries of a constant that are written out. */
const entriesShown = 4;

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const shapeText = ({ shape }: VariableEntry): string => (shape.length === 0 ? '' : ` [${shape.join(', ')}]`);

const constantText = (entries: readonly number[]): string => {
  if (entries.every((entry) => entry === entries[0])) return String(entries[0]);
  return `${entries.slice(0, entriesShown).join(', ')}${entries.length > entriesShown ? ', ...' : ''}`;
};

const label = (entry: VariableEntry): string => {
  const { name, origin } = entry;
  if (origin.kind === 'given') return `${name}${shapeText(entry)}`;
  if (origin.kind === 'constant') return `${constantText(origin.entries)}${shapeText(entry)}`;
  const attributes = attributesText(origin.operation);
  return `${name} = ${origin.operation.name}${attributes === '' ? '' : ` (${attributes})`}${shapeText(entry)}`;
};

const node = (graph: Graph, V: Variable): string => {
  const entry = getEntry(graph, V);
  const form = { given: 'box', constant: 'plaintext', result: 'ellipse' }[entry.origin.kind];
  return `  ${quoted(entry.name)} [label=${quoted(label(entry))}, shape=${form}];`;
};

/** Edges point from an input to the result, as in the text; slots are numbered where there are several. */
const edges = (graph: Graph, V: Variable): readonly string[] => {
  const inputs = getInputs(graph, V);
  return inputs.map((input, slot) => {
    const number = inputs.length > 1 ? ` [label=${quoted(String(slot))}]` : '';
    return `  ${quoted(getEntry(graph, input).name)} -> ${quoted(getEntry(graph, V).name)}${number};`;
  });
};

/** What the output depends on, in topological order: `digraph { ... }`. */
export const dotText = (graph: Graph, output: Variable): string => {
  const ancestors = ancestorsOf(graph, output);
  const shown = variablesOf(graph).filter((V) => ancestors.has(V));
  const lines = shown.flatMap((V) => [node(graph, V), ...edges(graph, V)]);
  return ['digraph {', '  rankdir=LR;', ...lines, '}', ''].join('\n');
};
