import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eventually } from '@shortlist/testing';
import { freePort } from '../free-port.js';
import { ProblemFilter } from '../http/errors/problem.filter.js';
import { MasterSigningSecret } from '../keys/signing-secret.js';
import { Logger } from '../telemetry/logger.js';
import { LocalObjectStorage } from './drivers/local.driver.js';
import { PLAIN, describeObjectStorage, failingAfter, inOneHour, post } from './object-storage.fixture-spec.js';
import { StorageModule } from './storage.module.js';

describe('local driver', () => {
  let folder: string;
  let storage: LocalObjectStorage;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'objects-'));
    const port = await freePort();
    storage = new LocalObjectStorage({ folder, publicUrl: `http://127.0.0.1:${port}`, secret: new MasterSigningSecret(randomBytes(32)) });
    app = await NestFactory.create<NestFastifyApplication>(
      StorageModule.forRoot(storage),
      new FastifyAdapter({ multipart: true, forceCloseConnections: true }),
      {
        logger: false,
      },
    );
    app.setGlobalPrefix('api/v1');
    app.useGlobalFilters(new ProblemFilter(Logger.create({ level: 'silent' })));
    await app.listen(port, '127.0.0.1');
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  describeObjectStorage('local', () => storage);

  describe('object storage: local, beyond the port', () => {
    it('keeps an object whose key is the folder of others', async () => {
      const key = `nested/${randomUUID()}`;
      await storage.put(key, Buffer.from('x'), PLAIN);
      await storage.put(`${key}/below`, Buffer.from('y'), PLAIN);
      expect((await storage.list(key)).objects.map((object) => object.key)).toEqual([key, `${key}/below`]);
      await storage.delete(key);
      expect(String(await storage.read(`${key}/below`, 10))).toBe('y');
    });

    it('leaves no temporary file and no empty folder behind', async () => {
      const key = `tidy/${randomUUID()}/file`;
      await storage.put(key, Buffer.from('x'), PLAIN);
      await expect(storage.put(`${key}2`, Readable.from(failingAfter(10)), PLAIN)).rejects.toThrow();
      await storage.delete(key);
      expect(await readdir(join(folder, '+temporary'))).toEqual([]);
      expect(await readdir(folder)).not.toContain('tidy');
    });

    it('keeps what is stored in a folder while the last of its other objects is deleted', async () => {
      const one = async (): Promise<void> => {
        const key = `busy/${randomUUID()}`;
        for (let round = 0; round < 100; round++) {
          await storage.put(key, Buffer.from('x'), PLAIN);
          expect((await storage.stat(key)).bytes).toBe(1);
          await storage.delete(key);
        }
      };
      await Promise.all(Array.from({ length: 6 }, one));
      expect(await readdir(folder)).not.toContain('busy');
    });

    it('removes what a killed process left half-written a day ago, and nothing younger', async () => {
      const own = join(folder, '+own');
      const restarted = (now: () => Date): LocalObjectStorage =>
        new LocalObjectStorage({ folder: own, publicUrl: '', secret: new MasterSigningSecret(randomBytes(32)), clock: { now } });
      const body = new PassThrough();
      const cut = restarted(() => new Date()).put('cut', body, PLAIN);
      body.write('half');
      const leftovers = (): Promise<string[]> => readdir(join(own, '+temporary'));
      await eventually(async () => expect(await leftovers()).toHaveLength(1));
      await restarted(() => new Date(Date.now() + 23 * 3_600_000)).onModuleInit();
      expect(await leftovers()).toHaveLength(1);
      await restarted(() => new Date(Date.now() + 25 * 3_600_000)).onModuleInit();
      expect(await leftovers()).toEqual([]);
      body.end();
      await expect(cut).rejects.toMatchObject({ code: 'storage.object_missing' });
    });

    it('lets a form be used again until its object was taken over, and never after', async () => {
      const key = `quarantine/${randomUUID()}`;
      const form = await storage.presignPost({ key, ...PLAIN, expiresAt: inOneHour() });
      expect((await post(form, Buffer.from('first'))).status).toBe(204);
      expect((await post(form, Buffer.from('second'))).status).toBe(204);
      await storage.delete(key);
      const replayed = await post(form, Buffer.from('third'));
      expect([replayed.status, ((await replayed.json()) as { code: string }).code]).toEqual([409, 'storage.upload_used']);
      await expect(storage.stat(key)).rejects.toMatchObject({ code: 'storage.object_missing' });
    });

    it('signs no form for more than a day, which is how long used forms are remembered', async () => {
      const expiresAt = new Date(Date.now() + 24 * 3_600_000 + 60_000);
      await expect(storage.presignPost({ key: 'a', ...PLAIN, expiresAt })).rejects.toThrow(RangeError);
    });

    it('takes a file only after its policy, and only one', async () => {
      const key = `quarantine/${randomUUID()}`;
      const { url, fields } = await storage.presignPost({ key, ...PLAIN, expiresAt: inOneHour() });
      const early = new FormData();
      early.append('file', new Blob(['x']), 'a.txt');
      early.append('policy', fields['policy']!);
      const none = new FormData();
      none.append('policy', fields['policy']!);
      for (const body of [early, none]) expect((await fetch(url, { method: 'POST', body })).status).toBe(400);
      expect(
        (await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status,
      ).toBeGreaterThanOrEqual(400);
      await expect(storage.stat(key)).rejects.toMatchObject({ code: 'storage.object_missing' });
    });

    it('refuses content that does not look like the type of its form before the rest of it has come', async () => {
      const key = `quarantine/${randomUUID()}`;
      const { url, fields } = await storage.presignPost({
        key,
        contentType: 'application/pdf',
        maxBytes: 1_000_000,
        expiresAt: inOneHour(),
      });
      const answer = await new Promise((resolve, reject) => {
        const upload = request(url, {
          method: 'POST',
          headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': 1_000_000 },
        });
        upload.on('response', (response) => resolve(response.statusCode)).on('error', reject);
        upload.write(`--b\r\ncontent-disposition: form-data; name="policy"\r\n\r\n${fields['policy']}\r\n`);
        upload.write(`--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nMZ${'\u0000'.repeat(2_000)}`);
      });
      expect(answer).toBe(415);
      await expect(storage.stat(key)).rejects.toMatchObject({ code: 'storage.object_missing' });
      expect(await readdir(join(folder, '+temporary'))).toEqual([]);
    });

    it('answers a refused upload at once, without waiting for the rest of its body', async () => {
      const { url } = await storage.presignPost({ key: 'a', ...PLAIN, expiresAt: inOneHour() });
      const status = await new Promise((resolve, reject) => {
        const upload = request(url, {
          method: 'POST',
          headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': 10_000_000 },
        });
        upload.on('response', (response) => resolve(response.statusCode)).on('error', reject);
        upload.write('--b\r\ncontent-disposition: form-data; name="policy"\r\n\r\nforged\r\n--b\r\n');
      });
      expect(status).toBe(403);
    });

    it('stores nothing of an upload whose client goes away', async () => {
      const key = `quarantine/${randomUUID()}`;
      const { url, fields } = await storage.presignPost({ key, ...PLAIN, expiresAt: inOneHour() });
      const upload = request(url, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': 10_000 },
      });
      upload.on('error', () => undefined);
      upload.write(`--b\r\ncontent-disposition: form-data; name="policy"\r\n\r\n${fields['policy']}\r\n`);
      upload.write('--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf');
      await eventually(async () => expect(await readdir(join(folder, '+temporary'))).toHaveLength(1));
      upload.destroy();
      await eventually(async () => expect(await readdir(join(folder, '+temporary'))).toEqual([]));
      await expect(storage.stat(key)).rejects.toMatchObject({ code: 'storage.object_missing' });
    });

    it('serves downloads so that no browser runs them', async () => {
      await storage.put('page', Buffer.from('<script>'), PLAIN);
      const url = await storage.presignGet('page', {
        fileName: 'a.html',
        contentType: 'text/html',
        expiresAt: new Date(Date.now() + 60_000),
      });
      const { headers } = await fetch(url);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(headers.get('cache-control')).toBe('private, no-store');
    });
  });
});
