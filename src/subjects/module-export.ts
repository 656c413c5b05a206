/** Which export of a user's module is the subject, and what it says of itself. */

import { nearest } from '../model/nearest.ts';

/** A subject as the module made it: `gradient` is called on it, so that it may use `this`. */
export type Exported = Readonly<Record<string, unknown>> & {
  readonly gradient: (problem: unknown) => unknown;
};

const declared = ['name', 'version', 'language', 'precision', 'accumulation', 'supports', 'conventions'];

const hasGradient = (value: object): value is Exported =>
  'gradient' in value && typeof value.gradient === 'function';

const isClass = (value: unknown): boolean =>
  typeof value === 'function' && Function.prototype.toString.call(value).startsWith('class');

/** TypeScript and Babel write `export default` of a CommonJS module as a property of what is exported. */
const withoutInterop = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && '__esModule' in value && 'default' in value
    ? value.default
    : value;

const mostNames = 8;

/** `an object with name, run`, and which of them was probably meant. */
const describeNames = (value: object): string => {
  const names = Object.keys(value);
  const meant = names.find((name) => /^grad/i.test(name) || nearest(name, ['gradient']) !== undefined);
  const shown = names.slice(0, mostNames).join(', ');
  return meant === undefined ? `an object with ${shown || 'nothing'}` : `${meant}; did you mean gradient?`;
};

const describeExport = (value: unknown): string => {
  if (isClass(value)) return 'a class; export an object of it: export default new Net()';
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return 'gradient' in value ? `a gradient that is a ${typeof value.gradient}` : describeNames(value);
};

const accepted = (value: unknown): Exported | undefined => {
  if (typeof value === 'function' && !isClass(value)) return { gradient: value as Exported['gradient'] };
  return typeof value === 'object' && value !== null && hasGradient(value) ? value : undefined;
};

const expected = 'expected an object with a function gradient(problem)';

/** A value as a subject: an object with a method `gradient`, or that function. Throws TypeError saying what it is. */
export const subjectIn = (value: unknown): Exported => {
  const subject = accepted(value);
  if (subject !== undefined) return subject;
  throw new TypeError(`${expected}, got ${describeExport(value)}`);
};

/**
 * The default export as a subject; without one, the exports by name. Throws TypeError saying what is exported
 * instead.
 */
export const subjectOf = (module: Readonly<Record<string, unknown>>): Exported => {
  const isNamed = module['default'] === undefined;
  const candidate = isNamed ? module : withoutInterop(module['default']);
  const subject = accepted(candidate);
  if (subject !== undefined) return subject;
  const names = Object.keys(module).slice(0, mostNames).join(', ') || 'no names';
  const got = isNamed ? `none; exported are ${names}` : describeExport(candidate);
  throw new TypeError(`default export: ${expected}, got ${got}`);
};

/** What the subject says of itself, as data; whatever else it holds stays where it is. */
export const declarationOf = (subject: Exported): object =>
  JSON.parse(JSON.stringify(Object.fromEntries(declared.map((key) => [key, subject[key]]))));

/** Fields that nobody reads and that look like one that is: `support is not read; did you mean supports?` */
export const misspeltOf = (subject: Exported): readonly string[] =>
  Object.keys(subject)
    .filter((key) => key !== 'gradient' && !declared.includes(key))
    .flatMap((key) => {
      const meant = nearest(key, declared);
      return meant === undefined || subject[meant] !== undefined
        ? []
        : [`${key} is not read; did you mean ${meant}?`];
    });
