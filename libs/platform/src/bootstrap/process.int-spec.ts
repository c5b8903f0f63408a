import { Controller, Get, Module } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestDatabase, eventually } from '@shortlist/testing';
import { Public, Undocumented } from '../http/index.js';
import { defineTask } from '../tasks/task-definition.js';
import type { Infrastructure } from './infrastructure.js';
import { RunningProcess } from './process.js';

class NoInput {}

const slowTask = defineTask({
  name: 'platform.slow',
  payload: NoInput,
  attempts: 1,
  retryDelaySeconds: 1,
  timeoutSeconds: 300,
  concurrency: 1,
});

let held: { begun: boolean; release: () => void; until: Promise<void> };

@Controller('slow')
class SlowController {
  @Get()
  @Public()
  @Undocumented()
  async slow(): Promise<string> {
    held.begun = true;
    await held.until;
    return 'done';
  }
}

@Module({ controllers: [SlowController] })
class SlowModule {}

const VARIABLES = { PORT: '0', PROBE_PORT: '0', HTTP_STOP_TIMEOUT_MS: '120000' };
let database: TestDatabase;
let infrastructure: Infrastructure;
let running: RunningProcess;

beforeEach(async () => {
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  held = { begun: false, release, until };
  database = await TestDatabase.start([]);
  infrastructure = await database.infrastructure(VARIABLES);
  running = await RunningProcess.start(infrastructure, [SlowModule]);
});
afterEach(async () => {
  held.release();
  await database.stop();
});

/** Begins a task and a request; both run until they are released. */
async function beginBoth(): Promise<{ signal: AbortSignal; answer: Promise<Response> }> {
  let begun = (_signal: AbortSignal): void => undefined;
  const signal = new Promise<AbortSignal>((resolve) => (begun = resolve));
  await infrastructure.tasks.work(slowTask, async (_data, run) => {
    begun(run.signal);
    await held.until;
  });
  await database.rows(`INSERT INTO pgboss.job (name, data) VALUES ('${slowTask.name}', '{}')`);
  const answer = fetch(`${await running.app.getUrl()}/api/v1/slow`);
  answer.catch(() => undefined);
  await eventually(() => expect(held.begun).toBe(true));
  return { signal: await signal, answer };
}

describe('a process that is told to stop', () => {
  it('is not ready and takes no request at once, while its tasks and requests finish', async () => {
    const { signal, answer } = await beginBoth();
    const address = await running.app.getUrl();
    const ready = `http://127.0.0.1:${running.probes.port}/health/ready`;
    expect((await fetch(ready)).status).toBe(200);
    const stopped = running.stop();
    await eventually(async () => expect((await fetch(ready)).status).toBe(503));
    await eventually(() => expect(fetch(address)).rejects.toThrow('fetch failed'));
    expect(signal.aborted).toBe(false);
    held.release();
    expect((await answer).status).toBe(200);
    await stopped;
  }, 60_000);

  it('has ended when its time is over, whatever hangs', async () => {
    const { answer } = await beginBoth();
    await running.stop(500);
    held.release();
    await answer.catch(() => undefined);
  }, 60_000);
});
