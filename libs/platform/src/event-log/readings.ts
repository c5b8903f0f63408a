import { eventDefinitions } from '@shortlist/contracts';

/** A topic and a context that reads it: its group in the log. */
export interface Reading {
  readonly topic: string;
  readonly group: string;
}

/** Who reads what, each pair once, as the contracts say. */
export function readings(): Reading[] {
  const found = new Map<string, Reading>();
  for (const { topic, to } of eventDefinitions().values()) for (const group of to) found.set(`${topic}/${group}`, { topic, group });
  return [...found.values()];
}
