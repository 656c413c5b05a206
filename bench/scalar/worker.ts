/** A contestant of the scalar race in a process of its own: `worker.ts NAME FOLDER`. */

import type { Contestant } from '../contestant.ts';
import { serve } from '../serve.ts';
import { readGraph, type ScalarGraph } from './graph.ts';

type Enter = (graph: ScalarGraph) => Contestant;

const entrances: Readonly<Record<string, () => Promise<{ readonly enter: Enter }>>> = {
  tape: () => import('./contestants/tape.ts'),
  objects: () => import('./contestants/objects.ts'),
};

const [name = '', folder = ''] = process.argv.slice(2);

const entrance = entrances[name];
if (entrance === undefined) throw new Error(`contestant: expected a known name, got ${name}`);
const { enter } = await entrance();
await serve(enter(readGraph(folder)), folder, name);
