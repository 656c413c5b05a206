/** What a subject says of itself, read with its defaults and refused with reasons. */

import type { PrecisionName } from '../bounds/precision.ts';
import { type ConventionName, type Conventions, conventionNames, tieRules } from '../model/conventions.ts';
import { type Defect, defectAt, describe, show } from '../model/defect.ts';
import { withNearest } from '../model/nearest.ts';
import type { Path } from '../model/path.ts';
import { activationNames, everything, lossNames, penaltyKinds, type Supports } from '../model/supports.ts';
import { SubjectNotTestable } from './not-testable.ts';
import type { Declaration } from './subject.ts';

type Fields = Readonly<Record<string, unknown>>;

const precisionNames = [
  'float64',
  'float32',
  'float16',
  'bfloat16',
] as const satisfies readonly PrecisionName[];

const supportedKeys = [
  'kinds',
  'activations',
  'losses',
  'penalties',
  'nullBiases',
  'maxLayers',
  'maxWidth',
  'maxExamples',
  'fixedShape',
] as const;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads one field after another and collects what is wrong with them. */
const reader = (defects: Defect[]) => ({
  names: <T extends string>(value: unknown, path: Path, known: readonly T[]): readonly T[] => {
    if (value === undefined) return known;
    if (!Array.isArray(value)) {
      defects.push(defectAt(path, 'a list of names', show(value)));
      return known;
    }
    return value.flatMap((name: unknown, index) => {
      const found = known.find((each) => each === name);
      if (found !== undefined) return [found];
      const got = typeof name === 'string' ? withNearest(name, known) : show(name);
      defects.push(defectAt([...path, index], `one of ${known.join(', ')}`, got));
      return [];
    });
  },
  limit: (value: unknown, path: Path): number => {
    if (value === undefined) return Number.POSITIVE_INFINITY;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
    defects.push(defectAt(path, 'a whole number >= 1', show(value)));
    return Number.POSITIVE_INFINITY;
  },
  flag: (value: unknown, path: Path): boolean => {
    if (value === undefined || typeof value === 'boolean') return value ?? true;
    defects.push(defectAt(path, 'true or false', show(value)));
    return true;
  },
  shape: (value: unknown, path: Path): { readonly fixedShape?: readonly number[] } => {
    if (value === undefined) return {};
    const widths: readonly unknown[] = Array.isArray(value) ? value : [];
    if (widths.length >= 2 && widths.every((width) => Number.isInteger(width) && Number(width) >= 1)) {
      return { fixedShape: widths.map(Number) };
    }
    defects.push(defectAt(path, 'a list of at least 2 widths, input first', show(value)));
    return {};
  },
  known: (fields: Fields, path: Path, known: readonly string[]): void => {
    for (const key of Object.keys(fields).filter((each) => !known.includes(each))) {
      defects.push(defectAt(path, `no keys but ${known.join(', ')}`, withNearest(key, known)));
    }
  },
});

type Reader = ReturnType<typeof reader>;

const readConvention = (
  name: ConventionName,
  value: unknown,
  read: Reader,
  defects: Defect[],
): Conventions => {
  const path = ['conventions', name];
  if (name === 'max-tie') {
    const [rule] = read.names([value], path, tieRules);
    return rule === undefined ? {} : { [name]: rule };
  }
  if (typeof value === 'number' && Number.isFinite(value)) return { [name]: value };
  defects.push(defectAt(path, 'a finite number', show(value)));
  return {};
};

const readConventions = (value: unknown, read: Reader, defects: Defect[]): Conventions => {
  if (value === undefined) return {};
  if (!isObject(value)) {
    defects.push(defectAt(['conventions'], 'an object', show(value)));
    return {};
  }
  read.known(value, ['conventions'], conventionNames);
  const claimed = conventionNames.filter((name) => value[name] !== undefined);
  return Object.assign({}, ...claimed.map((name) => readConvention(name, value[name], read, defects)));
};

const readActivations = (value: unknown, read: Reader): Supports['activations'] => {
  if (!isObject(value)) {
    const names = read.names(value, ['supports', 'activations'], activationNames);
    return { hidden: names, output: names };
  }
  read.known(value, ['supports', 'activations'], ['hidden', 'output']);
  return {
    hidden: read.names(value['hidden'], ['supports', 'activations', 'hidden'], activationNames),
    output: read.names(value['output'], ['supports', 'activations', 'output'], activationNames),
  };
};

const readSupports = (value: Fields, read: Reader): Supports => {
  read.known(value, ['supports'], supportedKeys);
  read.names(value['kinds'], ['supports', 'kinds'], ['mlp', 'graph']);
  return {
    activations: readActivations(value['activations'], read),
    losses: read.names(value['losses'], ['supports', 'losses'], lossNames),
    penalties: read.names(value['penalties'], ['supports', 'penalties'], penaltyKinds),
    nullBiases: read.flag(value['nullBiases'], ['supports', 'nullBiases']),
    maxLayers: read.limit(value['maxLayers'], ['supports', 'maxLayers']),
    maxWidth: read.limit(value['maxWidth'], ['supports', 'maxWidth']),
    maxExamples: read.limit(value['maxExamples'], ['supports', 'maxExamples']),
    ...read.shape(value['fixedShape'], ['supports', 'fixedShape']),
  };
};

/**
 * The declaration of a module, `name` being the file's where it gives none; no `supports` means everything.
 *
 * Throws `SubjectNotTestable` naming every field that cannot be read.
 */
export const readDeclaration = (declared: unknown, file: string): Declaration => {
  const defects: Defect[] = [];
  const read = reader(defects);
  const { name = file, precision = 'float64', supports, conventions } = isObject(declared) ? declared : {};
  if (typeof name !== 'string' || name === '') defects.push(defectAt(['name'], 'a text', show(name)));
  const [known] = read.names([precision], ['precision'], precisionNames);
  if (supports !== undefined && !isObject(supports)) {
    defects.push(defectAt(['supports'], 'an object', show(supports)));
  }
  const declaration: Declaration = {
    name: String(name),
    precision: known ?? 'float64',
    supports: isObject(supports) ? readSupports(supports, read) : everything,
    conventions: readConventions(conventions, read, defects),
  };
  if (defects.length === 0) return declaration;
  throw new SubjectNotTestable('CLAIM', `${file}: ${defects.map(describe).join('; ')}`);
};
