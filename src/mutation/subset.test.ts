import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { complaintsAbout, complaintsAboutControl } from './complaints.ts';
import { readGraphCatalogue } from './graphs/read-graph-mutants.ts';
import { root } from './patched-modules.ts';
import { askProcesses } from './processes.ts';
import { workerFor } from './run.ts';
import { chosenOf } from './subset.ts';
import { voters } from './voters.ts';
import type { Request, Response } from './worker.ts';

const seed = 1;

const catalogue = readCatalogue();

describe('the catalogue', () => {
  it('has a file for every voter, and every patch applies', () => {
    expect(catalogue.map(({ voter }) => voter)).toEqual(voters.map(({ name }) => name));
    expect(catalogue.flatMap(({ mutants }) => mutants).length).toBeGreaterThanOrEqual(350);
  });

  it('is what reports/independence.md was written for', () => {
    const report = readFileSync(new URL('reports/independence.md', root), 'utf8');
    const rows = [...report.matchAll(/^\| `([^`]+)` \|/gm)].map(([, id]) => id);
    expect(rows).toEqual(
      [...catalogue, ...readGraphCatalogue()].flatMap(({ mutants }) => mutants.map(({ id }) => id)),
    );
  });
});

describe('chosenOf', () => {
  it('gives the same mutants for the same seed, and others for another', () => {
    const [file] = catalogue;
    if (file === undefined) throw new Error('no file');
    expect(chosenOf(file, 1, 3)).toEqual(chosenOf(file, 1, 3));
    expect(chosenOf(file, 1, 3)).not.toEqual(chosenOf(file, 2, 3));
    expect(new Set(chosenOf(file, 1, 5)).size).toBe(5);
  });
});

describe('planted in the real sources', () => {
  const chosen = catalogue.map((file) => ({ file, mutants: chosenOf(file, seed, 3) }));
  const requests = chosen.flatMap(({ file: { voter, control }, mutants }): readonly Request[] => [
    { kind: 'examine', voter, patch: control, part: null },
    ...mutants.map((mutant): Request => ({ kind: 'examine', voter, patch: mutant, part: mutant.part })),
  ]);

  it('three mistakes of every voter are seen, the voter by name, and a changed comment is not', async () => {
    const { responses } = await askProcesses<Response>(workerFor({ seed, thorough: false }), requests, 2);
    const sightings = responses.flatMap((response) =>
      response.kind === 'sighting' ? [response.sighting] : [],
    );
    expect(sightings.length).toBe(requests.length);
    const sightingOf = (id: string) => sightings.filter((sighting) => sighting.id === id);
    for (const { file, mutants } of chosen) {
      expect(
        sightingOf(file.control.id).flatMap((sighting) => complaintsAboutControl(sighting, undefined)),
      ).toEqual([]);
      for (const mutant of mutants) {
        expect(
          sightingOf(mutant.id).flatMap((sighting) => complaintsAbout(file.voter, mutant, sighting)),
        ).toEqual([]);
      }
    }
  });
});
