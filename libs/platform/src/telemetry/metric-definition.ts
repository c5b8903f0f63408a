/** One metric, declared beside the code that measures it. */
export interface MetricDefinition<L extends string = string> {
  /** In Prometheus' words; counters end in `_total`, times in `_seconds`. */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** Each takes values of a closed set (routes, handlers, codes), never an id. */
  readonly labels: readonly L[];
}

const registry = new Map<string, MetricDefinition>();

/** Declares a metric for the process and for the reference page. */
export function defineMetric<const L extends string = never>(definition: MetricDefinition<L>): MetricDefinition<L> {
  if (registry.has(definition.name)) throw new Error(`metric ${definition.name} is declared twice`);
  registry.set(definition.name, definition);
  return definition;
}

/** Every declared metric. */
export function metricDefinitions(): MetricDefinition[] {
  return [...registry.values()];
}
