import { readFileSync } from 'node:fs';

/*
 * Prints `N passed, N failed` of a test run and fails when anything failed.
 *
 *   node scripts/count-results.mjs RESULTS.json [STEP…]
 *
 * RESULTS.json is what vitest's JSON reporter wrote; each STEP is a step that failed besides. A run of tests that failed
 * without a failed test (a file that does not load, a stray error) counts as one.
 */
const [file = '', ...failedSteps] = process.argv.slice(2);
const { passed, failed } = countTests(file);
// Where tests failed, the step that ran them says nothing new.
const counted = failed > 0 ? failedSteps.filter((step) => step !== 'npm test') : failedSteps;
const total = failed + counted.length;
console.log(`${passed} passed, ${total} failed`);
if (total > 0 || passed === 0) process.exitCode = 1;

/** @param {string} path */
function countTests(path) {
  try {
    /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} */
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(path, 'utf8'));
    const unloaded = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
