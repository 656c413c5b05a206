/**
 * synaptic, which generates code per network. Its output units take t - a as their error, whatever the
 * cost: the gradient of the log-loss, so that is the one it is held to.
 */

import synaptic from 'synaptic';
import type { Enter } from '../contestant.ts';
import { placesOf, rowsOf } from '../job.ts';

const throwMissing = (): never => {
  throw new Error("synaptic: expected a neuron's place in the generated code's memory, got none");
};

export const enter: Enter = (job) => {
  const places = placesOf(job);
  const layers = job.widths.map((width) => new synaptic.Layer(width));
  layers.slice(0, -1).forEach((layer, l) => {
    layer.project(layers[l + 1] ?? throwMissing());
  });
  const [input = throwMissing(), ...others] = layers;
  others.forEach(({ list }, l) => {
    const { inputs, weightsAt, biasesAt } = places[l] ?? throwMissing();
    list.forEach((neuron, i) => {
      neuron.bias = Number(job.parameters[biasesAt + i]);
      Object.values(neuron.connections.inputs).forEach((connection, j) => {
        connection.weight = Number(job.parameters[weightsAt + i * inputs + j]);
      });
    });
  });
  const network = new synaptic.Network({
    input,
    hidden: others.slice(0, -1),
    output: others.at(-1) ?? throwMissing(),
  });
  const examples = rowsOf(job.inputs, Number(job.widths.at(0)));
  const targets = rowsOf(job.targets, Number(job.widths.at(-1)));

  const cost = new Float64Array(1);
  /** At rate 0 every operation of a learning step is done, and no weight moves. */
  const learn = (example: number): void => {
    const target = targets[example] ?? throwMissing();
    const outputs = network.activate(examples[example] ?? throwMissing());
    network.propagate(0, target);
    let sum = 0;
    for (let k = 0; k < outputs.length; k += 1) sum += (Number(outputs[k]) - Number(target[k])) ** 2;
    cost[0] = Number(cost[0]) + sum / 2;
  };

  const run = (): void => {
    cost[0] = 0;
    for (let example = 0; example < examples.length; example += 1) learn(example);
  };

  const memoryAt = (variable: string): number => {
    const { memory, data } = network.optimized;
    return Number(memory[(data.variables[variable] ?? throwMissing()).id]);
  };
  const addGradient = (sum: Float64Array): void => {
    others.forEach(({ list }, l) => {
      const { inputs, weightsAt, biasesAt } = places[l] ?? throwMissing();
      const below = (layers[l] ?? throwMissing()).list.map(({ ID }) => memoryAt(`activation_${ID}`));
      list.forEach(({ ID }, i) => {
        const delta = -memoryAt(`responsibility_error_${ID}`);
        sum[biasesAt + i] = Number(sum[biasesAt + i]) + delta;
        below.forEach((a, j) => {
          const at = weightsAt + i * inputs + j;
          sum[at] = Number(sum[at]) + delta * a;
        });
      });
    });
  };
  return {
    run,
    gradient: () => {
      const sum = new Float64Array(job.parameters.length);
      examples.forEach((_, example) => {
        learn(example);
        addGradient(sum);
      });
      return sum;
    },
  };
};
