import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import type { ObjectStorage, UploadForm } from './object-storage.js';

export const PLAIN = { contentType: 'text/plain', maxBytes: 1_000 };
export const inOneHour = (): Date => new Date(Date.now() + 3_600_000);

export async function* failingAfter(bytes: number): AsyncGenerator<Buffer> {
  yield Buffer.alloc(bytes);
  throw new Error('the client went away');
}

export function post(form: UploadForm, content: Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...form.fields, ...fields })) body.append(name, value);
  body.append('file', new Blob([content]), 'resume.pdf');
  return fetch(form.url, { method: 'POST', body });
}

/** What every object storage guarantees. It may be shared with others: the suite keeps to a folder of its own. */
export function describeObjectStorage(driver: string, storage: () => ObjectStorage): void {
  const folder = `suite/${randomUUID()}`;
  const newKey = (name = 'file.txt'): string => `${folder}/${randomUUID()}/${name}`;

  describe(`object storage: ${driver}`, () => {
    describe('content', () => {
      it('gives back bytes and streams unchanged, with their type and size', async () => {
        const content = randomBytes(300_000);
        for (const body of [content, Readable.from([content.subarray(0, 7), content.subarray(7)])]) {
          const key = newKey('a.pdf');
          const info = await storage().put(key, body, { contentType: 'application/pdf', maxBytes: content.length });
          expect(info).toMatchObject({ key, bytes: content.length, contentType: 'application/pdf' });
          const stored = await storage().get(key);
          expect(stored.info).toEqual(info);
          expect((await buffer(stored.stream)).equals(content)).toBe(true);
          expect((await storage().read(key, content.length)).equals(content)).toBe(true);
          expect(Math.abs(info.storedAt.getTime() - Date.now())).toBeLessThan(60_000);
        }
      });

      it('stores nothing at all as an empty object', async () => {
        const key = newKey();
        await storage().put(key, Buffer.alloc(0), PLAIN);
        expect(await storage().read(key, 0)).toHaveLength(0);
      });

      it('replaces content and type together', async () => {
        const key = newKey();
        await storage().put(key, Buffer.from('first'), PLAIN);
        await storage().put(key, Buffer.from('{}'), { contentType: 'application/json', maxBytes: 2 });
        expect(await storage().stat(key)).toMatchObject({ bytes: 2, contentType: 'application/json' });
      });

      it('shows readers one whole version while writers replace it', async () => {
        const key = newKey();
        const versions = ['a', 'b', 'c'].map((letter) => Buffer.from(letter.repeat(50_000)));
        await storage().put(key, versions[0]!, { ...PLAIN, maxBytes: 50_000 });
        const writes = Array.from({ length: 12 }, (_, index) => storage().put(key, versions[index % 3]!, { ...PLAIN, maxBytes: 50_000 }));
        const reads = await Promise.all(Array.from({ length: 12 }, () => storage().read(key, 50_000)));
        await Promise.all(writes);
        for (const read of reads) expect(versions.some((version) => version.equals(read))).toBe(true);
      });
    });

    describe('limits', () => {
      it('accepts exactly the most bytes and refuses one more, leaving nothing', async () => {
        const [fits, over] = [newKey(), newKey()];
        await storage().put(fits, Readable.from([Buffer.alloc(600), Buffer.alloc(400)]), PLAIN);
        const oversize = storage().put(over, Readable.from([Buffer.alloc(600), Buffer.alloc(401)]), PLAIN);
        await expect(oversize).rejects.toMatchObject({ code: 'storage.object_too_large', kind: 'too_large' });
        await expect(storage().put(over, Buffer.alloc(1_001), PLAIN)).rejects.toMatchObject({ code: 'storage.object_too_large' });
        await expect(storage().stat(over)).rejects.toMatchObject({ code: 'storage.object_missing' });
      });

      it('stops reading a stream that is too long', async () => {
        let sent = 0;
        async function* endless(): AsyncGenerator<Buffer> {
          for (; sent < 10_000; sent++) yield Buffer.alloc(1_000);
        }
        await expect(storage().put(newKey(), Readable.from(endless()), PLAIN)).rejects.toMatchObject({ code: 'storage.object_too_large' });
        expect(sent).toBeLessThan(1_000);
      });

      it('keeps the old version when a replacement breaks off', async () => {
        const key = newKey();
        await storage().put(key, Buffer.from('old'), PLAIN);
        await expect(storage().put(key, Readable.from(failingAfter(10)), PLAIN)).rejects.toThrow('the client went away');
        expect(String(await storage().read(key, 10))).toBe('old');
      });

      it('refuses to read more bytes than the reader can take', async () => {
        const key = newKey();
        await storage().put(key, Buffer.alloc(11), PLAIN);
        await expect(storage().read(key, 10)).rejects.toMatchObject({ code: 'storage.object_too_large' });
      });

      it.each([
        '',
        '/',
        '/etc/passwd',
        'a//b',
        'a/',
        '../a',
        'a/../b',
        'a/./b',
        '..',
        'a\\b',
        'a\0b',
        'a b',
        'ä',
        'a+b',
        '%2e%2e/a',
        'x'.repeat(513),
        'x'.repeat(201),
      ])('refuses the key %j everywhere', async (key) => {
        const attempts = [
          storage().put(key, Buffer.from('x'), PLAIN),
          storage().get(key),
          storage().read(key, 10),
          storage().stat(key),
          storage().delete(key),
          storage().presignGet(key, { fileName: 'x', contentType: 'text/plain', expiresAt: inOneHour() }),
          storage().presignPost({ key, ...PLAIN, expiresAt: inOneHour() }),
        ];
        for (const outcome of await Promise.allSettled(attempts)) {
          expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'storage.object_key_invalid', kind: 'malformed' } });
        }
      });
    });

    describe('missing and deleted objects', () => {
      it('says that an object is missing', async () => {
        const missing = { code: 'storage.object_missing', kind: 'not_found' };
        const reads = [() => storage().get(newKey()), () => storage().read(newKey(), 1), () => storage().stat(newKey())];
        for (const read of reads) await expect(read()).rejects.toMatchObject(missing);
      });

      it('deletes, also what is not there, and nothing beside it', async () => {
        const key = newKey();
        await storage().put(key, Buffer.from('x'), PLAIN);
        await storage().put(`${key}.beside`, Buffer.from('y'), PLAIN);
        await storage().delete(key);
        await storage().delete(key);
        await expect(storage().stat(key)).rejects.toMatchObject({ code: 'storage.object_missing' });
        expect(String(await storage().read(`${key}.beside`, 10))).toBe('y');
      });
    });

    describe('lists', () => {
      it('gives every key with the prefix once, in order, over pages of any size', async () => {
        const names = ['a-b', 'a.b', 'a/b', 'a/c/d', 'a0', 'b', 'ba', 'c/a'];
        const root = newKey('list');
        for (const name of names) await storage().put(`${root}/${name}`, Buffer.from(name), PLAIN);
        for (const limit of [1, 3, 8, 100]) {
          const seen: string[] = [];
          for (let cursor: string | undefined; ;) {
            const page = await storage().list(`${root}/`, { cursor, limit });
            expect(page.objects.length).toBeLessThanOrEqual(limit);
            seen.push(...page.objects.map((object) => object.key.slice(root.length + 1)));
            if (page.nextCursor === null) break;
            cursor = page.nextCursor;
          }
          expect(seen).toEqual(names);
        }
        expect((await storage().list(`${root}/a/`)).objects.map((object) => object.bytes)).toEqual([3, 5]);
        expect((await storage().list(`${root}/a.`)).objects.map((object) => object.key)).toEqual([`${root}/a.b`]);
        expect(await storage().list(`${root}/none`)).toEqual({ objects: [], nextCursor: null });
      });
    });

    describe('presigned forms', () => {
      it('stores what a browser posts under the key and type of the form', async () => {
        const key = newKey('cv.pdf');
        const form = await storage().presignPost({ key, contentType: 'application/pdf', maxBytes: 100, expiresAt: inOneHour() });
        expect((await post(form, Buffer.from('%PDF-1.7'))).status).toBe(204);
        expect(await storage().stat(key)).toMatchObject({ bytes: 8, contentType: 'application/pdf' });
      });

      it('refuses one byte more than the form allows and stores nothing', async () => {
        const key = newKey();
        const form = await storage().presignPost({ key, ...PLAIN, expiresAt: inOneHour() });
        const refused = await post(form, Buffer.alloc(1_001, 'x'));
        expect([400, 413]).toContain(refused.status);
        await expect(storage().stat(key)).rejects.toMatchObject({ code: 'storage.object_missing' });
        expect((await post(form, Buffer.alloc(1_000, 'x'))).status).toBe(204);
      });

      it('refuses a form that was altered or has expired', async () => {
        const key = newKey();
        const form = await storage().presignPost({ key, ...PLAIN, expiresAt: inOneHour() });
        const expired = await storage().presignPost({ key, ...PLAIN, expiresAt: new Date(Date.now() - 1_000) });
        const altered = Object.keys(form.fields).map((field) => ({
          ...form,
          fields: { ...form.fields, [field]: `x${form.fields[field]}` },
        }));
        for (const refused of [expired, ...altered, { ...form, fields: {} }]) {
          const { status } = await post(refused, Buffer.from('x'));
          expect([400, 403]).toContain(status);
        }
        await expect(storage().stat(key)).rejects.toMatchObject({ code: 'storage.object_missing' });
      });

      it('refuses another key or type beside the signed one', async () => {
        const [key, other] = [newKey(), newKey()];
        const form = await storage().presignPost({ key, ...PLAIN, expiresAt: inOneHour() });
        expect((await post(form, Buffer.from('x'), { key: other })).ok).toBe(false);
        expect((await post(form, Buffer.from('x'), { 'Content-Type': 'text/html' })).ok).toBe(false);
        await expect(storage().stat(other)).rejects.toMatchObject({ code: 'storage.object_missing' });
      });
    });

    describe('presigned URLs', () => {
      it('serve the object as an attachment under any name', async () => {
        const key = newKey();
        await storage().put(key, Buffer.from('<script>alert(1)</script>'), { contentType: 'text/html', maxBytes: 100 });
        const fileName = 'Zoë "x"; résumé\r\n.html';
        const answer = await fetch(await storage().presignGet(key, { fileName, contentType: 'text/plain', expiresAt: inOneHour() }));
        expect(answer.status).toBe(200);
        expect(answer.headers.get('content-type')).toBe('text/plain');
        expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''Zo%C3%AB/);
        expect(await answer.text()).toBe('<script>alert(1)</script>');
      });

      it('refuse another key, an altered signature, and after their time', async () => {
        const [key, other] = [newKey(), newKey()];
        for (const name of [key, other]) await storage().put(name, Buffer.from('secret'), PLAIN);
        const request = { fileName: 'a.txt', contentType: 'text/plain', expiresAt: inOneHour() };
        const url = await storage().presignGet(key, request);
        const past = await storage().presignGet(key, { ...request, expiresAt: new Date(Date.now() - 1_000) });
        for (const refused of [url.replace(key, other), `${url}x`, url.split('?')[0]!, past]) {
          const answer = await fetch(refused);
          expect([400, 401, 403]).toContain(answer.status);
          expect(await answer.text()).not.toContain('secret');
        }
      });
    });
  });
}
