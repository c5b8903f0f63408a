import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';
import { clientTypes } from './client-types.mjs';
import { operationsOf } from './operations.mjs';
import { routesPage } from './routes-page.mjs';

const ref = (name) => ({ $ref: `#/components/schemas/${name}` });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const answer = (data, pagination) => ({
  content: {
    'application/json': { schema: { type: 'object', properties: { data, ...(pagination && { pagination: ref('Pagination') }) } } },
  },
});

const document = {
  paths: {
    '/api/v1/parts/{id}': {
      delete: { 'x-context': 'parts', security: [{ bearer: [] }], summary: 'Delete', parameters: [id], responses: { 204: {} } },
      get: {
        'x-context': 'parts',
        security: [{ bearer: [] }, {}],
        summary: 'Read',
        parameters: [id],
        responses: { 200: answer(ref('Part')) },
      },
    },
    '/api/v1/parts': {
      post: {
        'x-context': 'parts',
        'x-permission': 'part:write',
        security: [{ bearer: [] }],
        summary: 'Add a | part',
        parameters: [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } }],
        requestBody: { content: { 'application/json': { schema: ref('Part') }, 'multipart/form-data': { schema: ref('Part') } } },
        responses: { 400: {}, 201: answer(ref('Part')) },
      },
      get: {
        'x-context': 'parts',
        security: [],
        summary: 'List',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: { 200: answer({ type: 'array', items: ref('Part') }, true) },
      },
    },
  },
  components: {
    schemas: {
      Size: { type: 'string', enum: ['s', 'm'] },
      Part: { type: 'object', description: 'One part.', properties: { size: ref('Size') }, required: ['size'] },
    },
  },
};

describe('the client types', () => {
  it('declare every schema and operation in a fixed order', async () => {
    const text = await format(clientTypes(document, operationsOf(document)), { parser: 'typescript', singleQuote: true });
    expect(text.slice(text.indexOf('\n') + 1)).toBe(`
/** One part. */
export interface Part {
  readonly size: Size;
}

export type Size = 's' | 'm';

/** What every operation takes and answers. \`isList\`: the answer comes in pages. */
export interface Operations {
  /** List */
  'GET /parts': {
    readonly query?: {
      readonly limit?: number;
    };
    readonly answer: readonly Part[];
    readonly isList: true;
  };
  /** Add a | part */
  'POST /parts': {
    readonly headers: {
      readonly 'Idempotency-Key': string;
    };
    readonly body: Part | FormData;
    readonly answer: Part;
    readonly isList: false;
  };
  /** Read */
  'GET /parts/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: Part;
    readonly isList: false;
  };
  /** Delete */
  'DELETE /parts/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: undefined;
    readonly isList: false;
  };
}
`);
  });

  it('refuse a route outside of the API', () => {
    expect(() => operationsOf({ paths: { '/other': { get: {} } } })).toThrow('/other is not below /api/v1');
  });
});

describe('the table of routes', () => {
  it('says who may call each route', () => {
    const rows = routesPage(operationsOf(document))
      .split('\n')
      .filter((line) => line.includes('`/parts'));
    expect(rows).toEqual([
      '| GET | `/parts` | parts | public | List |',
      '| POST | `/parts` | parts | `part:write` | Add a \\| part |',
      '| GET | `/parts/:id` | parts | public or signed in | Read |',
      '| DELETE | `/parts/:id` | parts | signed in | Delete |',
    ]);
  });
});
