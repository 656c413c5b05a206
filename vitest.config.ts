import { defineConfig } from 'vitest/config';

// .ci/run names a file for the counts and keeps the console's report as it is.
const counts = process.env['TEST_COUNTS_FILE'];

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'properties/**/*.test.ts'],
    globalSetup: 'src/house/test-setup.ts',
    testTimeout: 60_000,
    maxWorkers: '100%',
    reporters: counts === undefined ? ['default'] : ['default', ['json', { outputFile: counts }]],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'properties/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
    },
  },
});
