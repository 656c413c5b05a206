/** Reads the worked examples of kind `graph` from their files. */

import { readdirSync, readFileSync } from 'node:fs';
import { compiledSchema } from '../../model/compiled-schema.ts';
import { describeAll } from '../../model/defect.ts';
import type { GraphAnswer, GraphProblem, NestedNumbers } from '../../model/graph.ts';
import { inferShapes } from '../../model/graph-shapes.ts';
import { readGraphProblem } from '../../model/read-graph.ts';
import type { Decimal, Derivation, FixtureSource } from '../fixture.ts';
import { FixtureError } from '../fixtures.ts';

/** A graph and, apart from it, what must come out; the values come from fixtures/derive/graphs.py. */
export interface GraphFixture {
  readonly kind: 'graph';
  /** The file's name without `.json`. */
  readonly id: string;
  readonly title: string;
  /** The clauses that the example shows at work, the foremost first. */
  readonly clauses: readonly [string, ...string[]];
  readonly source: FixtureSource;
  /** Which numbers and choices are the document's and which are ours. */
  readonly provenance: string;
  readonly problem: GraphProblem;
  readonly expectation: { readonly exact: Derivation & GraphAnswer<Decimal> };
}

const inPackage = (path: string): URL => new URL(path, import.meta.resolve('#package'));

const readJson = (path: string): object => JSON.parse(readFileSync(inPackage(path), 'utf8'));

const schema = (name: string): object => readJson(`spec/schema/${name}.schema.json`);

const validator = compiledSchema<GraphFixture>(
  () => schema('graph-fixture'),
  () => ['problem', 'graph-problem', 'fixture'].map(schema),
);

const shapeOf = (nested: NestedNumbers<Decimal>): string =>
  typeof nested === 'string' ? '' : `${nested.length},${shapeOf(nested[0] ?? '')}`;

/** Gradients for exactly the variables asked for, each in the shape of its variable. */
const misshapen = ({ problem, expectation }: GraphFixture): readonly string[] => {
  const { gradients } = expectation.exact;
  const { shapes } = inferShapes(problem);
  const names = Object.keys(gradients);
  if (names.join() !== problem.wrt.join())
    return [`expectation.exact.gradients: expected ${problem.wrt.join()}, got ${names.join()}`];
  return Object.entries(gradients).flatMap(([name, gradient]) => {
    const expected = (shapes.get(name) ?? []).map((size) => `${size},`).join('');
    return shapeOf(gradient) === expected
      ? []
      : [`expectation.exact.gradients.${name}: expected shape [${expected}], got [${shapeOf(gradient)}]`];
  });
};

/** Reads one example from a value; `file` is the name it must have. Throws `FixtureError` with the reasons. */
export const readGraphFixture = (value: unknown, file: string): GraphFixture => {
  const refuse = (reasons: string): never => {
    throw new FixtureError(`${file}: ${reasons}`);
  };
  const validate = validator();
  if (!validate(value)) {
    const reasons = (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath || 'the whole'} ${message}`,
    );
    return refuse(reasons.join('; '));
  }
  if (`${value.id}.json` !== file)
    return refuse(`id: expected ${file.replace('.json', '')}, got ${value.id}`);
  const read = readGraphProblem(value.problem);
  if (!read.ok) return refuse(describeAll(read.defects));
  const wrong = misshapen(value);
  return wrong.length > 0 ? refuse(wrong.join('; ')) : { ...value, problem: read.problem };
};

/** All worked examples of kind `graph`, in the order of their names. */
export const loadGraphFixtures = (): readonly GraphFixture[] =>
  readdirSync(inPackage('fixtures/graphs/'))
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => readGraphFixture(readJson(`fixtures/graphs/${file}`), file));
