/** This repository's own rules and sources, as the tests of the house hold one against the other. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rules } from './imports.ts';
import { implementations, rooms } from './rooms.ts';
import { isSource, listFiles, root } from './tree.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The table of rooms, with the aliases and the name that package.json gives. */
export const houseRules: Rules = {
  rooms,
  apart: implementations,
  aliases: manifest.imports,
  name: manifest.name,
};

/** Every file of the repository as path to text. */
export const readTree = (): Readonly<Record<string, string>> =>
  Object.fromEntries(listFiles(root).map((path) => [path, readFileSync(join(root, path), 'utf8')]));

/** Every file of the repository that can import, as path to text. */
export const readSources = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(readTree()).filter(([path]) => isSource(path)));
