/** Waiting until everything that has been written to us has also been read. */

/** Turns without news that are waited for: one would do where the order of events is guaranteed. */
const quietTurns = 3;

/**
 * Resolves after turns of the event loop in which `progress` stayed the same, and at the latest after
 * `most` turns. One turn reads what lies in a pipe, so this takes no time when nothing is there.
 */
export const whenQuiet = (progress: () => number, most: number): Promise<void> =>
  new Promise((resolve) => {
    let seen = progress();
    let quiet = 0;
    let turns = 0;
    const turn = (): void => {
      const now = progress();
      quiet = now === seen ? quiet + 1 : 0;
      seen = now;
      turns += 1;
      if (quiet >= quietTurns || turns >= most) resolve();
      else setImmediate(turn);
    };
    setImmediate(turn);
  });
