import { describe, expect, it } from 'vitest';
import { operationNames } from '../../model/operations.ts';
import { everything } from '../../model/supports.ts';
import { plainGraph } from './plain-graphs.ts';

const supports = { ...everything, kinds: ['graph'], ops: operationNames } as const;

describe('plain graphs', () => {
  it.each(operationNames)('of %s are two, in which every slot has a variable of its own', (op) => {
    const graphs = [...plainGraph(supports, op), ...plainGraph(supports, op, true)];
    expect(graphs.length).toBe(2);
    for (const { nodes, inputs, wrt } of graphs) {
      expect(nodes[0]?.op).toBe(op);
      expect(new Set(nodes[0]?.args).size).toBe(nodes[0]?.args.length);
      expect(wrt).toEqual(Object.keys(inputs));
    }
  });

  it('have two entries alike in no lane and weights of their own, so that no mistake is invisible', () => {
    const [graph] = plainGraph(supports, 'softmax', true);
    expect(graph).toMatchObject({
      inputs: {
        x: [
          [0.3, -0.7, 0.5],
          [-1.1, 0.4, -0.9],
          [0.6, -1.3, 0.2],
        ],
        w: [
          [0.4, -0.9, 0.6],
          [-1.3, 0.2, -0.8],
          [1.2, -0.3, 0.7],
        ],
      },
      nodes: [{ op: 'softmax', attributes: { axis: 0 } }, { op: 'mul' }, { op: 'sum' }],
    });
  });
});
