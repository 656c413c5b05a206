import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** `/dev/full` in the place of one output: every write to it fails with ENOSPC. */
const withFull = (place: 'stdout' | 'stderr') => {
  const full = openSync('/dev/full', 'w');
  try {
    return spawnSync(process.execPath, [main, 'explain', place === 'stdout' ? 'GRAD-WEIGHT' : 'no-such'], {
      encoding: 'utf8',
      stdio: ['ignore', place === 'stdout' ? full : 'pipe', place === 'stderr' ? full : 'pipe'],
    });
  } finally {
    closeSync(full);
  }
};

describe.skipIf(process.platform !== 'linux')('an output without space', () => {
  it('stdout: one sentence, exit 2', () => {
    const { status, stderr } = withFull('stdout');
    expect(stderr).toBe('backproof: standard output: expected a place to write to, got no space left\n');
    expect(status).toBe(2);
  });

  it('stderr: nothing is said, and the exit code stays what it is', () => {
    expect(withFull('stderr')).toMatchObject({ status: 2, stdout: '' });
  });
});
