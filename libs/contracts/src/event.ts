/** A constructor whose class-validator decorators describe the payload. */
export type PayloadClass<T extends object> = new () => T;

/** Every context that may produce or consume events. */
export const CONTEXTS = [
  'auth',
  'jobs',
  'applications',
  'candidates',
  'screening',
  'interviews',
  'notifications',
  'billing',
  'career',
  'analytics',
] as const;
export type ContextName = (typeof CONTEXTS)[number];

/** `fact`: it happened, the inbox makes it count once. `snapshot`: the newest state; readers ignore an older version. */
export type EventKind = 'fact' | 'snapshot';

export interface EventDefinition<T extends object> {
  /** `<plural aggregate>.<past-tense>.v<n>` */
  readonly type: string;
  readonly topic: Topic;
  readonly kind: EventKind;
  /** The context that alone may produce it. */
  readonly from: ContextName;
  /** Every context that reacts; a worker refuses to start when its handlers and this list differ. */
  readonly to: readonly ContextName[];
  readonly payload: PayloadClass<T>;
  /** The aggregate id: CloudEvents `subject` and the key that keeps order. */
  readonly key: (data: T) => string;
  /** One sentence for the catalogue. */
  readonly meaning: string;
}

export interface TopicDefinition {
  /** Partitions in production; at least twice the most consumers of a group. */
  readonly partitions: number;
  readonly retention: '7d' | 'forever';
  readonly compacted: boolean;
}

/** Every topic; none is created automatically. */
export const TOPICS = {
  'applications.submitted': { partitions: 100, retention: '7d', compacted: false },
  'applications.events': { partitions: 50, retention: '7d', compacted: false },
  'screening.events': { partitions: 50, retention: '7d', compacted: false },
  'jobs.postings': { partitions: 12, retention: 'forever', compacted: true },
  'candidates.events': { partitions: 24, retention: '7d', compacted: false },
  'notifications.events': { partitions: 12, retention: '7d', compacted: false },
  'identity.events': { partitions: 12, retention: 'forever', compacted: true },
} as const satisfies Record<string, TopicDefinition>;
export type Topic = keyof typeof TOPICS;

const registry = new Map<string, EventDefinition<object>>();

/** Declares one version of one event. The type must be unique; the returned definition is what use cases and handlers name. */
export function defineEvent<T extends object>(definition: EventDefinition<T>): EventDefinition<T> {
  if (registry.has(definition.type)) throw new Error(`event ${definition.type} is declared twice`);
  if (!/^[a-z_]+\.[a-z_]+\.v\d+$/.test(definition.type))
    throw new Error(`event type ${definition.type} is not <aggregate>.<past-tense>.v<n>`);
  registry.set(definition.type, definition as unknown as EventDefinition<object>);
  return definition;
}

/** All declared events, by type. */
export function eventDefinitions(): ReadonlyMap<string, EventDefinition<object>> {
  return registry;
}
