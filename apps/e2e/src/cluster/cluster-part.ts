import type { ServerProcess } from '@shortlist/testing';
import { SERVICE_CONTEXTS } from '../services/context-services.js';
import type { ServiceProcess } from '../services/service-process.js';

/** One thing that runs in a cluster, for people. */
export interface ClusterPart {
  readonly name: string;
  readonly address: string;
  /** Null for what runs in the process of the cluster itself. */
  readonly process: ServerProcess | null;
  /** One word. */
  readonly health: () => Promise<PartHealth>;
}

export type PartHealth = 'ready' | 'not ready' | 'down';

/** A server: it serves as long as it runs. */
export function serverPart(name: string, address: string, process: ServerProcess): ClusterPart {
  return { name, address, process, health: async () => (process.pid === null ? 'down' : 'ready') };
}

/** A service: its probe tells. */
export function servicePart(address: string, service: ServiceProcess): ClusterPart {
  const health = async (): Promise<PartHealth> => {
    if (service.process.pid === null) return 'down';
    const answer = await service.ready().catch(() => null);
    return answer?.ok ? 'ready' : 'not ready';
  };
  return { name: service.name, address, process: service.process, health };
}

/** The names of all parts that have a log, for who asks for one before they run. */
export function loggedParts(brokers: number): string[] {
  const kafka = Array.from({ length: brokers }, (_, index) => `kafka-${index + 1}`);
  return [...SERVICE_CONTEXTS.flatMap((context) => [context, `${context}-worker`]), 'postgres', ...kafka, 'redis', 'elasticsearch', 's3'];
}
