import type { ContextName, PayloadClass } from '@shortlist/contracts';

export interface TaskDefinition<T extends object> {
  /** `<context>.<verb_noun>` */
  readonly name: `${ContextName | 'platform'}.${string}`;
  readonly payload: PayloadClass<T>;
  /** Tries, the first included. */
  readonly attempts: number;
  /** Wait before the second try; it doubles with every further one, with jitter. */
  readonly retryDelaySeconds: number;
  /** Where the doubling of the wait ends; without it, it goes on. */
  readonly mostRetryDelaySeconds?: number;
  /** A run that takes longer is given to another worker. */
  readonly timeoutSeconds: number;
  /** Runs at once in one process. */
  readonly concurrency: number;
  /** Short tasks that one run takes at once, side by side or as a whole (`workTogether`); 1 unless given. The run ends with its slowest. */
  readonly together?: number;
  /** Fires by itself; `cron` in UTC. */
  readonly schedule?: { readonly cron: string };
}

const registry = new Map<string, TaskDefinition<object>>();

/** Declares background work of a context. Payloads hold ids and small facts, never personal data. */
export function defineTask<T extends object>(definition: TaskDefinition<T>): TaskDefinition<T> {
  if (registry.has(definition.name)) throw new Error(`task ${definition.name} is declared twice`);
  registry.set(definition.name, definition as unknown as TaskDefinition<object>);
  return definition;
}

/** All declared tasks. */
export function taskDefinitions(): TaskDefinition<object>[] {
  return [...registry.values()];
}
