import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { breakingChanges } from '../checks/schema-changes.mjs';
import { sourceFacts } from '../reference/source-facts.mjs';
import { writeGenerated } from '../reference/write-generated.mjs';
import { workspaceRoot } from '../workspace/root.mjs';

// Writes the event catalogue, and the JSON Schema and one example of each event; with `--check` says whether they are out of step.
// A committed schema counts as released: it only gains optional fields, else nothing is written.

const { events } = await sourceFacts();
const sorted = events.toSorted((a, b) => a.type.localeCompare(b.type));
const row = ({ type, topic, partitions, compacted, kind, from, to, personal, meaning }) =>
  `| \`${type}\` | \`${topic}\` (${partitions}${compacted ? ', compacted' : ''}) | ${kind} | ${from} | ${to.join(', ')} | ${personal.join(', ')} | ${meaning} |`;
const page = [
  '# Events',
  '',
  'Generated from `libs/contracts`. The JSON Schemas of the payloads are in `libs/contracts/schemas`, examples in `libs/contracts/examples`. Personal fields are sealed under the log key of the day.',
  '',
  '| type | topic (partitions) | kind | from | to | personal | meaning |',
  '| --- | --- | --- | --- | --- | --- | --- |',
  ...sorted.map(row),
  '',
].join('\n');
const SCHEMAS = 'libs/contracts/schemas';
const fileOf = (type) => `${SCHEMAS}/${type}.json`;
const released = existsSync(join(workspaceRoot, SCHEMAS)) ? readdirSync(join(workspaceRoot, SCHEMAS)) : [];
const broken = released.flatMap((name) => {
  const event = sorted.find(({ type }) => `${type}.json` === name);
  if (!event) return [`${SCHEMAS}/${name} belongs to no event: a version stays while anybody may hold one of its events`];
  const before = JSON.parse(readFileSync(join(workspaceRoot, fileOf(event.type)), 'utf8'));
  return breakingChanges(before, event.schema).map(
    (problem) => `${event.type}: ${problem}. Make a new version, or delete ${fileOf(event.type)} if it was never released`,
  );
});
if (broken.length > 0) {
  console.error(broken.join('\n'));
  process.exit(1);
}
const examples = sorted.map(({ type, example }) => [`libs/contracts/examples/${type}/example.json`, JSON.stringify(example)]);
const schemas = sorted.map(({ type, schema }) => [fileOf(type), JSON.stringify(schema)]);
await writeGenerated('node tools/scripts/generate-events.mjs', {
  'docs/generated/events.md': page,
  ...Object.fromEntries([...examples, ...schemas]),
});
