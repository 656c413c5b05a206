import { describe, expect, it } from 'vitest';
import { chosenOf } from '../subset.ts';
import {
  complaintsAboutGraph,
  complaintsAboutGraphControl,
  complaintsAboutGraphs,
} from './graph-complaints.ts';
import { readGraphCatalogue } from './read-graph-mutants.ts';
import { examineGraphs } from './run-graphs.ts';

const seed = 1;
const catalogue = readGraphCatalogue();

it('every patch of the catalogue applies, and there are enough', () => {
  expect(catalogue.map(({ name }) => name)).toEqual([
    'algorithms',
    'forward-mode',
    'higher-order',
    'operations',
    'symbolic',
    'tape',
    'tensors',
  ]);
  expect(catalogue.flatMap(({ mutants }) => mutants).length).toBeGreaterThanOrEqual(240);
});

describe('planted in the sources of graphs', () => {
  const chosen = catalogue.map((file) => ({ file, mutants: chosenOf(file, seed, 1) }));

  it('a mistake of every file is seen, the ways that it moves by name, and a changed comment is not', async () => {
    const { all, panels } = await examineGraphs(chosen, { seed, thorough: false }, 1);
    const complaints = chosen.flatMap(({ file, mutants }, index) => {
      const sightings = all[index]?.sightings;
      const control = sightings?.get(file.control.id);
      return [
        ...(control === undefined ? ['no control'] : complaintsAboutGraphControl(control)),
        ...mutants.flatMap((mutant) => {
          const sighting = sightings?.get(mutant.id);
          return sighting === undefined ? ['not examined'] : complaintsAboutGraph(mutant, sighting);
        }),
      ];
    });
    expect(complaints).toEqual([]);
    expect(complaintsAboutGraphs([], panels)).toEqual(['expected 240 mistakes in graphs, got 0']);
  });
});
