/** Reading what a subject declares, field by field; what is wrong is collected, with its path. */

import { type Defect, defectAt, show } from '../model/defect.ts';
import { withNearest } from '../model/nearest.ts';
import type { Path } from '../model/path.ts';

/** Looked up by names of ours only. */
export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const longestText = 100;

/** Above all that can be declared; more are refused in one sentence instead of one by one. */
const mostEntries = 1000;

export interface FieldReader {
  readonly defects: readonly Defect[];
  readonly refuse: (path: Path, expected: string, got: string) => void;
  /** The object's fields; none where it is absent or no object. */
  readonly object: (value: unknown, path: Path) => Fields;
  /** A text of 1 to 100 characters; `otherwise` where it is none. */
  readonly text: (value: unknown, path: Path, otherwise: string) => string;
  /** One of the names. */
  readonly name: <T extends string>(value: unknown, path: Path, known: readonly T[]) => T | undefined;
  /** Names out of those known; all of them where the list is absent. */
  readonly names: <T extends string>(value: unknown, path: Path, known: readonly T[]) => readonly T[];
  /** A whole number >= 1; infinity where it is absent. */
  readonly limit: (value: unknown, path: Path) => number;
  /** True where it is absent. */
  readonly flag: (value: unknown, path: Path) => boolean;
  readonly number: (value: unknown, path: Path) => number | undefined;
  /** Refuses every key that is not known. */
  readonly known: (fields: Fields, path: Path, known: readonly string[]) => void;
}

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1;

/** A reader with a list of defects of its own. */
export const fieldReader = (): FieldReader => {
  const defects: Defect[] = [];
  const refuse = (path: Path, expected: string, got: string): void => {
    defects.push(defectAt(path, expected, got));
  };
  const name = <T extends string>(value: unknown, path: Path, known: readonly T[]): T | undefined => {
    const found = known.find((each) => each === value);
    if (found === undefined) {
      const got = typeof value === 'string' ? withNearest(value, known) : show(value);
      refuse(path, `one of ${known.join(', ')}`, got);
    }
    return found;
  };
  return {
    defects,
    refuse,
    name,
    object: (value, path) => {
      if (isObject(value)) return value;
      if (value !== undefined) refuse(path, 'an object', show(value));
      return {};
    },
    text: (value, path, otherwise) => {
      if (typeof value === 'string' && value.trim() !== '' && value.length <= longestText) return value;
      const isLong = typeof value === 'string' && value.length > longestText;
      refuse(
        path,
        `a text of 1 to ${longestText} characters`,
        isLong ? `${value.length} characters` : show(value),
      );
      return otherwise;
    },
    names: (value, path, known) => {
      if (value === undefined) return known;
      if (!Array.isArray(value)) {
        refuse(path, 'a list of names', show(value));
        return known;
      }
      if (value.length > mostEntries) {
        refuse(path, `at most ${mostEntries} names`, String(value.length));
        return known;
      }
      return value.flatMap((each: unknown, index) => name(each, [...path, index], known) ?? []);
    },
    limit: (value, path) => {
      if (isWhole(value)) return value;
      if (value !== undefined) refuse(path, 'a whole number >= 1', show(value));
      return Number.POSITIVE_INFINITY;
    },
    flag: (value, path) => {
      if (typeof value === 'boolean') return value;
      if (value !== undefined) refuse(path, 'true or false', show(value));
      return true;
    },
    number: (value, path) => {
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      refuse(path, 'a finite number', show(value));
      return undefined;
    },
    known: (fields, path, known) => {
      const others = Object.keys(fields).filter((key) => !known.includes(key));
      if (others.length > mostEntries) refuse(path, `at most ${mostEntries} keys`, String(others.length));
      else for (const key of others) refuse(path, `no keys but ${known.join(', ')}`, withNearest(key, known));
    },
  };
};
