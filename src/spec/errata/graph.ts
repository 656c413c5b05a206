/** Srihari's Algorithms 5 and 6 on scalars, with the places open at which their text can be read otherwise. */

/** A node of a graph: its operation, and what fills its slots, by name. */
export interface GraphNode {
  readonly op: 'add' | 'mul';
  readonly inputs: readonly [string, string];
}

/** Leaves with their values, and nodes in topological order. */
export interface ScalarGraph {
  readonly leaves: Readonly<Record<string, number>>;
  readonly nodes: Readonly<Record<string, GraphNode>>;
}

/** One consumer and the slot it takes a variable in. */
export interface Use {
  readonly consumer: string;
  readonly slot: 0 | 1;
}

/** How the text is read. */
export interface GraphReading {
  /** Whether grad-table[z] starts as 1. */
  readonly seeded: boolean;
  /** Whether z belongs to its own ancestors. */
  readonly reflexive: boolean;
  /** The consumers of a variable, given all pairs of consumer and slot. */
  readonly consumers: (uses: readonly Use[]) => readonly Use[];
  /** What bprop returns for a slot: the product with the other factor, or that factor alone. */
  readonly upstream: (gradient: number, factor: number) => number;
  /** Whether get_inputs looks at the pruned graph. */
  readonly prunedInputs: boolean;
}

/** The reading that is right. */
export const sound: GraphReading = {
  seeded: true,
  reflexive: true,
  consumers: (uses) => uses,
  upstream: (gradient, factor) => gradient * factor,
  prunedInputs: false,
};

const known = <Value>(record: Readonly<Record<string, Value>>, name: string): Value => {
  const value = record[name];
  if (value === undefined) throw new RangeError(`no entry for ${name}`);
  return value;
};

/** The value of every leaf and node. */
export const valuesOf = ({ leaves, nodes }: ScalarGraph): Readonly<Record<string, number>> => {
  const values = { ...leaves };
  for (const [name, { op, inputs }] of Object.entries(nodes)) {
    const [x, y] = [known(values, inputs[0]), known(values, inputs[1])];
    values[name] = op === 'add' ? x + y : x * y;
  }
  return values;
};

const dependsOn = ({ nodes }: ScalarGraph, name: string, target: string): boolean =>
  name === target ||
  (nodes[name]?.inputs.some((input) => dependsOn({ leaves: {}, nodes }, input, target)) ?? false);

const usesOf = ({ nodes }: ScalarGraph, name: string): readonly Use[] =>
  Object.entries(nodes).flatMap(([consumer, { inputs }]) =>
    inputs.flatMap((input, slot) =>
      input === name ? [{ consumer, slot: slot === 0 ? 0 : 1 } as const] : [],
    ),
  );

const bprop = (
  graph: ScalarGraph,
  { consumer, slot }: Use,
  gradient: number,
  kept: readonly string[],
  reading: GraphReading,
) => {
  const { op, inputs } = known(graph.nodes, consumer);
  if (op === 'add') return reading.upstream(gradient, 1);
  const visible = reading.prunedInputs ? inputs.filter((input) => kept.includes(input)) : inputs;
  const other = inputs[slot === 0 ? 1 : 0];
  if (visible.length < 2) throw new RangeError(`mul needs 2 inputs, got ${visible.length}`);
  return reading.upstream(gradient, known(valuesOf(graph), other));
};

/** The derivative of `output` with respect to `target` as the algorithms give it under a reading. */
export const gradientUnder = (
  graph: ScalarGraph,
  output: string,
  target: string,
  reading: GraphReading,
): number => {
  const names = [...Object.keys(graph.leaves), ...Object.keys(graph.nodes)];
  const kept = names
    .filter((name) => dependsOn(graph, output, name) && dependsOn(graph, name, target))
    .filter((name) => reading.reflexive || name !== output);
  const table = new Map(reading.seeded ? [[output, 1]] : []);
  const buildGrad = (name: string): number => {
    const stored = table.get(name);
    if (stored !== undefined) return stored;
    const uses = reading.consumers(usesOf(graph, name)).filter(({ consumer }) => kept.includes(consumer));
    const gradient = uses.reduce(
      (sum, use) => sum + bprop(graph, use, buildGrad(use.consumer), kept, reading),
      0,
    );
    table.set(name, gradient);
    return gradient;
  };
  return buildGrad(target);
};
