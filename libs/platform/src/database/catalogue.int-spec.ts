import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TestDatabase } from '@shortlist/testing';
import { catalogueProblems } from './catalogue.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.start([]);
  await database.infrastructure();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.rows('DROP SCHEMA IF EXISTS billing, career CASCADE');
  await database.rows('CREATE SCHEMA billing AUTHORIZATION shortlist_owner');
});

const PROTECTED = `
  SET ROLE shortlist_owner;
  CREATE TABLE billing.accounts (id uuid PRIMARY KEY, organization_id uuid NOT NULL);
  CALL platform.protect('billing.accounts');`;
const PARTITIONED = `
  SET ROLE shortlist_owner;
  CREATE TABLE billing.entries (id uuid PRIMARY KEY, organization_id uuid NOT NULL) PARTITION BY RANGE (id);
  CALL platform.protect('billing.entries');
  CALL platform.ensure_partitions('billing.entries');`;

async function problemsAfter(sql: string, undo = ''): Promise<string[]> {
  await database.rows(sql);
  try {
    return await database.asRole('platform_app', catalogueProblems);
  } finally {
    if (undo) await database.rows(undo);
  }
}

/** What is broken, how, what must be said, and how to mend what outlives the schema. */
const BREACHES: [string, string, string, string?][] = [
  [
    'a table without row security',
    'CREATE TABLE billing.bare (organization_id uuid PRIMARY KEY)',
    "billing.bare holds organizations' rows without forced row security",
  ],
  [
    'row security that the owner passes',
    `${PROTECTED} ALTER TABLE billing.accounts NO FORCE ROW LEVEL SECURITY`,
    "billing.accounts holds organizations' rows without forced row security",
  ],
  [
    'row security without a policy',
    `${PROTECTED} DROP POLICY tenant ON billing.accounts`,
    'billing.accounts has row security but no policy',
  ],
  [
    'a policy that checks no written row',
    `${PROTECTED} CREATE POLICY half ON billing.accounts FOR UPDATE TO billing_app USING (organization_id = platform.current_organization())`,
    'policy half on billing.accounts lacks WITH CHECK',
  ],
  [
    'a policy that hides no row',
    `${PROTECTED} CREATE POLICY half ON billing.accounts FOR ALL TO billing_worker WITH CHECK (organization_id = platform.current_organization())`,
    'policy half on billing.accounts lacks USING',
  ],
  [
    'a policy that shows all rows to requests',
    `${PROTECTED} CREATE POLICY wide ON billing.accounts FOR SELECT TO billing_app USING (true)`,
    'policy wide on billing.accounts is open to billing_app',
  ],
  [
    'a policy that lets requests write any row',
    `${PROTECTED} CREATE POLICY wide ON billing.accounts FOR INSERT TO billing_app WITH CHECK (true)`,
    'policy wide on billing.accounts is open to billing_app',
  ],
  [
    'a policy for everybody',
    `${PROTECTED} CREATE POLICY wide ON billing.accounts FOR SELECT USING (organization_id = platform.current_organization())`,
    'policy wide on billing.accounts is open to everybody',
  ],
  [
    'a policy that shows all rows to a worker',
    `${PROTECTED} CREATE POLICY wide ON billing.accounts FOR SELECT TO billing_worker USING (true)`,
    'policy wide on billing.accounts shows rows of all organizations to billing_worker and is not on the list of such policies',
  ],
  [
    'a table of persons without row security',
    'CREATE TABLE billing.people (id uuid PRIMARY KEY, name text)',
    'billing.people has no forced row security and is not on the list of tables that are of no organization',
  ],
  [
    'a table outside every schema of a context',
    'CREATE TABLE public.stray (id uuid PRIMARY KEY)',
    'stray lies in schema public, which no context owns',
    'DROP TABLE public.stray',
  ],
  [
    'a grant on a partition',
    `${PARTITIONED} GRANT SELECT ON billing.entries_default TO billing_app`,
    'partition billing.entries_default is granted to billing_app, past the policies of its table',
  ],
  [
    'a grant on a column of a partition',
    `${PARTITIONED} GRANT SELECT (id) ON billing.entries_default TO billing_worker`,
    'partition billing.entries_default has a column granted to billing_worker',
  ],
  [
    'a view with the rights of its owner',
    `${PROTECTED} CREATE VIEW billing.names AS SELECT id FROM billing.accounts`,
    "view billing.names reads with its owner's rights",
  ],
  [
    'a materialized view that requests may read',
    `${PROTECTED} CREATE MATERIALIZED VIEW billing.sums AS SELECT organization_id FROM billing.accounts; GRANT SELECT ON billing.sums TO billing_app`,
    'materialized view billing.sums has no row security and is granted to billing_app',
  ],
  [
    'a unique key across organizations',
    `${PROTECTED} ALTER TABLE billing.accounts ADD email text UNIQUE`,
    'unique key accounts_email_key of billing.accounts does not start with organization_id',
  ],
  [
    'a unique index across organizations',
    `${PROTECTED} CREATE UNIQUE INDEX second ON billing.accounts (id, organization_id)`,
    'unique key second of billing.accounts does not start with organization_id',
  ],
  [
    'a foreign key across schemas',
    `${PROTECTED} CREATE TABLE billing.links (kid text REFERENCES platform.verification_keys)`,
    'foreign key links_kid_fkey of billing.links leaves its schema',
  ],
  [
    'a foreign key into a partitioned table',
    `${PARTITIONED} CREATE TABLE billing.links (entry uuid REFERENCES billing.entries)`,
    'foreign key links_entry_fkey of billing.links points into partitioned billing.entries',
  ],
  [
    'a login role that passes row security',
    'ALTER ROLE billing_app BYPASSRLS',
    'role billing_app is allowed to pass row security or to make roles or databases',
    'ALTER ROLE billing_app NOBYPASSRLS',
  ],
  [
    'a login role that is a superuser',
    'ALTER ROLE billing_worker SUPERUSER',
    'role billing_worker is allowed to pass row security or to make roles or databases',
    'ALTER ROLE billing_worker NOSUPERUSER',
  ],
  [
    'a login role that may become the owner',
    'GRANT shortlist_owner TO billing_app',
    'role billing_app is a member of shortlist_owner',
    'REVOKE shortlist_owner FROM billing_app',
  ],
  [
    'a login role that owns a table',
    'CREATE TABLE billing.mine (n int); ALTER TABLE billing.mine OWNER TO billing_app',
    'role billing_app owns billing.mine',
  ],
  ['a login role that owns a schema', 'CREATE SCHEMA career AUTHORIZATION platform_tasks', 'role platform_tasks owns schema career'],
  [
    'a role that reads the tables of another context',
    `${PROTECTED} GRANT SELECT ON billing.accounts TO jobs_app`,
    'role jobs_app may use billing.accounts, which belongs to another context',
  ],
  [
    'a table that everybody may read',
    `${PROTECTED} GRANT SELECT ON billing.accounts TO PUBLIC`,
    'billing.accounts is granted to everybody',
  ],
  [
    'a role that may truncate',
    `${PROTECTED} GRANT TRUNCATE ON billing.accounts TO billing_app`,
    'role billing_app may truncate billing.accounts, past its policies',
  ],
  [
    'a definer function that nobody listed',
    "CREATE FUNCTION billing.peek() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1'; REVOKE ALL ON FUNCTION billing.peek FROM PUBLIC",
    "billing.peek() runs with its owner's rights and is not on the list of such functions",
  ],
  [
    'a definer function that does not set its search path',
    "CREATE FUNCTION billing.peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    "billing.peek() runs with its owner's rights and does not set search_path",
  ],
  [
    'a definer function that everybody may call',
    "CREATE FUNCTION billing.peek() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1'",
    "billing.peek() runs with its owner's rights for everybody",
  ],
];

describe('the catalogue of the platform itself', () => {
  it('breaks no rule, with and without the tables of a context', async () => {
    expect(await problemsAfter('SELECT 1')).toEqual([]);
    expect(await problemsAfter(`SET ROLE shortlist_owner; CALL platform.create_messaging('billing'); ${PROTECTED} ${PARTITIONED}`)).toEqual(
      [],
    );
  });
});

describe('the catalogue check names', () => {
  it.each(BREACHES.map(([name, ...rest]) => ({ name, rest })))('$name', async ({ rest: [sql, expected, undo] }) => {
    expect(await problemsAfter(sql, undo)).toContain(expected);
  });
});
