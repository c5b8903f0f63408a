/**
 * @typedef {object} Sum
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * Counts tests. A file that could not be loaded counts as a failure, and so does a run that failed or ended without a word.
 * @param {Record<string, any> | undefined} results what Jest wrote with `--json`
 * @param {number} code Jest's exit code
 * @returns {Sum}
 */
export function sumUp(results, code) {
  const passed = results?.numPassedTests ?? 0;
  const failed = (results?.numFailedTests ?? 0) + (results?.numRuntimeErrorTestSuites ?? 0);
  const skipped = (results?.numPendingTests ?? 0) + (results?.numTodoTests ?? 0);
  const silent = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: silent ? 1 : failed, skipped };
}

/**
 * The last line of `npm test`, for people and for machines.
 * @param {Sum} sum
 */
export function closingLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
