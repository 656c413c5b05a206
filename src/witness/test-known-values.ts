/** Networks with derivatives from outside. */

import type { MlpProblem } from '../model/problem.ts';
import { gradientFixture } from '../problems/test-fixtures.ts';

interface Known {
  readonly title: string;
  readonly problem: MlpProblem;
  readonly cost: number;
  readonly derivatives: readonly number[];
}

/** All digits as printed; each rounds to the nearest double. */
const numbers = (digits: string): number[] => digits.trim().split(/\s+/).map(Number);

/** Each with its cost and its derivatives. */
export const known: readonly Known[] = [
  {
    title: 'sigmoid and squared error',
    problem: gradientFixture('khalid-2-2-2').problem,
    cost: Number('0.29837110876000268565'),
    derivatives: numbers(`
      0.0004385677344743468001718346 0.0008771354689486936003436692 0.0004977127352608601104004638
      0.0009954254705217202208009275 0.08216704056423077829587294 0.08266762784753325473520285
      -0.0226025404774750587677218 -0.02274024221597820965698236 0.008771354689486935516528695
      0.009954254705217201655437137 0.1384985616285569661723806 -0.03809823651655621501752159
      0.003804266879727340692647789 0.004740547349462547586804052
    `),
  },
  {
    title: 'tanh, softmax, cross-entropy, a batch, a penalty on biases too, absent biases',
    problem: {
      kind: 'mlp',
      layers: [
        {
          weights: [
            [0.5, -0.3],
            [0.2, 0.7],
            [-0.6, 0.1],
          ],
          biases: [0.1, -0.2, 0.3],
          activation: { name: 'tanh' },
        },
        {
          weights: [
            [0.4, -0.1, 0.8],
            [0.3, 0.6, -0.5],
            [-0.2, 0.9, 0.1],
          ],
          biases: null,
          activation: { name: 'softmax' },
        },
      ],
      loss: { name: 'cross-entropy', scale: 0.5 },
      penalty: { name: 'l2', lambda: 0.01, biases: true },
      inputs: [
        [0.5, -1],
        [1.5, 0.25],
      ],
      targets: [
        [1, 0, 0],
        [0.2, 0.3, 0.5],
      ],
    },
    cost: Number('0.97183532358061781181'),
    derivatives: numbers(`
      0.03327136774249625101502508 0.05125108830005777691746388 0.006236287991045492504688645
      -0.1122703240662057387113079 -0.2051245490630386131600428 0.2687437201405279453199471
      -0.1322322176494849797095906 0.1724231537329854848867 0.03587515944065267745741304
      0.1624493845737861952897423 -0.07045410408140935914048276 -0.07664498721822561907032039
      -0.02021716692430121537198493 -0.07396904965157612527437242 0.04876982777757294277864153
      -0.01533038684426920803918836 0.07542503634154621714932538 -0.3067073270580468997034253
      0.164308644214223772053102 0.06901732681515852184049572 0.03053556586677900104396939
      -0.03949141802860010258078538
    `),
  },
  {
    title: 'elu, linear, cross-entropy of logits',
    problem: {
      kind: 'mlp',
      layers: [
        {
          weights: [
            [1.5, -2],
            [-0.5, 0.75],
          ],
          biases: [0.25, -0.5],
          activation: { name: 'elu', alpha: 0.5 },
        },
        {
          weights: [
            [0.3, -0.7],
            [1.1, 0.4],
          ],
          biases: [0.05, 0.15],
          activation: { name: 'linear', alpha: 2, beta: -0.5 },
        },
      ],
      loss: { name: 'cross-entropy-logits', scale: 1.7 },
      inputs: [[0.2, 0.9]],
      targets: [[0.25, 0.75]],
    },
    cost: Number('1.274797551882082245'),
    derivatives: numbers(`
      -0.02347762334015324937764264 -0.1056493050306896189412171 -0.2253486325289255031881868
      -1.014068846380164733073435 -0.3654208371443274342889571 0.07682339745304279383613036
      0.3654208371443274342889571 -0.07682339745304279383613036 -0.1173881167007662403718637
      -1.126743162644627453394124 1.024311966040570432853108 -1.024311966040570432853108
      0.3872894062711643661392663 -0.6102811385819381093018654
    `),
  },
  {
    title: 'softmax inside, tanh, norm',
    problem: {
      kind: 'mlp',
      layers: [
        {
          weights: [
            [0.9, -0.4],
            [0.3, 0.8],
          ],
          biases: null,
          activation: { name: 'softmax' },
        },
        {
          weights: [
            [1.2, -0.6],
            [0.7, 0.5],
          ],
          biases: [0.1, -0.3],
          activation: { name: 'tanh' },
        },
      ],
      loss: { name: 'norm', scale: 1 },
      inputs: [[1, 0.5]],
      targets: [[0.25, -0.75]],
    },
    cost: Number('1.0493896748310262464'),
    derivatives: numbers(`
      0.09308496444061171633143033 0.04654248222030585816571516 -0.09308496444061171633143033
      -0.04654248222030585816571516 0.05297811431891266635944656 0.05297811431891266635944656
      0.4540466155359032845431423 0.4540466155359032845431423 0.1059562286378253327188931
      0.9080932310718065690862846 0.05585097866436703289921032 -0.1117019573287340657984206
    `),
  },
];
