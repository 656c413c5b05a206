/**
 * Loads the real source files with one patch applied, beside the same files without it.
 *
 * A version is loaded under a query in its URL, which every file that it imports from this repository
 * inherits; so a patch reaches exactly what is loaded from the entry, and nothing already loaded.
 */

import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Patch } from './mutant.ts';
import { applyPatch } from './patch.ts';
import type { Voter } from './voters.ts';

/** The root of the repository, with a trailing slash. */
export const root = new URL('../../', import.meta.url);

/** The text of a file, from the root of the repository; undefined where there is none. */
export const sourceOf = (file: string): string | undefined => {
  try {
    return readFileSync(new URL(file, root), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

interface Version {
  readonly patch: Patch | null;
  /** Files loaded so far, from the root of the repository. */
  readonly files: Set<string>;
}

const query = 'version';

const isOurs = (url: string): boolean => url.startsWith(root.href) && !url.includes('/node_modules/');

const fileOf = (url: URL): string =>
  fileURLToPath(url).slice(fileURLToPath(root).length).replaceAll('\\', '/');

const textOf = (source: unknown): string => (typeof source === 'string' ? source : String(source));

/** Intercepts this process's loading of modules; once per process. */
export const interceptLoading = () => {
  const versions = new Map<string, Version>();
  const versionOf = (url: string | undefined): string | null =>
    url === undefined || !isOurs(url) ? null : new URL(url).searchParams.get(query);

  registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      const version = versionOf(context.parentURL);
      if (version === null || !isOurs(resolved.url)) return resolved;
      const url = new URL(resolved.url);
      url.searchParams.set(query, version);
      return { ...resolved, url: url.href };
    },
    load: (url, context, next) => {
      const loaded = next(url, context);
      const version = versions.get(versionOf(url) ?? '');
      if (version === undefined) return loaded;
      const file = fileOf(new URL(url));
      version.files.add(file);
      return version.patch?.file === file
        ? { ...loaded, source: applyPatch(textOf(loaded.source), version.patch) }
        : loaded;
    },
  });

  /** A voter's function with a patch applied, or as it is; and the files it was loaded from. */
  return async ({ name, entry, exported }: Voter, patch: Patch | null) => {
    const key = `${name} ${patch?.id ?? ''}`;
    // Loaded again, a version comes from the cache and its files are not seen a second time.
    const version: Version = versions.get(key) ?? { patch, files: new Set() };
    versions.set(key, version);
    const url = new URL(entry, root);
    url.searchParams.set(query, key);
    const loaded: Readonly<Record<string, unknown>> = await import(url.href);
    return { exported: loaded[exported], files: [...version.files].toSorted() };
  };
};

/** Loads a voter with a patch applied, or as it is. */
export type Load = ReturnType<typeof interceptLoading>;
