import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'properties/**/*.test.ts'],
    testTimeout: 60_000,
    coverage: { include: ['src/**/*.ts', 'properties/**/*.ts'], exclude: ['**/*.test.ts'] },
  },
});
