import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestDatabase } from '@shortlist/testing';
import { provision } from './provision.js';

let database: TestDatabase;
beforeAll(async () => void (database = await TestDatabase.start([])));
afterAll(() => database.stop());

const withPassword = (): Promise<unknown> =>
  database.rows("SELECT rolname FROM pg_authid WHERE rolpassword LIKE 'SCRAM-SHA-256$%' AND rolname LIKE 'jobs\\_%' ORDER BY 1");

describe('provisioning', () => {
  it('gives the roles a password where one is given, also those there are, and none where none is', async () => {
    await database.asRole('postgres', async (superuser) => {
      await provision(superuser, ['jobs'], 'provisioned');
      expect(await withPassword()).toEqual([]);
      await provision(superuser, ['jobs'], 'provisioned', "it's a secret");
      expect(await withPassword()).toEqual([{ rolname: 'jobs_app' }, { rolname: 'jobs_worker' }]);
    });
  });
});
