import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HealthChecks, HealthReport } from './health-checks.js';
import type { Metrics } from './metrics.js';

export interface ProbeServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves `/metrics` and the probes of a process on a port of their own, which no gateway publishes. */
export async function startProbeServer(port: number, health: HealthChecks, metrics: Metrics, host: string): Promise<ProbeServer> {
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', 'http://probe').pathname, response, health, metrics).catch(() => {
      response.writeHead(500).end();
    });
  });
  await listen(server, port, host);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

async function answer(path: string, response: ServerResponse, health: HealthChecks, metrics: Metrics): Promise<void> {
  if (path === '/metrics') {
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text);
    return;
  }
  const report = await probe(path, health);
  const status = report === null ? 404 : report.ok ? 200 : 503;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ data: report }));
}

/** The report behind a probe path; null when there is no such probe. */
export async function probe(path: string, health: HealthChecks): Promise<HealthReport | { ok: boolean } | null> {
  if (path === '/health/live') return { ok: true };
  if (path === '/health/ready') return health.readiness();
  if (path === '/health') return health.everything();
  const part = /^\/health\/(\w+)$/.exec(path)?.[1];
  return part ? health.check(part) : null;
}
