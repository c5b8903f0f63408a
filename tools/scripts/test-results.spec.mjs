import { describe, expect, it } from '@jest/globals';
import { closingLine, sumUp } from './test-results.mjs';

const results = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };

describe('the closing line of npm test', () => {
  it('names skipped tests only when there are some', () => {
    expect(closingLine(sumUp(results, 0))).toBe('7 passed, 0 failed');
    expect(closingLine(sumUp({ ...results, numPendingTests: 2, numTodoTests: 1 }, 0))).toBe('7 passed, 0 failed, 3 skipped');
  });

  it.each([
    ['a failed test', { ...results, numFailedTests: 2 }, 1, '7 passed, 2 failed'],
    ['a file that cannot be loaded', { ...results, numRuntimeErrorTestSuites: 1 }, 1, '7 passed, 1 failed'],
    ['a failure outside of the tests', results, 1, '7 passed, 1 failed'],
    ['a crash before any result', undefined, 134, '0 passed, 1 failed'],
    ['a run without a test', { ...results, numPassedTests: 0 }, 0, '0 passed, 1 failed'],
  ])('counts %s as failed', (_, read, code, line) => {
    expect(closingLine(sumUp(read, code))).toBe(line);
  });
});
