// @ts-check
// Prints which steps failed and, last, `N passed, N failed` from vitest's JSON. Fails when anything
// did or nothing ran. Runs on the system's Node too, for when the install is what failed.

import { existsSync, readFileSync } from 'node:fs';

const [file = '', ...failedSteps] = process.argv.slice(2);

/** @type {{ numPassedTests: number, numFailedTests: number, testResults: { name: string, status: string, assertionResults: { status: string }[] }[] }} */
const counts = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0, testResults: [] };

// A file that does not load has no test that could fail.
const unloaded = counts.testResults.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
);
const testFailures = counts.numFailedTests + unloaded.length;

// The step `test` fails with its tests; it counts by itself only when none of them says why.
const steps = failedSteps.filter((step) => step !== 'test' || testFailures === 0);
const passed = counts.numPassedTests;
const failed = testFailures + steps.length;

for (const step of failedSteps) console.log(`failed: ${step}`);
for (const { name } of unloaded) console.log(`failed to load: ${name}`);
if (passed + testFailures === 0) console.log('no test ran');
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
