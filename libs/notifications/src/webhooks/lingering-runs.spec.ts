import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Logger } from '@shortlist/platform';
import { LingeringRuns } from './lingering-runs.js';

const PATIENCE_MS = 500;
const MOST = 256;
const warn = jest.fn();
const logger = { warn } as unknown as Logger;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
  warn.mockClear();
});

/** A run that ends when the spec says so. */
function openRun(): { run: Promise<void>; end: () => void; fail: (error: Error) => void } {
  let [end, fail]: [() => void, (error: Error) => void] = [() => undefined, () => undefined];
  const run = new Promise<void>((resolve, reject) => ([end, fail] = [resolve, reject]));
  return { run, end, fail };
}

async function settled(runs: LingeringRuns, run: Promise<void>): Promise<boolean> {
  const settling = runs.settle(run);
  await jest.advanceTimersByTimeAsync(PATIENCE_MS);
  return settling;
}

describe('lingering runs', () => {
  it('are those that take long; others are waited for, and their failure is the caller’s', async () => {
    const runs = new LingeringRuns(logger);
    expect(await runs.settle(Promise.resolve())).toBe(true);
    await expect(runs.settle(Promise.reject(new Error('quick')))).rejects.toThrow('quick');
    expect(await settled(runs, openRun().run)).toBe(false);
  });

  it('are limited: the worker waits for one too many', async () => {
    const runs = new LingeringRuns(logger);
    const [first, ...others] = Array.from({ length: MOST }, openRun);
    const lingering = Promise.all([first, ...others].map((one) => runs.settle(one?.run ?? Promise.resolve())));
    await jest.advanceTimersByTimeAsync(PATIENCE_MS);
    expect(new Set(await lingering)).toEqual(new Set([false]));
    const [extra, ended] = [openRun(), jest.fn()];
    void runs.settle(extra.run).then(ended);
    await jest.advanceTimersByTimeAsync(100 * PATIENCE_MS);
    expect(ended).not.toHaveBeenCalled();
    extra.end();
    await jest.advanceTimersByTimeAsync(0);
    expect(ended).toHaveBeenCalledWith(true);
    first?.end();
    await jest.advanceTimersByTimeAsync(0);
    expect(await settled(runs, openRun().run)).toBe(false);
  });

  it('are told when the process stops, which waits for them; failures are logged', async () => {
    const runs = new LingeringRuns(logger);
    const [good, bad, stopped] = [openRun(), openRun(), jest.fn()];
    expect([await settled(runs, good.run), await settled(runs, bad.run)]).toEqual([false, false]);
    void runs.beforeApplicationShutdown().then(stopped);
    expect(runs.signal.aborted).toBe(true);
    good.end();
    await jest.advanceTimersByTimeAsync(0);
    expect(stopped).not.toHaveBeenCalled();
    const error = new Error('lost');
    bad.fail(error);
    await jest.advanceTimersByTimeAsync(0);
    expect(stopped).toHaveBeenCalled();
    expect(warn.mock.calls).toEqual([['webhook_run_failed', {}, error]]);
  });
});
