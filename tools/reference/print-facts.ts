import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TOPICS, eventDefinitions, personalFieldsOf } from '@shortlist/contracts';
import type { EventDefinition } from '@shortlist/contracts';
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
    schema: published(definition, schema, personal),
    partitions: TOPICS[topic].partitions,
    compacted: TOPICS[topic].compacted,
  };
});
/** The schema as others read it: with its name, its meaning and which fields are sealed on the way. */
function published({ type, meaning }: EventDefinition<object>, schema: JsonSchema, personal: readonly string[]): JsonSchema {
  const marked = personal.map((field) => [field, { ...schema.properties?.[field], 'x-personal': true }] as const);
  const properties = { ...schema.properties, ...Object.fromEntries(marked) };
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: type, description: meaning, ...schema, properties };
}

process.stdout.write(JSON.stringify({ events, groups: variableGroups(), metrics: metricDefinitions() }));
