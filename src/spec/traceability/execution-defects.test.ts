import { describe, expect, it } from 'vitest';
import { altered, complaints, material } from './test-material.ts';

describe('a must of a gradient chapter', () => {
  it('sees a planted mistake by its own properties or worked examples', () => {
    expect(complaints({ planted: [] })).toContainEqual(
      expect.stringMatching(
        /DELTA-HIDDEN: expected a planted mistake that its own properties and worked examples see, as its level is must, got none of 0$/,
      ),
    );
    const blind = material.planted.map((mistake) => ({
      ...mistake,
      clauses: mistake.clauses.filter((id) => id !== 'BATCH-ORDER'),
    }));
    expect(complaints({ planted: blind })).toEqual([
      expect.stringContaining('BATCH-ORDER: expected a planted mistake that its own'),
    ]);
  });

  it('is held by worked examples alone where no property names it', () => {
    const withoutExamples = material.planted.map((mistake) => ({ ...mistake, fixtures: [] }));
    expect(complaints({ planted: withoutExamples })).toContainEqual(
      expect.stringContaining('WEIGHT-PATHS: expected a planted mistake'),
    );
  });

  it('runs lines of every implementation', () => {
    const idle = material.lineCoverage.clauses.map((row) =>
      row.clause === 'DELTA-HIDDEN'
        ? {
            ...row,
            reached: {
              ...row.reached,
              'grad-table': { lines: { ran: 0, of: 9 }, branches: { ran: 0, of: 9 } },
            },
          }
        : row,
    );
    expect(complaints({ lineCoverage: { ...material.lineCoverage, clauses: idle } })).toEqual([
      'reports/line-coverage.json DELTA-HIDDEN: expected checks that run lines of every implementation, got none of grad-table',
    ]);
  });
});

describe('what was run', () => {
  const measured = (clauses: typeof material.lineCoverage.clauses) =>
    complaints({ lineCoverage: { ...material.lineCoverage, clauses } });
  const { clauses } = material.lineCoverage;

  it('names the clauses of today in their order', () => {
    expect(measured(clauses.filter(({ clause }) => clause !== 'GATE-ADD'))).toEqual([
      'reports/line-coverage.json: expected a row for GATE-ADD, as `npm run spec:coverage` writes it, got none',
    ]);
    expect(measured([...clauses, { clause: 'GONE', questions: 0, reached: {} }])).toEqual([
      'reports/line-coverage.json: expected clauses of today, as `npm run spec:coverage` writes it, got GONE',
    ]);
    expect(measured(clauses.toReversed())).toEqual([
      'reports/line-coverage.json: expected the clauses in their order, as `npm run spec:coverage` writes it, got another order',
    ]);
  });

  it('names clauses, worked examples and mistakes that exist', () => {
    const [first] = material.planted;
    if (first === undefined) throw new Error('nothing planted');
    const changed = (mistake: Partial<typeof first>) =>
      complaints({ planted: [{ ...first, ...mistake }, ...material.planted.slice(1)] });
    expect(changed({ violates: 'ACT-SIGMOYD' })).toEqual([
      `reports/independence.json ${first.id}: expected a clause id, got "ACT-SIGMOYD"; did you mean "ACT-SIGMOID"?`,
    ]);
    expect(changed({ fixtures: ['khalid-2-2-3'] })).toEqual([
      `reports/independence.json ${first.id}: expected a worked example, got "khalid-2-2-3"; did you mean "khalid-2-2-2"?`,
    ]);
    expect(changed({ id: 'gone' })).toEqual([
      `reports/independence.json: expected a row for ${first.id}, as \`npm run mutants\` writes it, got none`,
      'reports/independence.json: expected mistakes of mutants/, as `npm run mutants` writes it, got gone',
    ]);
  });

  it('excepts only what would otherwise be demanded', () => {
    expect(complaints(altered('ACT-STEP', { level: 'should' }))).toContain(
      'exception: expected a must of a gradient chapter, got ACT-STEP',
    );
  });
});
