import { describe, expect, it } from '@jest/globals';
import { RouteTable, mergedDocument } from './route-table.js';
import type { ApiDocument } from './route-table.js';

const documents = new Map<string, ApiDocument>([
  [
    'jobs',
    {
      paths: {
        '/api/v1/jobs/{id}': { get: 'read', put: 'change' },
        '/api/v1/public/feeds/{slug}.xml': { get: 'feed' },
        '/api/v1/tasks': { get: 'jobs' },
      },
      components: { schemas: { Job: 1, Problem: 1 } },
    },
  ],
  [
    'screening',
    {
      paths: {
        '/api/v1/jobs/{id}/shortlist': { get: 'list' },
        '/api/v1/jobs/best': { get: 'best' },
        '/api/v1/jobs/{id}': { patch: 'weigh' },
        '/api/v1/tasks': { get: 'screening' },
      },
      components: { schemas: { Shortlist: 1, Problem: 1 } },
    },
  ],
]);

describe('the table of routes', () => {
  const table = new RouteTable(documents);

  it.each([
    ['GET', '/api/v1/jobs/7', 'jobs'],
    ['HEAD', '/api/v1/jobs/7', 'jobs'],
    ['PATCH', '/api/v1/jobs/7', 'screening'],
    ['OPTIONS', '/api/v1/jobs/7', 'jobs'],
    ['GET', '/api/v1/jobs/7/shortlist', 'screening'],
    ['GET', '/api/v1/jobs/best', 'screening'],
    ['GET', '/api/v1/tasks', 'jobs'],
    ['GET', '/api/v1/public/feeds/acme.xml', 'jobs'],
    ['GET', '/api/v1/public/feeds/acmexxml', undefined],
    ['GET', '/api/v1/jobs', undefined],
  ])('leads %s %s to %s', (method, path, service) => {
    expect(table.serviceOf(method, path)).toBe(service);
  });

  it('becomes one document', () => {
    const { paths, components } = mergedDocument(documents);
    expect(paths['/api/v1/jobs/{id}']).toEqual({ get: 'read', put: 'change', patch: 'weigh' });
    expect(paths['/api/v1/tasks']).toEqual({ get: 'jobs' });
    expect(Object.keys(components?.schemas ?? {}).toSorted()).toEqual(['Job', 'Problem', 'Shortlist']);
  });
});
