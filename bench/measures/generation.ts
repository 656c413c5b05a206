/** Fully shrinkable problems per second: made, and made and answered by one of ours. Each in its own process. */

import fc from 'fast-check';
import { float64 } from '../../src/arithmetic/float64.ts';
import { implementations, typedDeltaRecursion } from '../../src/gradients/registry.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import { everything } from '../../src/model/supports.ts';
import { architectures } from '../../src/problems/architecture.ts';
import { mlpProblems } from '../../src/problems/mlp.ts';
import { timed } from '../timing.ts';

const problems = mlpProblems(everything);
const shapes = architectures(everything);
if (problems === null || shapes === null) throw new Error('expected the whole format to contain problems');

const perBatch = 500;

const answered = (answer: (problem: MlpProblem) => unknown) =>
  fc.property(problems, (problem) => {
    answer(problem);
  });

/** What fast-check itself takes, shapes alone, problems, and problems with an answer, by name. */
const works: Readonly<Record<string, fc.IRawProperty<unknown>>> = {
  nothing: fc.property(fc.constant(0), () => {}),
  shapes: fc.property(shapes, () => {}),
  problems: fc.property(problems, () => {}),
  [typedDeltaRecursion.name]: answered(typedDeltaRecursion.solve),
  ...Object.fromEntries(
    implementations.map(({ name, gradient }) => [name, answered((problem) => gradient(problem, float64))]),
  ),
};

const property = works[process.argv[2] ?? ''];
if (property === undefined) throw new Error(`expected one of ${Object.keys(works)}, got ${process.argv[2]}`);

let seed = 0;
const batch = (): void => {
  seed += 1;
  fc.assert(property, { seed, numRuns: perBatch });
};

// The engine is still compiling after one or two seconds.
timed(batch, 4);
const perSecond = Array.from({ length: 5 }, () => {
  const { runs, seconds } = timed(batch, 0.5);
  return (runs * perBatch) / seconds;
});

console.log(JSON.stringify(perSecond));
