import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TOPICS, eventDefinitions, personalFieldsOf } from '@shortlist/contracts';
import { exampleOf, metricDefinitions, schemaOf, variableGroups } from '@shortlist/platform';
import type { JsonSchema } from '@shortlist/platform';

// Prints what contracts, configuration and metrics declare, as JSON. Started by source-facts.mjs with the loader for TypeScript.

for (const file of globSync('{libs,apps}/*/src/**/{*.config,*-metrics}.ts').sort()) await import(pathToFileURL(resolve(file)).href);

const events = [...eventDefinitions().values()].map((definition) => {
  const schema = schemaOf(definition.payload);
  const example = exampleOf(schema, (ref) => schema.$defs?.[ref.slice('#/$defs/'.length)] as JsonSchema);
  const { type, topic, kind, from, to, meaning } = definition;
  const personal = personalFieldsOf(definition.payload);
  return {
    type,
    topic,
    kind,
    from,
    to,
    meaning,
    personal,
    example,
    partitions: TOPICS[topic].partitions,
    compacted: TOPICS[topic].compacted,
  };
});
process.stdout.write(JSON.stringify({ events, groups: variableGroups(), metrics: metricDefinitions() }));
