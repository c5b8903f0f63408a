import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API_KEY_SCOPES } from '@shortlist/contracts';
import { OWNER_ROLE, catalogueProblems, isDeclaredPermission } from '@shortlist/platform';
import { contextMigrations } from '@shortlist/standalone';
import { TestDatabase } from '@shortlist/testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.start(contextMigrations);
  // Makes the schema of the task queue too.
  await database.infrastructure();
});
afterAll(() => database.stop());

describe('the catalogue of the whole system', () => {
  it('protects every table of every context', async () => {
    expect(await database.asRole(OWNER_ROLE, (client) => catalogueProblems(client))).toEqual([]);
  });

  it('lets an API key hold only permissions that a context declares', () => {
    expect(API_KEY_SCOPES.filter((scope) => !isDeclaredPermission(scope))).toEqual([]);
  });

  it('shows no row to a context whose tenant is not set, and none of another schema ever', async () => {
    for (const { schema } of contextMigrations) {
      const role = `${schema}_app`;
      const tables = await database.rows<{ schema: string; name: string; own: boolean }>(
        `SELECT schemaname AS schema, tablename AS name, schemaname = $1 AS own FROM pg_tables
          WHERE schemaname = ANY($2) AND has_table_privilege($3, format('%I.%I', schemaname, tablename), 'SELECT')
            AND has_schema_privilege($3, schemaname, 'USAGE')`,
        [schema, contextMigrations.map((set) => set.schema), role],
      );
      expect(tables.filter((table) => !table.own)).toEqual([]);
    }
  });
});
