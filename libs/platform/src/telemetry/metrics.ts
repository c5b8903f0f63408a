import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { defineMetric } from './metric-definition.js';
import type { MetricDefinition } from './metric-definition.js';

/** Seconds; the promises are p95 < 0.2 for reads and p99 < 0.5 for intake. */
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10];

const collectionFailures = defineMetric({
  name: 'metrics_collection_failures_total',
  type: 'counter',
  help: 'Looks at the system for gauges that failed; those gauges are absent from that scrape.',
  labels: [],
});

interface Collector {
  readonly gauges: readonly { reset(): void }[];
  readonly collect: () => void | Promise<void>;
}

/** The metrics of one process. Whoever asks for one again gets the same. */
export class Metrics {
  readonly registry = new Registry();
  private readonly collectors: Collector[] = [];
  private readonly failures = this.counter(collectionFailures);

  /** Adds memory, event loop and garbage collection of the process. */
  collectProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string>(definition: MetricDefinition<L>): Counter<L> {
    return this.known<Counter<L>>(definition) ?? new Counter(this.described(definition));
  }

  gauge<L extends string>(definition: MetricDefinition<L>): Gauge<L> {
    return this.known<Gauge<L>>(definition) ?? new Gauge(this.described(definition));
  }

  histogram<L extends string>(definition: MetricDefinition<L>): Histogram<L> {
    return this.known<Histogram<L>>(definition) ?? new Histogram({ ...this.described(definition), buckets: DURATION_BUCKETS });
  }

  /** Sets gauges before each scrape. When that fails they are absent rather than old, and all others are still there. */
  beforeScrape(gauges: readonly { reset(): void }[], collect: () => void | Promise<void>): void {
    this.collectors.push({ gauges, collect });
  }

  /** The exposition format. */
  async text(): Promise<string> {
    await Promise.all(this.collectors.map((collector) => this.run(collector)));
    return this.registry.metrics();
  }

  private async run({ gauges, collect }: Collector): Promise<void> {
    try {
      await collect();
    } catch {
      for (const gauge of gauges) gauge.reset();
      this.failures.inc();
    }
  }

  private known<M>({ name }: Pick<MetricDefinition, 'name'>): M | undefined {
    return this.registry.getSingleMetric(name) as M | undefined;
  }

  private described<L extends string>({
    name,
    help,
    labels,
  }: MetricDefinition<L>): {
    name: string;
    help: string;
    labelNames: readonly L[];
    registers: [Registry];
  } {
    return { name, help, labelNames: labels, registers: [this.registry] };
  }
}
