import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sectionOfGraphs } from '../committed-report.ts';
import { seeded } from '../trials/random.ts';
import { graphCases } from './problem-case.ts';
import { type GraphRun, graphSection } from './report.ts';
import { type GraphTallies, selectedGraphs } from './tally.ts';
import { runGraph } from './trial.ts';

describe('the committed section', () => {
  const path = new URL('../../../reports/soundness-graphs.json', import.meta.url);
  const run: GraphRun = JSON.parse(readFileSync(path, 'utf8'));

  it('is made of the counts beside it', () => {
    expect(sectionOfGraphs()).toBe(graphSection(run));
  });

  it('stands on no violation', () => {
    expect(run.problems).toBeGreaterThanOrEqual(2000);
    expect(selectedGraphs(run.tallies)).toMatchObject({ violations: 0 });
  });
});

describe('a section', () => {
  const tallies: GraphTallies = {};
  const cases = ['grown', 'kink'].flatMap((family) => graphCases(family, 3, 4));
  for (const [index, graph] of cases.entries()) runGraph(tallies, graph, 1, seeded(3, index));
  const run: GraphRun = { command: 'command', seed: 3, problems: cases.length, tallies };

  it('counts every number once: judged, unbounded or excused', () => {
    const { entries, unbounded, excused, uncertain, shares } = selectedGraphs(tallies);
    expect(shares.reduce((sum, count) => sum + count, 0) + uncertain + unbounded + excused).toBe(entries);
  });

  it('says what the tallies hold', () => {
    const { runs } = selectedGraphs(tallies);
    expect(graphSection(run)).toContain(`**${cases.length} graphs, ${runs} runs, `);
    expect(graphSection(run)).toContain('fewer than');
  });

  it('calls no bound sound that was violated', () => {
    const broken = structuredClone(tallies);
    const [first] = Object.values(broken);
    if (first !== undefined) first.violations = 1;
    expect(graphSection({ ...run, tallies: broken })).toContain('Bounds with violations are not sound.');
  });
});
