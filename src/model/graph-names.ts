/** Whether the names of a graph are well formed, unique and known where they are used. */

import type { Defect } from './defect.ts';
import { defectAt, quote } from './defect.ts';
import type { GraphProblem } from './graph.ts';
import type { Path } from './path.ts';
import { unknownName } from './unknown-name.ts';

const wellFormed = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

// Names become keys of answers, where these two would mean something else.
const reserved = ['constructor', 'prototype'];

const grammarDefects = (name: string, path: Path): readonly Defect[] =>
  wellFormed.test(name) && !reserved.includes(name)
    ? []
    : [
        defectAt(
          path,
          'a name of a letter, then letters, digits or underscores, at most 64 characters',
          reserved.includes(name) ? `${quote(name)}, which is reserved` : quote(name),
        ),
      ];

const nodeNameDefects = ({ inputs, nodes }: GraphProblem): readonly Defect[] => {
  const owners = new Map(Object.keys(inputs).map((name) => [name, 'an input']));
  return nodes.flatMap(({ name }, index) => {
    const path = ['nodes', index, 'name'];
    const owner = owners.get(name);
    owners.set(name, owner ?? `nodes[${index}]`);
    return owner === undefined
      ? grammarDefects(name, path)
      : [defectAt(path, 'a name of its own', `${quote(name)}, the name of ${owner}`)];
  });
};

/** The output and what it is differentiated by are variables of the graph. */
const usedNameDefects = ({ inputs, nodes, output, wrt }: GraphProblem): readonly Defect[] => {
  const known = [...Object.keys(inputs), ...nodes.map(({ name }) => name)];
  const names = new Set(known);
  const unknown = (name: string, path: Path): readonly Defect[] =>
    names.has(name) ? [] : [defectAt(path, 'the name of an input or a node', unknownName(name, known))];
  const seen = new Set<string>();
  return [
    ...unknown(output, ['output']),
    ...wrt.flatMap((name, index) => {
      if (seen.has(name)) return [defectAt(['wrt', index], 'each name once', `${quote(name)} again`)];
      seen.add(name);
      return unknown(name, ['wrt', index]);
    }),
  ];
};

/** Every name that is malformed, taken or unknown; the arguments of nodes are checked with their order. */
export const nameDefects = (problem: GraphProblem): readonly Defect[] => [
  ...Object.keys(problem.inputs).flatMap((name) => grammarDefects(name, ['inputs'])),
  ...nodeNameDefects(problem),
  ...usedNameDefects(problem),
];
