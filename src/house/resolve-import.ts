/** What the text of an import stands for. */

import { posix } from 'node:path';

/** What package.json calls things. */
export interface Names {
  /** The `imports` of package.json: `#fixtures/*` to `./fixtures/*`. */
  readonly aliases: Readonly<Record<string, string>>;
  /** The package's own name: inside, one imports files. */
  readonly name: string;
}

/** What a specifier stands for: a path from the root of the repository, a package, or neither. */
export type Target = { readonly path: string } | { readonly package: string } | { readonly unfit: string };

const dealias = (specifier: string, aliases: Names['aliases']): string | undefined => {
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

/** The target of a specifier as written in a file. */
export const resolveImport = (file: string, specifier: string, names: Names): Target => {
  if (/^\.\.?(\/|$)/.test(specifier)) {
    const path = posix.join(posix.dirname(file), specifier);
    return path.startsWith('..') ? { unfit: 'it lies outside the repository' } : { path };
  }
  if (specifier.startsWith('#')) {
    const path = dealias(specifier, names.aliases);
    return path === undefined ? { unfit: 'package.json has no such entry under imports' } : { path };
  }
  if (specifier.startsWith('/') || /^(?!node:)[\w+.-]+:/.test(specifier))
    return { unfit: 'expected a relative path, a # import or a package' };
  const name = packageOf(specifier);
  return name === names.name ? { unfit: 'inside, import the file, not the package' } : { package: name };
};
