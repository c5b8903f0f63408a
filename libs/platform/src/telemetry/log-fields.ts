/**
 * Every field that a log record may carry: ids, codes, counts and durations. Never a name, an address, a text of a person, a token, a body or a
 * free message: logs outlive erasure. A new field is added here or it is dropped.
 */
export const LOG_FIELDS = [
  // whose and which
  ...['requestId', 'traceId', 'correlationId', 'causationId', 'organizationId', 'userId', 'sessionId', 'apiKeyId', 'aggregateId'],
  ...['jobId', 'applicationId', 'candidateId', 'resumeId', 'uploadId', 'screeningId', 'criteriaVersion', 'shortlistId'],
  ...['eventId', 'taskId', 'messageId', 'webhookId', 'deliveryId'],
  // where
  ...[
    'context',
    'component',
    'process',
    'pid',
    'port',
    'address',
    'path',
    'method',
    'route',
    'topic',
    'partition',
    'offset',
    'group',
    'handler',
    'task',
  ],
  ...['eventType', 'schema', 'table', 'constraint', 'migration', 'driver', 'provider', 'model', 'version', 'variable'],
  // what came of it
  ...[
    'code',
    'kind',
    'status',
    'outcome',
    'reason',
    'signal',
    'state',
    'errorName',
    'errorCode',
    'stack',
    'attempt',
    'attempts',
    'retryAfterSeconds',
  ],
  // how much and how long
  ...[
    'count',
    'total',
    'accepted',
    'refused',
    'failed',
    'pending',
    'bytes',
    'limit',
    'tokens',
    'durationMs',
    'delayMs',
    'ageMs',
    'timeoutMs',
    'lag',
  ],
] as const;
export type LogField = (typeof LOG_FIELDS)[number];
export type LogFields = Partial<Readonly<Record<LogField, string | number | boolean | null>>>;

const allowed: ReadonlySet<string> = new Set(LOG_FIELDS);
const LONGEST_VALUE = 256;
const LONGEST_STACK = 4_000;

/** Only allowed fields with plain values, in one line and of bounded length. */
export function allowedFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!allowed.has(name)) continue;
    if (typeof value === 'string') kept[name] = oneLine(value, name === 'stack' ? LONGEST_STACK : LONGEST_VALUE);
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null) kept[name] = value;
  }
  return kept;
}

/** Control characters become spaces, so that no value can forge a record or move a terminal's cursor. */
export function oneLine(text: string, longest = LONGEST_VALUE): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}

/** What may be logged of an error. Its message may quote a value, so name, code and stack frames stand for it. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown; constraint?: string; table?: string } };
  const errorCode = driverError?.code ?? code;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    errorName: error.name,
    ...(typeof errorCode === 'string' && { errorCode }),
    ...(driverError?.constraint && { constraint: driverError.constraint }),
    ...(driverError?.table && { table: driverError.table }),
    stack: frames.map((frame) => frame.trim()).join(' | '),
  };
}
