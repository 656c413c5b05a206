/** How often something runs per second of processor time. */

/** Seconds of processor time that this process has used, all of its threads together. */
export const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Runs counted, and the processor and wall-clock seconds they took. */
export interface Timed {
  readonly runs: number;
  readonly seconds: number;
  readonly elapsed: number;
}

/** Looks at the clock only every so often: asking it costs more than the smallest gradient. */
const chunkSeconds = 0.005;

/** Runs `work` for at least `seconds` of processor time. */
export const timed = (work: () => void, seconds: number): Timed => {
  const began = performance.now();
  const start = processorSeconds();
  let [runs, chunk, used] = [0, 1, 0];
  while (used < seconds) {
    for (let i = 0; i < chunk; i += 1) work();
    runs += chunk;
    const now = processorSeconds() - start;
    if (now - used < chunkSeconds) chunk *= 2;
    used = now;
  }
  return { runs, seconds: used, elapsed: (performance.now() - began) / 1000 };
};
