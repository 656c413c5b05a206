/** `import { defineSubject } from 'backproof'`: the types of a network under test. */

export type { PrecisionName } from '../bounds/precision.ts';
export type { Conventions } from '../model/conventions.ts';
export type {
  Activation,
  DenseActivation,
  DenseLayer,
  Layer,
  Loss,
  Matrix,
  MaxoutLayer,
  MlpProblem as Problem,
  Penalty,
  Vector,
} from '../model/problem.ts';
export type { Answer, Capabilities, Row, Rows, SubjectModule } from './subject-module.ts';
export { defineSubject } from './subject-module.ts';
