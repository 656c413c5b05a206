import { defineConfig } from 'vitest/config';

// .ci/run names a file for the counts and keeps the console's report as it is.
const counts = process.env['TEST_COUNTS_FILE'];

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'properties/**/*.test.ts'],
    globalSetup: 'src/house/test-setup.ts',
    // For machines far slower than ours: no test may fail for want of speed.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: '100%',
    slowTestThreshold: 5_000,
    // Nothing here mocks, and modules keep no state but caches; loading mathjs and ajv once per worker
    // instead of once per file saves a third of the time.
    isolate: false,
    reporters: counts === undefined ? ['default'] : ['default', ['json', { outputFile: counts }]],
    coverage: {
      provider: 'v8',
      reportOnFailure: true,
      include: ['src/**/*.ts', 'properties/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
    },
  },
});
