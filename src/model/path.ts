/** Where a number stands in an answer: answers, expectations and bounds have one shape. */

/** Steps to one entry: `['gradients', 'weights', 1, 0, 0]`. */
export type Path = readonly (string | number)[];

/** `gradients.weights[1][0][0]` */
export const formatPath = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');

/** The entry at a path, or undefined where the value does not go that far. */
export const entryAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (node, step) =>
      typeof node === 'object' && node !== null
        ? (node as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );

/** Every path below `prefix` at which nested arrays hold a number. */
export function* numberPaths(shape: unknown, prefix: Path): Generator<Path> {
  if (typeof shape === 'number') yield prefix;
  if (!Array.isArray(shape)) return;
  for (const [index, child] of shape.entries()) yield* numberPaths(child, [...prefix, index]);
}

/** True when nested arrays and objects of numbers hold none that is NaN or infinite. */
export const isFiniteTree = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) {
    // Number by number here and not by a call for each: an answer may hold a million.
    for (let index = 0; index < value.length; index += 1) {
      const entry: unknown = value[index];
      if (typeof entry === 'number' ? !Number.isFinite(entry) : !isFiniteTree(entry)) return false;
    }
    return true;
  }
  return typeof value !== 'object' || value === null || Object.values(value).every(isFiniteTree);
};
