/** As much of Python as decides whether a printed listing runs: how methods are called, which names are bound. */

/** A method: the names in its parentheses, and what it does with them. */
export interface Method {
  readonly parameters: readonly string[];
  readonly body: (...given: readonly unknown[]) => number;
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Calls `receiver.method(...given)`: Python puts the receiver in front. TypeError where the number differs. */
export const callMethod = (
  { parameters, body }: Method,
  receiver: object,
  given: readonly unknown[],
): number => {
  const all = [receiver, ...given];
  if (all.length === parameters.length) return body(...all);
  const takes = plural(parameters.length, 'positional argument', 'positional arguments');
  throw new TypeError(`takes ${takes} but ${plural(all.length, 'was', 'were')} given`);
};

/** A name was read that nothing binds. */
class NameError extends Error {
  override readonly name = 'NameError';
}

/** A statement by what it reads, in order, and what it binds. */
export interface Statement {
  readonly reads: readonly string[];
  readonly binds: readonly string[];
}

/** Runs through the statements; NameError at the first name that is read before anything has bound it. */
export const requireNames = (statements: readonly Statement[], bound: readonly string[]): void => {
  const names = new Set(bound);
  for (const { reads, binds } of statements) {
    const unbound = reads.find((name) => !names.has(name));
    if (unbound !== undefined) throw new NameError(unbound);
    for (const name of binds) names.add(name);
  }
};
