import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; the promises are p95 < 0.2 for reads and p99 < 0.5 for intake. */
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10];

/** The metrics of one process, in Prometheus' words. Labels are closed sets (route patterns, codes), never ids. */
export class Metrics {
  readonly registry = new Registry();
  /** Rate, errors and duration of every route; the count is in the histogram. */
  readonly httpRequests = this.histogram('http_request_duration_seconds', 'Duration of HTTP requests.', ['method', 'route', 'status']);

  /** Adds memory, event loop and garbage collection of the process. */
  collectProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  /** `collect` is called at each scrape and sets the value. */
  gauge<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    collect?: (gauge: Gauge<L>) => void | Promise<void>,
  ): Gauge<L> {
    const gauge: Gauge<L> = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      ...(collect && { collect: () => collect(gauge) }),
    });
    return gauge;
  }

  histogram<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    buckets: readonly number[] = DURATION_BUCKETS,
  ): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets: [...buckets], registers: [this.registry] });
  }

  /** The exposition format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
