import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CONTEXTS } from '@shortlist/contracts';
import type { ContextName } from '@shortlist/contracts';
import { ServiceProcess } from './service-process.js';

const fileOf = (context: ContextName, entry: 'main' | 'worker' | 'migrate'): string => `apps/${context}/src/${entry}.ts`;

/** The contexts that run as services of their own. */
export const SERVICE_CONTEXTS: readonly ContextName[] = CONTEXTS.filter((context) =>
  existsSync(fileURLToPath(new URL(`../../../../${fileOf(context, 'worker')}`, import.meta.url))),
);

/** What one context listens on. */
export interface ContextPorts {
  readonly http: number;
  readonly httpProbe: number;
  readonly workerProbe: number;
}

export interface ServicesOptions {
  /** Of every process. */
  readonly variables: Readonly<Record<string, string>>;
  readonly portsOf: (context: ContextName) => ContextPorts | Promise<ContextPorts>;
  /** Where their logs lie. */
  readonly folder: string;
}

/** One context as it is deployed. */
export interface ContextServices {
  readonly context: ContextName;
  readonly url: string;
  readonly http: ServiceProcess;
  readonly worker: ServiceProcess;
}

/** The HTTP process and the worker of each context; none is started. */
export async function contextServices({ variables, portsOf, folder }: ServicesOptions): Promise<ContextServices[]> {
  return Promise.all(
    SERVICE_CONTEXTS.map(async (context) => {
      const { http, httpProbe, workerProbe } = await portsOf(context);
      return {
        context,
        url: `http://127.0.0.1:${http}`,
        http: new ServiceProcess({
          name: context,
          file: fileOf(context, 'main'),
          variables: { ...variables, PORT: String(http) },
          probePort: httpProbe,
          folder,
        }),
        worker: new ServiceProcess({
          name: `${context}-worker`,
          file: fileOf(context, 'worker'),
          variables,
          probePort: workerProbe,
          folder,
        }),
      };
    }),
  );
}

/** The file that applies the migrations of a context. */
export const migrationOf = (context: ContextName): string => fileOf(context, 'migrate');
