/** Arbitraries that are made once: building one of fast-check's takes longer than drawing a value from it. */

/** The same function, calling `make` once for each key. */
export const oncePer = <Key, Made>(make: (key: Key) => Made): ((key: Key) => Made) => {
  const known = new Map<Key, Made>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    known.set(key, made);
    return made;
  };
};
