import { describe, expect, it } from 'vitest';
import type { Examined } from './complaints.ts';
import { reportOf } from './report.ts';
import { reportJson } from './report-json.ts';

const examined: Examined = {
  file: {
    voter: 'per-weight',
    mutants: [
      {
        id: 'per-weight:E01',
        mistake: 'E01',
        says: 'a | b is left out',
        part: 'backward',
        clause: 'DELTA-OUTPUT',
        file: 'src/gradients/per-weight/paths.ts',
        find: 'a',
        replace: 'b',
      },
    ],
    control: { id: 'control', file: 'src/gradients/per-weight/paths.ts', find: 'a', replace: 'b' },
    spared: { 'src/gradients/per-weight/at.ts': 'element access' },
  },
  sightings: new Map([
    [
      'per-weight:E01',
      {
        kind: 'implementation',
        id: 'per-weight:E01',
        reached: ['per-weight'],
        ballot: { outvoted: { 'per-weight': 7 }, fallenSilent: 1, broken: 2 },
        failed: {
          clauses: ['DELTA-OUTPUT', 'GRAD-BIAS'],
          properties: ['agreement-biases'],
          fixtures: ['fixture:a'],
          witness: true,
        },
        prints: { gradients: 'g1', answers: 'a1' },
      },
    ],
  ]),
  unpatched: { gradients: 'g0', answers: 'a0' },
  loaded: ['src/gradients/per-weight/paths.ts'],
};

const facts = {
  seed: 1,
  testedClauses: ['DELTA-OUTPUT', 'GRAD-BIAS', 'PURE'],
  properties: [
    { id: 'agreement-biases', clause: 'GRAD-BIAS' },
    { id: 'purity', clause: 'PURE' },
  ],
  complaints: [],
  blind: [],
  graphs: ['## Graphs'],
};

describe('the report', () => {
  it('has a row per mistake that says who sees it', () => {
    expect(reportOf([examined], facts)).toContain(
      '| `per-weight:E01` | E01 | a \\| b is left out | backward | DELTA-OUTPUT | per-weight 7, crashes 2, falls silent 1 | yes | 1 | all but PURE |',
    );
  });

  it('says of every property how many mistakes its numbers give away, and of which parts', () => {
    const text = reportOf([examined], facts);
    expect(text).toContain('| agreement-biases | GRAD-BIAS | 1 | 0 | 1 | 0 | 1 |');
    expect(text).toContain('| purity | PURE | 0 | 0 | 0 | 0 | 0 |');
    expect(text).toContain('Properties that give away none: purity.');
  });

  it('names the command, the spared files, and what is not as it must be', () => {
    const text = reportOf([examined], { ...facts, complaints: ['nobody sees it'], blind: ['PURE is blind'] });
    expect(text).toContain('Written by `npm run mutants` (seed 1)');
    expect(text).toContain('- `src/gradients/per-weight/at.ts`: element access');
    expect(text).toContain('## Not as it must be\n\n- nobody sees it\n');
    expect(text).toContain('- PURE is blind\n');
  });
});

it('as data has for every mistake the checks that it turns red', () => {
  expect(JSON.parse(reportJson([examined], [], 1))).toEqual({
    seed: 1,
    mutants: [
      {
        id: 'per-weight:E01',
        voter: 'per-weight',
        mistake: 'E01',
        part: 'backward',
        violates: 'DELTA-OUTPUT',
        seen: true,
        witness: true,
        clauses: ['DELTA-OUTPUT', 'GRAD-BIAS'],
        fixtures: ['a'],
      },
    ],
  });
});
