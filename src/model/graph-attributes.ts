/** Whether every node has as many arguments and the attributes that its operation takes. */

import type { Defect } from './defect.ts';
import { defectAt } from './defect.ts';
import type { GraphNode, GraphProblem } from './graph.ts';
import type { AttributeName, Attributes, OperationEntry } from './operations.ts';
import { attributeNames, operationEntry } from './operations.ts';
import type { Path } from './path.ts';

/** Powers stay within what exact arithmetic can write down. */
const largestExponent = 64;

const descriptions: Readonly<Record<AttributeName, string>> = {
  axis: 'an axis',
  axes: 'a list of axes',
  shape: 'a list of sizes',
  exponent: 'a number',
  alpha: 'a number >= 0',
  start: 'an index',
  stop: 'an index',
  classes: 'a list of classes',
};

const names = (count: number): string => `${count} ${count === 1 ? 'name' : 'names'}`;

const arityDefects = ({ args }: GraphNode, entry: OperationEntry, path: Path): readonly Defect[] =>
  entry.variadic || args.length === entry.slots.length
    ? []
    : [defectAt([...path, 'args'], `${names(entry.slots.length)} ("${entry.name}")`, String(args.length))];

const presenceDefects = (attributes: Attributes, entry: OperationEntry, path: Path): readonly Defect[] =>
  attributeNames.flatMap((name) => {
    const present = attributes[name] !== undefined;
    const presence = entry.attributes.get(name);
    if (present === (presence !== undefined) || (!present && presence === 'optional')) return [];
    return present
      ? [defectAt([...path, name], `no such attribute of "${entry.name}"`, JSON.stringify(attributes[name]))]
      : [defectAt([...path, name], `${descriptions[name]} ("${entry.name}")`, 'nothing')];
  });

const exponentDefects = ({ exponent = 0 }: Attributes, path: Path): readonly Defect[] =>
  Math.abs(exponent) <= largestExponent
    ? []
    : [
        defectAt(
          [...path, 'exponent'],
          `a number from -${largestExponent} to ${largestExponent}`,
          String(exponent),
        ),
      ];

/** Arguments in the wrong number; attributes that are missing, too many or out of range. */
export const attributeDefects = ({ nodes }: GraphProblem): readonly Defect[] =>
  nodes.flatMap((node, index) => {
    const entry = operationEntry(node.op);
    const path = ['nodes', index, 'attributes'];
    return [
      ...arityDefects(node, entry, ['nodes', index]),
      ...presenceDefects(node.attributes ?? {}, entry, path),
      ...exponentDefects(node.attributes ?? {}, path),
    ];
  });
