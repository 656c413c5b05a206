/** Which imports the table of rooms refuses, and why. */

import { type ImportSite, readImports } from './read-imports.ts';
import { type Names, resolveImport } from './resolve-import.ts';
import type { Room } from './rooms.ts';
import { isSharedByTests, isTest } from './tree.ts';

/** What an import is held against. */
export interface Rules extends Names {
  readonly rooms: readonly Room[];
  /** Rooms between which not even a test may import. */
  readonly apart: readonly string[];
}

/** What a look at the sources found. */
export interface Inspection {
  /** Files read to the end. */
  readonly files: readonly string[];
  /** Imports seen, of every form. */
  readonly imports: number;
  /** One sentence per refused import or file. */
  readonly violations: readonly string[];
  /** Pairs of rooms joined by an import outside tests. */
  readonly edges: readonly (readonly [from: string, to: string])[];
}

/** What one import came to. */
interface Finding {
  readonly violation?: string;
  readonly edge?: readonly [from: string, to: string];
}

const holds = (place: string, path: string): boolean => path === place || path.startsWith(`${place}/`);

/** The innermost room that a path lies in. */
const roomOf = (path: string, rooms: readonly Room[]): Room | undefined =>
  rooms
    .filter(({ place }) => holds(place, path))
    .toSorted((left, right) => left.place.length - right.place.length)
    .at(-1);

const typesOnly = / types$/;

const isGranted = (grants: readonly string[], target: string, typeOnly: boolean): boolean =>
  grants.some((grant) => holds(grant.replace(typesOnly, ''), target) && (typeOnly || !typesOnly.test(grant)));

const admits = ({ may }: Room, target: string, typeOnly: boolean): boolean =>
  may === 'anything' || isGranted(may, target, typeOnly);

const rightsOf = ({ place, may }: Room): string => {
  if (may === 'anything') return `${place} may import anything`;
  if (may.length === 0) return `${place} may import nothing outside its own folder`;
  const short = may.map((grant) => (grant.startsWith('src/') ? grant.slice('src/'.length) : `./${grant}`));
  return `${place} may import ${short.join(', ')}`;
};

/** Tests may import any room, and so may what they share. */
const servesTests = (path: string): boolean => isTest(path) || isSharedByTests(path);

/** Why a path may not be imported, or undefined when it may. */
const refusalOf = (site: ImportSite, from: Room, path: string, rules: Rules): string | undefined => {
  const to = roomOf(path, rules.rooms);
  if (to === undefined) return `imports ${path}: it belongs to no room`;
  if (isTest(path)) return `imports ${path}: nothing imports a test`;
  if (isSharedByTests(path) && !servesTests(site.file))
    return `imports ${path}: only tests import what they share`;
  if (from === to) return undefined;
  if (servesTests(site.file))
    return rules.apart.includes(from.place) && rules.apart.includes(to.place)
      ? `imports ${path}: a test may import any room, except across the implementations`
      : undefined;
  if (admits(from, path, site.typeOnly)) return undefined;
  return `imports ${admits(from, path, true) ? 'values of ' : ''}${path}: ${rightsOf(from)}`;
};

const inspectPackage = (site: ImportSite, from: Room, name: string): Finding => {
  const { packages } = from;
  if (packages === undefined || servesTests(site.file) || isGranted(packages, name, site.typeOnly)) return {};
  const rights = packages.length === 0 ? 'no package' : `no package but ${packages.join(', ')}`;
  return { violation: `imports ${name}: ${from.place} may import ${rights}` };
};

const inspectImport = (site: ImportSite, from: Room, rules: Rules): Finding => {
  if (site.specifier === undefined)
    return from.computed || servesTests(site.file)
      ? {}
      : { violation: `imports a path computed at run time: ${from.place} may not` };
  if (from.copied && site.specifier === rules.name) return inspectPackage(site, from, rules.name);
  const target = resolveImport(site.file, site.specifier, rules);
  if ('unfit' in target) return { violation: `imports ${site.specifier}: ${target.unfit}` };
  if ('package' in target) return inspectPackage(site, from, target.package);
  const refusal = refusalOf(site, from, target.path, rules);
  if (refusal !== undefined) return { violation: refusal };
  const to = roomOf(target.path, rules.rooms);
  return to === undefined || to === from || servesTests(site.file) ? {} : { edge: [from.place, to.place] };
};

const inspectSites = (file: string, from: Room, sites: readonly ImportSite[], rules: Rules): Inspection => {
  const findings = sites.map((site) => ({ site, ...inspectImport(site, from, rules) }));
  return {
    files: [file],
    imports: sites.length,
    violations: findings.flatMap(({ site, violation }) =>
      violation === undefined ? [] : [`${site.file}:${site.line} ${violation}`],
    ),
    edges: findings.flatMap(({ edge }) => (edge === undefined ? [] : [edge])),
  };
};

const unread = (violation: string): Inspection => ({
  files: [],
  imports: 0,
  violations: [violation],
  edges: [],
});

const inspectFile = (file: string, text: string, rules: Rules): Inspection => {
  const from = roomOf(file, rules.rooms);
  if (from === undefined) return unread(`${file} belongs to no room`);
  try {
    return inspectSites(file, from, readImports(file, text), rules);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unread(`${file} cannot be parsed: ${error.message}`);
  }
};

/** Holds every import of the given sources (path to text) against the rules. */
export const inspectImports = (sources: Readonly<Record<string, string>>, rules: Rules): Inspection => {
  const parts = Object.entries(sources).map(([file, text]) => inspectFile(file, text, rules));
  return {
    files: parts.flatMap(({ files }) => files),
    imports: parts.reduce((sum, { imports }) => sum + imports, 0),
    violations: parts.flatMap(({ violations }) => violations),
    edges: parts.flatMap(({ edges }) => edges),
  };
};
