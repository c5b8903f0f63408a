import { sourceFacts } from '../reference/source-facts.mjs';
import { writeGenerated } from '../reference/write-generated.mjs';

// Writes the event catalogue and one example of each event; with `--check` says whether they are out of step.

const { events } = await sourceFacts();
const sorted = events.toSorted((a, b) => a.type.localeCompare(b.type));
const row = ({ type, topic, partitions, compacted, kind, from, to, personal, meaning }) =>
  `| \`${type}\` | \`${topic}\` (${partitions}${compacted ? ', compacted' : ''}) | ${kind} | ${from} | ${to.join(', ')} | ${personal.join(', ')} | ${meaning} |`;
const page = [
  '# Events',
  '',
  'Generated from `libs/contracts`. Examples of the payloads are in `libs/contracts/examples`. Personal fields are sealed under the log key of the day.',
  '',
  '| type | topic (partitions) | kind | from | to | personal | meaning |',
  '| --- | --- | --- | --- | --- | --- | --- |',
  ...sorted.map(row),
  '',
].join('\n');
const examples = sorted.map(({ type, example }) => [`libs/contracts/examples/${type}/example.json`, JSON.stringify(example)]);
await writeGenerated('node tools/scripts/generate-events.mjs', { 'docs/generated/events.md': page, ...Object.fromEntries(examples) });
