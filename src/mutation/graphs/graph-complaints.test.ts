import { describe, expect, it } from 'vitest';
import {
  complaintsAboutGraph,
  complaintsAboutGraphControl,
  complaintsAboutGraphs,
} from './graph-complaints.ts';
import { readGraphCatalogue } from './read-graph-mutants.ts';

const mutant = { id: 'm', moves: ['graph-table', 'graph-naive'] } as const;

const seen = {
  id: 'm',
  reached: ['graph-table', 'graph-naive'],
  outvoted: { 'graph-table': 3 },
  silenced: { 'graph-naive': 1 },
  undecided: 0,
};

describe('of a mistake planted in graphs', () => {
  it('nothing is said where exactly the ways that it moves are outvoted or fall silent', () => {
    expect(complaintsAboutGraph(mutant, seen)).toEqual([]);
  });

  it('it is said that nobody sees it', () => {
    expect(complaintsAboutGraph(mutant, { ...seen, outvoted: {}, silenced: {} })).toEqual([
      'm: nobody outvotes graph-table',
    ]);
  });

  it('it is said that others are outvoted, and that the first is not', () => {
    expect(complaintsAboutGraph(mutant, { ...seen, outvoted: { 'graph-forward': 3 } })).toEqual([
      'm: nobody outvotes graph-table',
      'm: graph-forward outvoted, who should not be',
    ]);
    expect(complaintsAboutGraph(mutant, { ...seen, silenced: {} })).toEqual([]);
  });

  it('it is said that it reaches two lineages, or leaves a vote open', () => {
    const reached = [...seen.reached, 'graph-forward'];
    expect(complaintsAboutGraph(mutant, { ...seen, reached, undecided: 2 })).toEqual([
      'm: reaches reverse and forward, not one lineage',
      'm: no vote on 2 questions',
    ]);
  });

  it('nothing is said where no answer moves, as it must be, and a law breaks', () => {
    const silent = { ...seen, outvoted: {}, silenced: {} };
    expect(complaintsAboutGraph({ id: 'm', moves: [] }, { ...silent, broken: ['law-counts'] })).toEqual([]);
    expect(complaintsAboutGraph({ id: 'm', moves: [] }, silent)).toEqual([
      'm: nobody outvotes anybody, and no law breaks',
    ]);
  });

  it('a control must not be seen', () => {
    expect(complaintsAboutGraphControl({ ...seen, outvoted: {}, silenced: {} })).toEqual([]);
    expect(complaintsAboutGraphControl(seen)).toEqual(['m: a change without effect was seen']);
  });
});

describe('of a whole run', () => {
  const panels = [
    { name: 'first', asked: 10, dropped: 0 },
    { name: 'higher', asked: 100, dropped: 0 },
  ] as const;

  it('it is said that mistakes were not examined, and that too few were asked too little', () => {
    const [file] = readGraphCatalogue();
    if (file === undefined) throw new Error('no file');
    const complaints = complaintsAboutGraphs([{ file, sightings: new Map() }], panels);
    expect(complaints).toContain(`${file.control.id}: was not examined`);
    expect(complaints).toContain(`expected 240 mistakes in graphs, got ${file.mutants.length}`);
    expect(complaints).toContain('first: expected 300 questions, got 10');
  });

  it('it is said in which source nothing is planted', () => {
    const [file] = readGraphCatalogue();
    if (file === undefined) throw new Error('no file');
    const bare = {
      ...file,
      mutants: [],
      spared: {},
      places: ['src/graphs/gradient.ts', 'src/graphs/table/'],
    };
    const complaints = complaintsAboutGraphs([{ file: bare, sightings: new Map() }], panels);
    expect(complaints).toContain('src/graphs/gradient.ts: no mistake is planted in it');
    expect(complaints).toContain('src/graphs/table/backpropagate.ts: no mistake is planted in it');
  });
});
