/** Whether the loss fits the last activation and the targets lie where the loss is defined (protocol, 1). */

import { at } from './at.ts';
import type { Defect } from './defect.ts';
import { defectAt } from './defect.ts';
import type { Activation, LossName, MlpProblem, Vector } from './problem.ts';
import { sizesOf } from './problem-shapes.ts';
import { lossNames } from './supports.ts';

/** What a loss asks of the last activation and of every target; undefined asks nothing. */
interface Demands {
  readonly fits: (last: Activation['name']) => boolean;
  readonly needs?: string;
  readonly target?: { readonly expected: string; readonly accepts: (target: number) => boolean };
}

const always = (): boolean => true;
const notNegative = { expected: 'a number >= 0', accepts: (target: number) => target >= 0 };

const demands: Readonly<Record<LossName, Demands>> = {
  'squared-error': { fits: always },
  norm: { fits: always },
  'log-loss': {
    fits: (last) => last === 'sigmoid',
    needs: 'sigmoid as the last activation',
    target: { expected: 'a number from 0 to 1', accepts: (target) => target >= 0 && target <= 1 },
  },
  'cross-entropy': {
    fits: (last) => last === 'softmax',
    needs: 'softmax as the last activation',
    target: notNegative,
  },
  'cross-entropy-logits': {
    fits: (last) => last !== 'softmax',
    needs: 'any last activation but softmax, which it contains',
    target: notNegative,
  },
  hinge: { fits: always },
};

const lossDefects = (name: LossName, last: Activation['name']): readonly Defect[] => {
  if (demands[name].fits(last)) return [];
  const fitting = lossNames.filter((other) => demands[other].fits(last)).join(', ');
  return [
    defectAt(
      ['loss', 'name'],
      `a loss that fits ${last} (${fitting})`,
      `"${name}", which needs ${demands[name].needs}`,
    ),
  ];
};

const isOneHot = (target: Vector): boolean =>
  target.every((component) => component === 0 || component === 1) &&
  target.filter((component) => component === 1).length === 1;

const hingeDefects = (problem: MlpProblem): readonly Defect[] => {
  const outputs = at(sizesOf(problem), -1).units;
  if (outputs === 1)
    return [defectAt(['loss', 'name'], 'a loss for 1 output', '"hinge", which needs at least 2')];
  return problem.targets.flatMap((target, example) =>
    isOneHot(target)
      ? []
      : [
          defectAt(
            ['targets', example],
            'one 1 and else 0 ("hinge")',
            `[${target.slice(0, 8).join(', ')}${target.length > 8 ? ', ...' : ''}]`,
          ),
        ],
  );
};

const targetDefects = ({ loss, targets }: MlpProblem): readonly Defect[] => {
  const domain = demands[loss.name].target;
  if (domain === undefined) return [];
  return targets.flatMap((target, example) =>
    target.flatMap((component, index) =>
      domain.accepts(component)
        ? []
        : [defectAt(['targets', example, index], `${domain.expected} ("${loss.name}")`, String(component))],
    ),
  );
};

/** Where a problem of fitting shapes still asks for something that is not defined. */
export const meaningDefects = (problem: MlpProblem): readonly Defect[] => {
  const last = at(problem.layers, -1).activation.name;
  const misfit = lossDefects(problem.loss.name, last);
  if (misfit.length > 0) return misfit;
  return problem.loss.name === 'hinge' ? hingeDefects(problem) : targetDefects(problem);
};
