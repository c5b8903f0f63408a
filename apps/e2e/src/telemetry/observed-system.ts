import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment, Logger } from '@shortlist/platform';
import type { StoredRecord } from '@shortlist/platform';
import { Installation } from '@shortlist/standalone';
import { OtlpReceiver } from '@shortlist/testing';
import { LOCAL_RECEIVERS } from '../system.js';
import { Tenant } from '../tenant.js';

const RESUME =
  'Grace Example\ngrace@example.org\n\nSkills\nTypeScript\n\nExperience\nEngineer, Example Ltd\n2018 - 2023\nWrote TypeScript.\n';

export interface ReceivedWebhook {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The whole system with everything that it tells about itself: log, traces, metrics; and one receiver of webhooks. */
export class ObservedSystem {
  readonly webhooks: ReceivedWebhook[] = [];

  private constructor(
    readonly installation: Installation,
    readonly traces: OtlpReceiver,
    readonly tenant: Tenant,
    private readonly lines: string[],
    private readonly receiver: Server,
    private readonly folder: string,
  ) {}

  static async start(): Promise<ObservedSystem> {
    const folder = mkdtempSync(join(tmpdir(), 'shortlist-telemetry-'));
    const traces = await OtlpReceiver.start();
    const lines: string[] = [];
    const environment = new Environment({
      ...LOCAL_RECEIVERS,
      DATA_DIR: folder,
      PORT: '0',
      HTTP_RATE_LIMIT_SCALE: '1000',
      HTTP_MAX_EVENT_LOOP_DELAY_MS: '60000',
      SHORTLIST_MAIL_WINDOW_SECONDS: '0',
      OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
    });
    const logger = Logger.create({ level: 'trace', destination: { write: (line) => void lines.push(line) } });
    const installation = await Installation.open({ environment, temporary: true, logger });
    const receiver = createServer();
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const tenant = await Tenant.register(installation.url, 'observed');
    const system = new ObservedSystem(installation, traces, tenant, lines, receiver, folder);
    system.listen();
    return system;
  }

  /** Lets somebody apply, with the `traceparent` of their client, to a job whose shortlist goes out as a webhook. */
  async apply(traceparent: string): Promise<string> {
    await this.tenant.client.call('POST /webhooks', { body: { url: this.webhookUrl, eventTypes: ['shortlists.updated'] } });
    const jobId = await this.tenant.openJob({
      mustHaveSkills: [{ name: 'TypeScript' }],
      filtering: { topN: 5 },
      notifications: { webhook: true },
    });
    const { id } = await this.tenant.apply(jobId, 'grace@example.org', RESUME, { traceparent });
    await this.tenant.untilScreened(jobId, 1);
    return id;
  }

  get webhookUrl(): string {
    return `http://127.0.0.1:${(this.receiver.address() as AddressInfo).port}/hook`;
  }

  /** Log records so far. */
  logRecords(): Record<string, unknown>[] {
    return this.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  records(topic: string): Promise<StoredRecord[]> {
    return this.installation.infrastructure.eventLog.peek('telemetry-reader', topic, 10_000);
  }

  async stop(): Promise<void> {
    await this.installation.close();
    this.receiver.close();
    await this.traces.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private listen(): void {
    this.receiver.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.webhooks.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(204).end();
      });
    });
  }
}
