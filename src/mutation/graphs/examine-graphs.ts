/** One mistake in graphs at a time: plants it, asks every way everything, and says what was seen. */

import type { Engine } from '../../graphs/laws/engine.ts';
import type { Patch } from '../mutant.ts';
import type { Load } from '../patched-modules.ts';
import { type FailedGraphChecks, graphChecksWith } from './graph-checks.ts';
import { engineEntry, lawChecksWith } from './law-checks.ts';
import { type LoadedWay, type Panel, panelOf, type Sightings } from './panel.ts';
import { drawProperties, questionsOf } from './questions.ts';
import { type PanelName, panelNames, type Way, type WayFunction, ways } from './ways.ts';

/** How mistakes in graphs are examined. */
export interface GraphOptions {
  readonly seed: number;
  /** False: only who is outvoted. */
  readonly thorough: boolean;
}

/** What was seen of one planted mistake. */
export interface GraphSighting extends Sightings {
  readonly id: string;
  /** Ways of the panel that load the patched file. */
  readonly reached: readonly string[];
  /** Of the way that was put to the checks; absent where only the vote was asked for. */
  readonly failed?: FailedGraphChecks;
  /** Ids of the laws that do not hold; absent where they were not asked for, or do not load the file. */
  readonly broken?: readonly string[];
}

/** What one process says of itself. */
export interface Prepared {
  /** Files that each way loads, by its name. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly panels: readonly Pick<Panel, 'name' | 'asked' | 'dropped'>[];
}

/** A mistake to plant: which panel is asked, who of it is put to the checks. */
export interface GraphRequest {
  readonly patch: Patch;
  /** Whether the laws are to be asked, too. */
  readonly laws: boolean;
  readonly panel: PanelName;
  readonly checked: string | null;
}

const samplesPerProperty = 10;

const loadWay = async (load: Load, way: Way, patch: Patch | null) => {
  const { exported, files } = await load(way, patch);
  return { way: { ...way, answer: exported as WayFunction }, files };
};

/** A patched way; all of them share one version of what they load, which is loaded once. */
const loadTogether = async (load: Load, way: Way, patch: Patch): Promise<LoadedWay> => {
  const { exported } = await load({ ...way, name: 'graphs' }, patch);
  return { ...way, answer: exported as WayFunction };
};

/** Prepares this process to examine mistakes. */
export const graphExaminer = async (load: Load, { seed, thorough }: GraphOptions) => {
  const loaded = await Promise.all(ways.map((way) => loadWay(load, way, null)));
  const files = Object.fromEntries(loaded.map(({ way, files: own }) => [way.name, own]));
  const drawn = drawProperties(seed, samplesPerProperty);
  const unpatched: readonly LoadedWay[] = loaded.map(({ way }) => way);
  const panels = await Promise.all(
    panelNames.map((name) => panelOf(name, unpatched, questionsOf(name, seed, drawn))),
  );
  const checks = graphChecksWith(drawn);
  const lawChecks = await lawChecksWith(questionsOf('higher', seed, drawn));
  const { exported, files: filesOfEngine } = await load(engineEntry, null);
  const brokenUnpatched = lawChecks(exported as Engine);
  if (brokenUnpatched.length > 0) throw new Error(`unpatched, ${brokenUnpatched.join(', ')} does not hold`);

  const brokenBy = async (patch: Patch): Promise<readonly string[]> => {
    const loadedEngine = await load({ ...engineEntry, name: 'graphs' }, patch);
    return lawChecks(loadedEngine.exported as Engine);
  };

  const examine = async ({ patch, panel: wanted, checked, laws }: GraphRequest): Promise<GraphSighting> => {
    const panel = panels.find(({ name }) => name === wanted);
    if (panel === undefined) throw new RangeError(`panel: expected a known one, got ${wanted}`);
    const reached = ways.filter((way) => way.panel === wanted && files[way.name]?.includes(patch.file));
    const patched = await Promise.all(reached.map((way) => loadTogether(load, way, patch)));
    const own = patched.find(({ name }) => name === checked);
    return {
      id: patch.id,
      reached: reached.map(({ name }) => name),
      ...panel.vote(patched),
      ...(thorough && wanted === 'first' && own !== undefined && { failed: await checks(own) }),
      ...(laws && filesOfEngine.includes(patch.file) && { broken: await brokenBy(patch) }),
    };
  };
  const prepared: Prepared = {
    files,
    panels: panels.map(({ name, asked, dropped }) => ({ name, asked, dropped })),
  };
  return { prepared, examine };
};
