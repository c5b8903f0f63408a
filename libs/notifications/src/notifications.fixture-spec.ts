import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import { Clock, MailTransport, PlatformModule, UnitOfWork } from '@shortlist/platform';
import type { Mail, SendOutcome } from '@shortlist/platform';
import type { TestDatabase } from '@shortlist/testing';
import { NotificationsHttpModule } from './notifications-http.module.js';
import { NotificationsWorkerModule } from './notifications-worker.module.js';

/** A clock that stands until it is moved. */
export class ManualClock extends Clock {
  private time = Date.now();

  override now(): Date {
    return new Date(this.time);
  }

  /** Back to the present. */
  reset(): void {
    this.time = Date.now();
  }

  advance(seconds: number): void {
    this.time += seconds * 1_000;
  }
}

/** A mail server that does what a spec says. */
export class ScriptedTransport extends MailTransport {
  readonly sent: Mail[] = [];
  behave: (mail: Mail) => Promise<SendOutcome> = () => Promise.resolve({ status: 'sent' });

  override send(mail: Mail): Promise<SendOutcome> {
    this.sent.push(mail);
    return this.behave(mail);
  }
}

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ReceiverAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A receiver of webhooks on this machine. */
export class WebhookReceiver {
  readonly requests: ReceivedRequest[] = [];
  /** The most requests that it was working on at once. */
  mostAtOnce = 0;
  private atOnce = 0;
  answer: (request: ReceivedRequest) => ReceiverAnswer | Promise<ReceiverAnswer> = () => ({ status: 204 });

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const receiver = new WebhookReceiver(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        void receiver.receive({ headers: request.headers, body: Buffer.concat(chunks).toString() }).then((answer) => {
          response.writeHead(answer.status, answer.headers).end(answer.body);
        });
      });
    });
    return receiver;
  }

  /** The requests that carried one event. */
  of(eventId: string): ReceivedRequest[] {
    return this.requests.filter((request) => request.headers['webhook-id'] === eventId);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async receive(request: ReceivedRequest): Promise<ReceiverAnswer> {
    this.requests.push(request);
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    const answer = await this.answer(request);
    this.atOnce -= 1;
    return answer;
  }
}

/** The context without a running worker: a spec calls use cases itself and moves the clock. */
export class IdleContext {
  readonly clock = new ManualClock();
  readonly transport = new ScriptedTransport();
  private module: TestingModule;

  static async start(database: TestDatabase, variables: Record<string, string> = {}): Promise<IdleContext> {
    const context = new IdleContext();
    const infrastructure = await database.infrastructure({ WEBHOOKS_ALLOW_PRIVATE_ADDRESSES: 'true', ...variables });
    context.module = await Test.createTestingModule({
      imports: [PlatformModule.forRoot(infrastructure), NotificationsHttpModule, NotificationsWorkerModule],
    })
      .overrideProvider(Clock)
      .useValue(context.clock)
      .overrideProvider(MailTransport)
      .useValue(context.transport)
      .compile();
    return context;
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.module.get<T>(type as never, { strict: false });
  }

  get unitOfWork(): UnitOfWork {
    return this.get(UnitOfWork);
  }
}
