import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, TestDatabase, TestProcess } from '@shortlist/testing';
import { AuthHttpModule, authMigrations, AuthWorkerModule } from './index.js';
import { deleteExpiredSessionsTask, rotateSigningKeysTask } from './tasks.js';

let database: TestDatabase;
let process: TestProcess;
beforeAll(async () => {
  database = await TestDatabase.start([authMigrations]);
  process = await TestProcess.start(database, [AuthHttpModule, AuthWorkerModule]);
});
afterAll(async () => {
  await process?.stop();
  await database?.stop();
});

const run = (task: typeof rotateSigningKeysTask): Promise<void> => {
  const { tasks } = process.infrastructure;
  return process.infrastructure.runtimeOf('auth').unitOfWork.runWithoutTenant((tx) => tasks.enqueue(tx, task, {}));
};

describe('the worker', () => {
  it('publishes a new key when the next one is missing, beside those that still verify', async () => {
    await database.rows(`DELETE FROM auth.signing_keys WHERE signs_from > now()`);
    await run(rotateSigningKeysTask);
    await eventually(async () => expect(await database.rows('SELECT kid FROM auth.signing_keys')).toHaveLength(2));
    expect(await database.rows('SELECT kid FROM platform.verification_keys')).toHaveLength(3);
  });

  it('forgets expired sessions and their refresh tokens', async () => {
    const person = { name: 'A', email: 'a@example.com', password: 'harbour-and-pine-42' };
    await process.call('POST', '/auth/register', { body: { ...person, organization: { name: 'A' } } });
    await process.call('POST', '/auth/login', { body: { email: person.email, password: person.password } });
    await database.rows(`UPDATE auth.sessions SET expires_at = now() - interval '25 hours'`);
    await run(deleteExpiredSessionsTask);
    await eventually(async () => {
      expect(await database.rows('SELECT 1 FROM auth.sessions UNION ALL SELECT 1 FROM auth.refresh_tokens')).toEqual([]);
    });
  });
});
