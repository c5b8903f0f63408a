import { checkedSchemaOf, isDto } from '../../schemas/index.js';
import type { DtoClass, JsonSchema } from '../../schemas/index.js';
import type { Route } from '../route-audit.js';
import { withComponentRefs } from './components.js';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
  /** Lists are given as `a,b`. */
  readonly explode?: boolean;
}

/** Path, query and header parameters of a route. */
export function parametersOf(route: Route, path: string): Parameter[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => pathParameter(route, name));
  const inQuery = route.arguments.flatMap((argument) => {
    if (argument.place !== 'query' || !isDto(argument.type)) return [];
    return queryParameters(argument.type);
  });
  return [...inPath, ...inQuery, ...headerParameters(route)];
}

function pathParameter(route: Route, name: string): Parameter {
  const whole = route.arguments.find(({ place, type }) => place === 'param' && isDto(type))?.type;
  const declared = whole ? checkedSchemaOf(whole as DtoClass, 'query').properties?.[name] : undefined;
  const isId = route.arguments.some((argument) => argument.place === 'param' && argument.name === name && argument.isId);
  const schema = declared ?? (isId ? { type: 'string', format: 'uuid' } : { type: 'string' });
  return { name, in: 'path', required: true, schema: withComponentRefs(schema) };
}

function queryParameters(type: DtoClass): Parameter[] {
  const { properties = {}, required = [] } = checkedSchemaOf(type, 'query');
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description && { description }),
    ...(schema.type === 'array' && { explode: false }),
    schema: withComponentRefs(schema),
  }));
}

function headerParameters({ verb, idempotency, arguments: given }: Route): Parameter[] {
  const headers: Parameter[] = [];
  if (verb === 'POST' && !idempotency.neverStore) {
    headers.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: idempotency.required === true,
      description: 'Same key and body: same answer, for 24 hours.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    });
  }
  const ifMatch = given.find(({ place }) => place === 'ifMatch');
  if (ifMatch) {
    const required = !ifMatch.isOptional;
    headers.push({ name: 'If-Match', in: 'header', required, description: 'ETag of your last read.', schema: { type: 'string' } });
  }
  return headers;
}
