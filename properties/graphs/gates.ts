/** What gates hand back: a gate put before an input of any graph. */

import type { Claim, Term } from '../../src/judge/claim.ts';
import type { Property, Sample } from '../../src/judge/property.ts';
import type { GraphNode, GraphProblem, NestedNumbers } from '../../src/model/graph.ts';
import type { OperationName } from '../../src/model/operations.ts';
import type { Path } from '../../src/model/path.ts';
import {
  entriesIn,
  equation,
  firstInput,
  gradientAt,
  inputOf,
  mapNumbers,
  numberAt,
  term,
  unfolded,
} from './changed.ts';
import { drawnGraphs } from './drawn.ts';

/** A gate of one or two new inputs whose output takes the place of an input x. */
interface Gate {
  readonly node: Omit<GraphNode, 'name'>;
  /** The new inputs by name, from x. */
  readonly inputs: (x: NestedNumbers) => GraphProblem['inputs'];
  /** What the gradient by a new input is, as terms of the gradient by x, at these steps. */
  readonly handsBack: (
    name: string,
    inputs: GraphProblem['inputs'],
    G: Place,
    steps: Path,
  ) => readonly Term[];
  readonly states: string;
}

type Place = ReturnType<typeof gradientAt>;

const gated = (problem: GraphProblem, { node, inputs, handsBack, states }: Gate): Sample => {
  const x = firstInput(problem);
  const value = inputOf(problem, x);
  const given = inputs(value);
  const changed = unfolded(problem, x, given, node);
  const claims = Object.keys(given).flatMap((name): readonly Claim[] =>
    entriesIn(value).map((steps) =>
      equation(
        states,
        0,
        term(1, gradientAt(name, steps)),
        ...handsBack(name, given, gradientAt(x, steps), steps),
      ),
    ),
  );
  return { questions: [changed], claims };
};

const numberOf = (inputs: GraphProblem['inputs'], name: string, steps: Path): number =>
  numberAt(inputs[name] ?? Number.NaN, steps);

const addition: Gate = {
  node: { op: 'add', args: ['y', 'z'] },
  inputs: (x) => ({ y: mapNumbers(x, (entry) => entry - 0.5), z: mapNumbers(x, () => 0.5) }),
  handsBack: (_name, _inputs, G) => [term(-1, G)],
  states: 'dz/dx = dz/dq for q = x + y',
};

const product: Gate = {
  node: { op: 'mul', args: ['y', 'z'] },
  inputs: (x) => ({ y: mapNumbers(x, (entry) => entry / 4), z: mapNumbers(x, () => 4) }),
  handsBack: (name, inputs, G, steps) => [term(-numberOf(inputs, name === 'y' ? 'z' : 'y', steps), G)],
  states: 'dz/dx = y dz/dq for q = x y',
};

const maximum: Gate = {
  node: { op: 'maximum', args: ['y', 'z'] },
  inputs: (x) => ({ y: mapNumbers(x, (entry) => entry - 1), z: x }),
  handsBack: (name, _inputs, G) => (name === 'z' ? [term(-1, G)] : []),
  states: 'the larger of two gets the whole gradient, the other one nothing',
};

const twice: Gate = {
  node: { op: 'add', args: ['y', 'y'] },
  inputs: (x) => ({ y: mapNumbers(x, (entry) => entry / 2) }),
  handsBack: (_name, _inputs, G) => [term(-2, G)],
  states: 'dz/dx = 2 dz/dq for q = x + x',
};

const opposite: Gate = {
  node: { op: 'neg', args: ['y'] },
  inputs: (x) => ({ y: mapNumbers(x, (entry) => -entry) }),
  handsBack: (_name, _inputs, G) => [term(1, G)],
  states: 'dz/dx = -dz/dq for q = -x',
};

const gateProperty = (
  id: string,
  clause: string,
  title: string,
  op: OperationName,
  gate: Gate,
): Property => ({
  id,
  kind: 'graph',
  clause,
  title,
  share: 0.5,
  samples: (supports) =>
    drawnGraphs(supports, { needs: [op] })?.map((problem) => gated(problem, gate)) ?? null,
});

/** What each gate does to what flows back through it. */
export const gateProperties: readonly Property[] = [
  gateProperty('gate-add', 'GATE-ADD', 'an addition hands its gradient on to both inputs', 'add', addition),
  gateProperty(
    'gate-multiply',
    'GATE-MULTIPLY',
    'a product hands on its gradient times the other input',
    'mul',
    product,
  ),
  gateProperty(
    'gate-maximum',
    'GATE-MAX',
    'a maximum routes its gradient to the larger input',
    'maximum',
    maximum,
  ),
  gateProperty(
    'gate-slots',
    'GRAPH-SLOTS',
    'a variable in two slots gets the sum of both derivatives',
    'add',
    twice,
  ),
  gateProperty(
    'gate-local',
    'GATE-LOCAL',
    'a negation hands its gradient on with the other sign, whatever stands behind it',
    'neg',
    opposite,
  ),
];
