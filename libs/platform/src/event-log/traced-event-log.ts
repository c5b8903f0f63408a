import type { Tracing } from '../telemetry/tracing.js';
import { failureCode } from '../telemetry/tracing.js';
import { EventLog } from './event-log.js';
import type { GroupLag, LogConsumer, LogRecord, RecordBatch, StoredRecord } from './event-log.js';

/** Shows in the trace of every record when it was appended, whoever appended it: intake, a relay, or a way back from the dead letters. */
export class TracedEventLog extends EventLog {
  constructor(
    private readonly log: EventLog,
    private readonly tracing: Tracing,
  ) {
    super();
  }

  async append(records: readonly LogRecord[]): Promise<void> {
    if (!this.tracing.isOn) return this.log.append(records);
    const spans = records.map((record) => this.tracing.start(spanOf(record)));
    try {
      await this.log.append(records);
    } catch (error) {
      for (const span of spans) span.fail(failureCode(error));
      throw error;
    } finally {
      for (const span of spans) span.end();
    }
  }

  consume(group: string, topics: readonly string[], handle: (batch: RecordBatch) => Promise<void>): Promise<LogConsumer> {
    return this.log.consume(group, topics, handle);
  }

  lag(group: string, topics: readonly string[]): Promise<GroupLag[]> {
    return this.log.lag(group, topics);
  }

  isActive(group: string): Promise<boolean> {
    return this.log.isActive(group);
  }

  reset(group: string, topics: readonly string[]): Promise<void> {
    return this.log.reset(group, topics);
  }

  peek(group: string, topic: string, limit: number): Promise<StoredRecord[]> {
    return this.log.peek(group, topic, limit);
  }

  commit(group: string, topic: string, partition: number, nextOffset: number): Promise<void> {
    return this.log.commit(group, topic, partition, nextOffset);
  }

  check(): Promise<void> {
    return this.log.check();
  }
}

function spanOf({ topic, headers }: LogRecord): Parameters<Tracing['start']>[0] {
  const { id, type, organizationid, traceparent = null } = headers;
  const fields = { topic, eventId: id, eventType: type, organizationId: organizationid };
  return { name: `append ${topic}`, kind: 'producer', parent: traceparent, fields };
}
