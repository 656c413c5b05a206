import { expect, it } from 'vitest';
import { renderRun } from './reporters.ts';
import { exampleContext, exampleRun, exampleSubject, exampleVerdict } from './test-run.ts';

const malformed = (check: string, message: string) =>
  exampleVerdict('malformed', 'GRAD-WEIGHT', check, { code: 'SHAPE', message });

it('of an answer with several defects that follows another the first is shown, and how many more', () => {
  const verdicts = [
    malformed('first', 'gradients.weights[0]: expected 1x2, got 2x1'),
    malformed(
      'second',
      'gradients.weights[0]: expected 1x2, got 2x1\ngradients.weights[1]: expected 3x1, got 1x3',
    ),
  ];
  const run = { ...exampleRun, subjects: [{ ...exampleSubject, verdicts }] };
  const lines = renderRun('console', run, exampleContext).split('\n');
  expect(lines).toContain('  GRAD-WEIGHT, second: gradients.weights[0]: expected 1x2, got 2x1 (and 1 more)');
});
