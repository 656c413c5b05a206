import { describe, expect, it } from 'vitest';
import type { ProblemKind } from '../model/any-kind.ts';
import { type ClauseOutcome, clauseChecks } from './clause-checks.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { inProcessSubject } from './in-process.ts';
import { defineSubject, type SubjectModule } from './subject-module.ts';

/** J = scale * sum of (w x + b - t)^2 for one unit with one input; `factor` spoils the gradients of the biases. */
const oneUnit = (factor: number): SubjectModule =>
  defineSubject({
    supports: {
      activations: ['identity'],
      losses: ['squared-error'],
      penalties: ['none'],
      nullBiases: false,
      fixedShape: [1, 1],
    },
    gradient: ({ layers, loss, inputs, targets }) => {
      const [w, b] = [Number(layers[0]?.weights[0]?.[0]), Number(layers[0]?.biases?.[0])];
      const deltas = inputs.map(([x = 0], n) => 2 * loss.scale * (w * x + b - Number(targets[n]?.[0])));
      const weight = inputs.reduce((sum, [x = 0], n) => sum + x * Number(deltas[n]), 0);
      const bias = deltas.reduce((sum, delta) => sum + delta, 0);
      return { gradients: { weights: [[[weight]]], biases: [new Float64Array([factor * bias])] } };
    },
  });

/** Graphs of products of numbers, backwards from the output; `factor` spoils what comes back to the first slot. */
const products = (factor: number): SubjectModule<'graph'> =>
  defineSubject({
    supports: { kinds: ['graph'], ops: ['mul'] },
    gradient: ({ inputs, nodes, output, wrt }) => {
      const values = new Map(Object.entries(inputs).map(([name, value]) => [name, Number(value)]));
      const numberOf = (name = ''): number => Number(values.get(name));
      for (const { name, args } of nodes) values.set(name, numberOf(args[0]) * numberOf(args[1]));
      const back = new Map([[output, 1]]);
      const add = (name: string, part: number) => back.set(name, (back.get(name) ?? 0) + part);
      for (const { name, args } of nodes.toReversed()) {
        const [x = '', y = ''] = args;
        const g = back.get(name) ?? 0;
        add(x, factor * g * numberOf(y));
        add(y, g * numberOf(x));
      }
      return {
        value: numberOf(output),
        gradients: Object.fromEntries(wrt.map((name) => [name, back.get(name) ?? 0])),
      };
    },
  });

const outcomesOf = async <Kind extends ProblemKind>(
  module: SubjectModule<Kind>,
  options: ConformanceOptions,
): Promise<readonly ClauseOutcome[]> => {
  const outcomes: ClauseOutcome[] = [];
  for (const { run } of clauseChecks(options)) {
    outcomes.push(await run(inProcessSubject(module, 'one unit'), undefined));
  }
  return outcomes;
};

const textOf = ([outcome]: readonly ClauseOutcome[]): string =>
  outcome?.kind === 'failed' ? outcome.text : '';

describe('the checks of a clause', () => {
  it('pass for a right subject whose rows are typed arrays', async () => {
    expect(await outcomesOf(oneUnit(1), { clause: 'GRAD-BIAS', runs: 10 })).toEqual([{ kind: 'passed' }]);
  });

  it('fail for a wrong one, and again for the sample of the replay line alone', async () => {
    const first = textOf(await outcomesOf(oneUnit(2), { clause: 'GRAD-BIAS', runs: 10, seed: 5 }));
    const [, path] = /replay: conformance\(.*path: '([^']+)'/.exec(first) ?? [];
    expect(path).toBeDefined();
    const again = textOf(await outcomesOf(oneUnit(2), { clause: 'GRAD-BIAS', seed: 5, path: path ?? '' }));
    const entry = / got +\S+/.exec(first)?.[0];
    expect(entry).toBeDefined();
    expect(again).toContain(entry);
  });

  it('pass and fail alike for a subject that answers graphs', async () => {
    const options = { clause: 'GATE-MULTIPLY', runs: 10, seed: 5 };
    expect(await outcomesOf(products(1), options)).toEqual([{ kind: 'passed' }]);
    expect(textOf(await outcomesOf(products(3), options))).toMatch(
      /^GATE-MULTIPLY: x0 is 2 x the derivative/,
    );
    expect(await outcomesOf(products(1), { clause: 'GATE-MAX' })).toEqual([
      { kind: 'skipped', reason: 'unsupported: outside what the subject supports' },
    ]);
    expect(await outcomesOf(products(1), { clause: 'GRAD-BIAS' })).toMatchObject([{ kind: 'skipped' }]);
  });

  it('say why nothing could be tested', async () => {
    expect(await outcomesOf(oneUnit(1), { clause: 'LOSS-HINGE' })).toEqual([
      { kind: 'skipped', reason: 'unsupported: outside what the subject supports' },
    ]);
  });
});

it('every clause that is tested has one check', () => {
  const titles = clauseChecks({}).map(({ title }) => title);
  expect(titles.length).toBeGreaterThan(30);
  expect(new Set(titles).size).toBe(titles.length);
});

describe('options that select nothing', () => {
  it.each([
    [{ clause: 'NO-SUCH-CLAUSE' }, 'clause, path: expected to select something that is tested, got nothing'],
    [
      { path: 'no-such-property:1' },
      'clause, path: expected to select something that is tested, got nothing',
    ],
    [{ path: 'nonsense' }, 'path: expected PROPERTY:PATH as a replay line prints it, got "nonsense"'],
  ])('%j are refused', (options, message) => {
    expect(() => clauseChecks(options)).toThrow(message);
  });
});

describe('a subject in this process', () => {
  it('is refused where its declaration cannot be read', () => {
    const declared: unknown = { supports: { losses: ['squarederror'] }, gradient: () => ({}) };
    expect(() => inProcessSubject(declared as SubjectModule, 'net')).toThrow(
      'net: supports.losses[0]: expected one of squared-error, norm',
    );
  });

  it('answers one question at a time, and none that was given up', async () => {
    let inside = 0;
    const slow: SubjectModule = {
      gradient: async (problem) => {
        inside += 1;
        expect(inside).toBe(1);
        await Promise.resolve();
        inside -= 1;
        return oneUnit(1).gradient(problem);
      },
    };
    const subject = inProcessSubject(slow, 'slow');
    const problem = {
      kind: 'mlp',
      layers: [{ weights: [[2]], biases: [1], activation: { name: 'identity' } }],
      loss: { name: 'squared-error', scale: 0.5 },
      inputs: [[3]],
      targets: [[1]],
    } as const;
    const replies = [subject.ask(problem), subject.ask(problem), subject.ask(problem)];
    // z = 7, so dJ/dz = 6, dJ/dw = 18, dJ/db = 6.
    expect(await replies[1]).toMatchObject({
      kind: 'answer',
      answer: { gradients: { weights: [[[18]]], biases: [[6]] } },
    });
    const given = subject.ask(problem);
    subject.forget();
    expect(await given).toMatchObject({ kind: 'fault', verdict: 'not-run', code: 'STOPPED' });
  });
});
