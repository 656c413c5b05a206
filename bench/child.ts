/** A program that answers every line with a line of JSON, as a child process. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Child {
  /** The answer to one line; throws with the last words of a child that ended instead. */
  readonly ask: (line: string) => Promise<unknown>;
  /** Closes its input and waits for its end. */
  readonly end: () => Promise<void>;
}

/** One thread for every library; kernels as the BLAS itself chooses them for this processor. */
const environment = (): NodeJS.ProcessEnv => {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...others } = process.env;
  const one = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  return { ...others, ...one, PYTHONDONTWRITEBYTECODE: '1' };
};

/** Spawn options of everything that is measured. */
export const measured = (): { readonly env: NodeJS.ProcessEnv } => ({ env: environment() });

export const startChild = (program: string, args: readonly string[]): Child => {
  const child = spawn(program, args, { stdio: 'pipe', ...measured() });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2000);
  });
  child.on('error', (error) => {
    words += error.message;
  });
  child.stdin.on('error', () => {});
  const closed = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  const ask = async (line: string): Promise<unknown> => {
    child.stdin.write(`${line}\n`);
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(words.trim().split('\n').at(-1) || 'it ended without a word');
      if (value.startsWith('{')) return JSON.parse(value);
    }
  };
  return {
    ask,
    end: async () => {
      child.stdin.end();
      await closed;
    },
  };
};
