/** Losses as operations on tensors, fused where a logarithm would lose what the activation in front of it keeps. */

import type { MlpProblem } from '../../model/problem.ts';
import { type Growing, given, node } from './growing.ts';
import type { LayerNames } from './layers.ts';

/** What a loss is computed from. */
interface LossSite {
  readonly graph: Growing;
  readonly last: LayerNames;
  readonly targets: string;
  readonly problem: MlpProblem;
}

const total = ({ graph }: LossSite, name: string, perEntry: string): string =>
  node(graph, name, 'sum', [perEntry]);

/** t softplus(-z) + (1 - t) softplus(z), which is -t ln y - (1 - t) ln(1 - y) for y = sigmoid(z). */
const logLoss = (site: LossSite): string => {
  const { graph, last, targets, problem } = site;
  const z = last.preActivation;
  const ones = given(
    graph,
    'ones',
    problem.targets.map((row) => row.map(() => 1)),
  );
  const others = node(graph, 'others', 'sub', [ones, targets]);
  const below = node(graph, 'below', 'softplus', [node(graph, 'minusz', 'neg', [z])]);
  const above = node(graph, 'above', 'softplus', [z]);
  const terms = [
    node(graph, 'belowt', 'mul', [targets, below]),
    node(graph, 'abovet', 'mul', [others, above]),
  ];
  return total(site, 'losses', node(graph, 'logloss', 'add', terms));
};

/** -sum t log-softmax(z) */
const crossEntropy = (site: LossSite): string => {
  const { graph, last, targets } = site;
  const perExample = node(graph, 'entropies', 'cross-entropy-logits', [last.preActivation, targets], {
    axis: 1,
  });
  return total(site, 'losses', perExample);
};

const ofLogits = (site: LossSite): string =>
  crossEntropy({ ...site, last: { ...site.last, preActivation: site.last.activation } });

const norm = (site: LossSite): string => {
  const difference = node(site.graph, 'differences', 'sub', [site.last.activation, site.targets]);
  return total(site, 'losses', node(site.graph, 'norms', 'norm', [difference], { axis: 1 }));
};

const hinge = (site: LossSite): string => {
  const classes = site.problem.targets.map((target) => target.indexOf(1));
  const perExample = node(site.graph, 'hinges', 'hinge', [site.last.activation], { axis: 1, classes });
  return total(site, 'losses', perExample);
};

/** The sum of the losses of all examples, without the scale. */
export const lossIn = (site: LossSite): string => {
  switch (site.problem.loss.name) {
    case 'squared-error':
      return node(site.graph, 'losses', 'squared-error', [site.last.activation, site.targets]);
    case 'norm':
      return norm(site);
    case 'log-loss':
      return logLoss(site);
    case 'cross-entropy':
      return crossEntropy(site);
    case 'cross-entropy-logits':
      return ofLogits(site);
    case 'hinge':
      return hinge(site);
  }
};
