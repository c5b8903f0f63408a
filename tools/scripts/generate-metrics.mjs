import { sourceFacts } from '../reference/source-facts.mjs';
import { writeGenerated } from '../reference/write-generated.mjs';

// Writes the reference of all metrics; with `--check` says whether it is out of step.

const { metrics } = await sourceFacts();
const sorted = metrics.toSorted((a, b) => a.name.localeCompare(b.name));
const row = ({ name, type, labels, help }) => `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |`;
const page = [
  '# Metrics',
  '',
  'Generated from the declarations beside the code that measures. `GET /metrics` on the probe port answers them in the exposition format of Prometheus,',
  'beside those of the process itself (`process_…`, `nodejs_…`). Durations are histograms in seconds, whose `_count` is the rate.',
  '',
  'A label takes values of a closed set (contexts, route patterns, handlers, tasks, topics, pools, outcomes), never an id: the number of series does not grow with organizations or applications.',
  '',
  '| metric | type | labels | meaning |',
  '| --- | --- | --- | --- |',
  ...sorted.map(row),
  '',
].join('\n');
await writeGenerated('node tools/scripts/generate-metrics.mjs', { 'docs/generated/metrics.md': page });
