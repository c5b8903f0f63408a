import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { S3Server, eventually } from '@shortlist/testing';
import { Environment } from '../config/variables.js';
import { s3Settings } from './drivers/s3-client.js';
import { S3ObjectStorage } from './drivers/s3.driver.js';
import { PLAIN, describeObjectStorage, inOneHour, post } from './object-storage.fixture-spec.js';

describe('s3 driver', () => {
  let server: S3Server;
  let storage: S3ObjectStorage;

  const storageWith = (variables: Record<string, string>): S3ObjectStorage =>
    new S3ObjectStorage(s3Settings(new Environment({ ...server.variables, ...variables })));

  beforeAll(async () => {
    server = await S3Server.start();
    storage = storageWith({});
  }, 900_000);
  afterAll(() => server?.remove());

  describeObjectStorage('s3', () => storage);

  it('signs forms and links for the address under which browsers know the server, without asking it', async () => {
    const own = storageWith({ S3_PUBLIC_ENDPOINT: 'https://files.example.com', S3_ENDPOINT: 'http://127.0.0.1:1' });
    const form = await own.presignPost({ key: 'a', ...PLAIN, expiresAt: inOneHour() });
    const link = await own.presignGet('a', { fileName: 'a', contentType: 'text/plain', expiresAt: inOneHour() });
    expect([new URL(form.url).origin, new URL(link).origin]).toEqual(['https://files.example.com', 'https://files.example.com']);
  });

  it('asks for encryption of every object, also of those that browsers send, where it is set', async () => {
    const own = storageWith({ S3_ENCRYPTION: 'AES256' });
    const form = await own.presignPost({ key: 'encrypted', ...PLAIN, expiresAt: inOneHour() });
    expect(form.fields).toMatchObject({ 'x-amz-server-side-encryption': 'AES256' });
    expect((await post(form, Buffer.from('x'))).status).toBe(204);
    await expect(own.put('encrypted', Buffer.from('y'), PLAIN)).resolves.toMatchObject({ bytes: 1 });
  });

  it('signs no form for more than a day', async () => {
    const expiresAt = new Date(Date.now() + 24 * 3_600_000 + 60_000);
    await expect(storage.presignPost({ key: 'a', ...PLAIN, expiresAt })).rejects.toThrow(RangeError);
  });

  it('says that files are unavailable for a wrong bucket and a wrong key', async () => {
    const wrongs: Record<string, string>[] = [{ S3_BUCKET: 'nobodys' }, { S3_SECRET_ACCESS_KEY: 'wrong' }];
    for (const wrong of wrongs) {
      const put = storageWith(wrong).put('a', Buffer.from('x'), PLAIN);
      await expect(put).rejects.toMatchObject({ code: 'storage.unavailable', kind: 'unavailable' });
    }
  });

  it('says that files are unavailable while the server is away, and has them when it is back', async () => {
    await storage.put('kept', Buffer.from('x'), PLAIN);
    await server.process.kill();
    const calls = [
      () => storage.put('kept', Buffer.from('y'), PLAIN),
      () => storage.get('kept'),
      () => storage.read('kept', 1),
      () => storage.stat('kept'),
      () => storage.delete('kept'),
      () => storage.list('kept'),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'storage.unavailable', kind: 'unavailable' });
    await server.process.start();
    await eventually(async () => expect(String(await storage.read('kept', 1))).toBe('x'));
  });
});
