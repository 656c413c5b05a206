/** Which imports the table of rooms refuses, and why. */

import { posix } from 'node:path';
import { type ImportSite, readImports } from './read-imports.ts';
import type { Room } from './rooms.ts';
import { isTest } from './tree.ts';

/** What an import is held against. */
export interface Rules {
  readonly rooms: readonly Room[];
  /** Rooms between which not even a test may import. */
  readonly apart: readonly string[];
  /** The `imports` of package.json: `#fixtures/*` to `./fixtures/*`. */
  readonly aliases: Readonly<Record<string, string>>;
  /** The package's own name: inside, one imports files. */
  readonly name: string;
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

/** What a specifier stands for: a path from the root of the repository, a package, or neither. */
type Target = { readonly path: string } | { readonly package: string } | { readonly unfit: string };

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

const dealias = (specifier: string, aliases: Rules['aliases']): string | undefined => {
  for (const [alias, path] of Object.entries(aliases)) {
    if (alias === specifier) return posix.normalize(path);
    const head = alias.replace(/\*$/, '');
    if (head !== alias && specifier.startsWith(head))
      return posix.normalize(path.replace('*', specifier.slice(head.length)));
  }
  return undefined;
};

const packageOf = (specifier: string): string =>
  specifier.startsWith('node:')
    ? specifier
    : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

const resolve = ({ file }: ImportSite, specifier: string, rules: Rules): Target => {
  if (/^\.\.?(\/|$)/.test(specifier)) {
    const path = posix.join(posix.dirname(file), specifier);
    return path.startsWith('..') ? { unfit: 'it lies outside the repository' } : { path };
  }
  if (specifier.startsWith('#')) {
    const path = dealias(specifier, rules.aliases);
    return path === undefined ? { unfit: 'package.json has no such entry under imports' } : { path };
  }
  if (specifier.startsWith('/') || /^(?!node:)[\w+.-]+:/.test(specifier))
    return { unfit: 'expected a relative path, a # import or a package' };
  const name = packageOf(specifier);
  return name === rules.name ? { unfit: 'inside, import the file, not the package' } : { package: name };
};

/** Why a path may not be imported, or undefined when it may. */
const refusalOf = (site: ImportSite, from: Room, path: string, rules: Rules): string | undefined => {
  const to = roomOf(path, rules.rooms);
  if (to === undefined) return `imports ${path}: it belongs to no room`;
  if (isTest(path)) return `imports ${path}: nothing imports a test`;
  if (from === to) return undefined;
  if (isTest(site.file))
    return rules.apart.includes(from.place) && rules.apart.includes(to.place)
      ? `imports ${path}: a test may import any room, except across the implementations`
      : undefined;
  if (admits(from, path, site.typeOnly)) return undefined;
  return `imports ${admits(from, path, true) ? 'values of ' : ''}${path}: ${rightsOf(from)}`;
};

const inspectPackage = (site: ImportSite, from: Room, name: string): Finding => {
  const { packages } = from;
  if (packages === undefined || isTest(site.file) || isGranted(packages, name, site.typeOnly)) return {};
  const rights = packages.length === 0 ? 'no package' : `no package but ${packages.join(', ')}`;
  return { violation: `imports ${name}: ${from.place} may import ${rights}` };
};

const inspectImport = (site: ImportSite, from: Room, rules: Rules): Finding => {
  if (site.specifier === undefined)
    return from.computed || isTest(site.file)
      ? {}
      : { violation: `imports a path computed at run time: ${from.place} may not` };
  const target = resolve(site, site.specifier, rules);
  if ('unfit' in target) return { violation: `imports ${site.specifier}: ${target.unfit}` };
  if ('package' in target) return inspectPackage(site, from, target.package);
  const refusal = refusalOf(site, from, target.path, rules);
  if (refusal !== undefined) return { violation: refusal };
  const to = roomOf(target.path, rules.rooms);
  return to === undefined || to === from || isTest(site.file) ? {} : { edge: [from.place, to.place] };
};

const inspectFile = (file: string, text: string, rules: Rules): Inspection => {
  const from = roomOf(file, rules.rooms);
  if (from === undefined)
    return { files: [file], imports: 0, violations: [`${file} belongs to no room`], edges: [] };
  const sites = readImports(file, text);
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

/** Holds every import of the given sources (path to text) against the rules. Throws on a syntax error. */
export const inspectImports = (sources: Readonly<Record<string, string>>, rules: Rules): Inspection => {
  const parts = Object.entries(sources).map(([file, text]) => inspectFile(file, text, rules));
  return {
    files: parts.flatMap(({ files }) => files),
    imports: parts.reduce((sum, { imports }) => sum + imports, 0),
    violations: parts.flatMap(({ violations }) => violations),
    edges: parts.flatMap(({ edges }) => edges),
  };
};
