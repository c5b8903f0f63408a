import type { DynamicModule, Type } from '@nestjs/common';
import type { EventDefinition } from '@shortlist/contracts';
import { RunningProcess } from '@shortlist/platform';
import type { EventMeta, Infrastructure } from '@shortlist/platform';
import { Faults } from './faults.js';
import type { TestDatabase } from './test-database.js';

/** The real process of one context over a test database: HTTP, event handlers, relay and tasks. */
export class TestProcess {
  private constructor(
    readonly infrastructure: Infrastructure,
    private readonly running: RunningProcess,
    readonly baseUrl: string,
    /** In front of every port of this process. */
    readonly faults: Faults,
  ) {}

  static async start(
    database: TestDatabase,
    modules: readonly (Type | DynamicModule)[],
    variables: Record<string, string> = {},
  ): Promise<TestProcess> {
    const faults = new Faults();
    const infrastructure = await database.infrastructure({ PORT: '0', ...variables }, faults.wrap);
    const running = await RunningProcess.start(infrastructure, modules);
    return new TestProcess(infrastructure, running, await running.app.getUrl(), faults);
  }

  /** Announces an event as its producer would, for contexts that run alone. */
  async announce<T extends object>(definition: EventDefinition<T>, data: T, meta: EventMeta): Promise<void> {
    await this.infrastructure.eventLog.append([await this.infrastructure.codec.encode(definition, data, meta)]);
  }

  /** The payloads of all events of one type that were published so far. */
  async published<T extends object>(definition: EventDefinition<T>): Promise<T[]> {
    const records = await this.infrastructure.eventLog.peek('spec-reader', definition.topic, 10_000);
    const decoded = await Promise.all(
      records.filter((record) => record.headers.type === definition.type).map((record) => this.infrastructure.codec.decode(record)),
    );
    return decoded.flatMap((one) => (one ? [one.event.data as T] : []));
  }

  async call(
    method: string,
    path: string,
    options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<TestAnswer> {
    const { token, body, headers } = options;
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.baseUrl}/api/v1${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
  }

  stop(): Promise<void> {
    return this.running.stop();
  }
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; a spec asserts what it expects of it. */
  readonly body: ReturnType<typeof JSON.parse>;
}
