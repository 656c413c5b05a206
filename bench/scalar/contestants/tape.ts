/** Ours: the typed tape, recorded anew and swept back; its arrays made once. */

import { backward } from '../../../src/graphs/tape/backward.ts';
import { add, exp, given, mul, sigmoid, tanh } from '../../../src/graphs/tape/record.ts';
import { adjointAt, clear, emptyTape } from '../../../src/graphs/tape/tape.ts';
import type { Contestant } from '../../contestant.ts';
import { nodeCount, type ScalarGraph } from '../graph.ts';

/** Places of a tape count from 1. */
const record = (tape: ReturnType<typeof emptyTape>, { inputs, nodes }: ScalarGraph): void => {
  clear(tape);
  for (let at = 0; at < inputs.length; at += 1) given(tape, Number(inputs[at]));
  for (let at = 0; at < nodes.length; at += 3) {
    const x = Number(nodes[at + 1]) + 1;
    const y = Number(nodes[at + 2]) + 1;
    switch (nodes[at]) {
      case 0:
        add(tape, x, y);
        break;
      case 1:
        mul(tape, x, y);
        break;
      case 2:
        exp(tape, x);
        break;
      case 3:
        tanh(tape, x);
        break;
      default:
        sigmoid(tape, x);
    }
  }
};

export const enter = (graph: ScalarGraph): Contestant => {
  const tape = emptyTape(nodeCount(graph));
  const run = (): void => {
    record(tape, graph);
    backward(tape, tape.length);
  };
  return {
    run,
    gradient: () => {
      run();
      return graph.inputs.map((_, at) => adjointAt(tape, at + 1));
    },
  };
};
