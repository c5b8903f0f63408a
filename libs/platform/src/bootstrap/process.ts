import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ContextName } from '@shortlist/contracts';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { EventServer } from '../event-log/event-server.js';
import { closeHttpServer, createHttpApplication } from '../http/application.js';
import { httpVariables } from '../http/http.config.js';
import { startMaintenance } from '../maintenance/index.js';
import { MailModule } from '../mail/index.js';
import { StorageModule } from '../storage/index.js';
import { TasksModule } from '../tasks/index.js';
import { startProbeServer } from '../telemetry/index.js';
import type { ProbeServer } from '../telemetry/index.js';
import type { Infrastructure } from './infrastructure.js';
import { PlatformModule } from './platform.module.js';
import { registerProcessMetrics } from './process-metrics.js';

@Module({})
class ProcessModule {}

/** Tasks that run when the process stops may take this long; then another worker gets them. */
const TASK_STOP_MS = 15_000;

/** Event handlers and tasks together; what they had in hand then is handled again after the next start. */
const WORK_STOP_MS = 18_000;

/** From the signal to the end, whatever hangs: supervisors that give 25 s never have to kill. What comes after this process has the rest. */
const STOP_MS = 22_000;

/** Time for what is closing to be closed. */
const LEAVE_MS = 500;

/** What a process does: answer requests, or handle events and tasks and empty the outboxes, or both. */
export interface ProcessParts {
  readonly http: boolean;
  readonly worker: boolean;
}

const EVERYTHING: ProcessParts = { http: true, worker: true };

/** One running process: HTTP routes, event handlers, relays and tasks of the contexts it holds. */
export class RunningProcess {
  private constructor(
    readonly app: NestFastifyApplication,
    private readonly infrastructure: Infrastructure,
    private readonly events: EventServer | null,
    readonly probes: ProbeServer,
  ) {}

  /** Starts the contexts' modules; with `http` it listens on PORT of HOST. */
  static async start(
    infrastructure: Infrastructure,
    modules: readonly (Type | DynamicModule)[],
    { http, worker }: ProcessParts = EVERYTHING,
  ): Promise<RunningProcess> {
    const { environment, logger, eventLog, codec } = infrastructure;
    const root: DynamicModule = {
      module: ProcessModule,
      imports: [
        PlatformModule.forRoot(infrastructure),
        StorageModule.forRoot(infrastructure.storage),
        MailModule.forRoot(infrastructure.mail),
        TasksModule.forRoot(infrastructure.announcedTasks),
        ...modules,
      ],
    };
    const app = await createHttpApplication(root, { environment, logger });
    const unitOfWorkOf = (context: ContextName): UnitOfWork => infrastructure.runtimeOf(context).unitOfWork;
    const events = worker ? new EventServer(eventLog, codec, unitOfWorkOf, logger, infrastructure.handlerTelemetry) : null;
    if (events) {
      app.connectMicroservice({ strategy: events }, { inheritAppConfig: false });
      await app.startAllMicroservices();
      for (const runtime of infrastructure.runtimes()) runtime.relay.start();
      await startMaintenance(infrastructure, infrastructure.runtimes());
    }
    const { HOST, PORT, PROBE_PORT } = environment.read(httpVariables);
    if (http) await app.listen(PORT, HOST);
    registerProcessMetrics(infrastructure);
    const probePort = PROBE_PORT ?? (PORT === 0 ? 0 : PORT + 100);
    const probes = await startProbeServer(probePort, infrastructure.healthChecks, infrastructure.metrics, HOST);
    return new RunningProcess(app, infrastructure, events, probes);
  }

  /**
   * Is not ready any more, takes no new work, finishes or gives back what it has, and closes every connection, also when a step fails; then it
   * throws. Requests and work end side by side, and whatever still hangs at the end of the time is left.
   */
  async stop(mostMs = STOP_MS): Promise<void> {
    const { infrastructure } = this;
    const end = performance.now() + mostMs;
    const steps: (() => Promise<unknown>)[] = [
      () =>
        bothEnd(within(WORK_STOP_MS, bothEnd(this.events?.close(), infrastructure.tasks.stop(TASK_STOP_MS))), closeHttpServer(this.app)),
      () => this.app.close(),
      () => Promise.all(infrastructure.runtimes().map((runtime) => runtime.relay.stop())),
      () => this.probes.close(),
      () => infrastructure.close(),
    ];
    const failures: unknown[] = [];
    for (const step of steps) await within(Math.max(0, end - performance.now()), step()).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}

/** Ends the process although something still hangs that could not be closed; does nothing where the process ends by itself. */
export function leave(): void {
  setTimeout(() => process.exit(), LEAVE_MS).unref();
}

/** Each finishes what it has in hand although the other cannot stop; then it throws. */
async function bothEnd(...work: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  for (const end of await Promise.allSettled(work)) if (end.status === 'rejected') throw end.reason;
}

/** Waits for the work, but not longer than that; a failure that comes later is nobody's. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
