/** Uniform numbers from a seed. */

/** The next number in [0, 1). */
export type Random = () => number;

/** A stream of its own for every pair of seed and index: sfc32 (Doty-Humphrey), 12 rounds to mix. */
export const seeded = (seed: number, index = 0): Random => {
  let [a, b, c, counter] = [seed | 0, index | 0, 0x5eed, 1];
  const next = (): number => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return (mixed >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
};
