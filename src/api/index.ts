/** `import { defineSubject } from 'backproof'`: the types of a network, or of a library that differentiates graphs, under test. */

export type { PrecisionName } from '../bounds/precision.ts';
export type { ProblemKind } from '../model/any-kind.ts';
export type { Conventions } from '../model/conventions.ts';
export type { GraphNode, GraphProblem, NestedNumbers } from '../model/graph.ts';
export type { Attributes, OperationName } from '../model/operations.ts';
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
export type {
  Answer,
  Answers,
  Capabilities,
  GraphAnswer,
  Nested,
  Questions,
  Row,
  Rows,
  SubjectModule,
} from './subject-module.ts';
export { defineSubject } from './subject-module.ts';
