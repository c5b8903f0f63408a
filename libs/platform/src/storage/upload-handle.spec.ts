import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MasterSigningSecret } from '../keys/signing-secret.js';
import { UploadHandles } from './upload-handle.js';
import type { Upload } from './upload-handle.js';

const handles = new UploadHandles(new MasterSigningSecret(randomBytes(32)));
const upload: Upload = {
  owner: { kind: 'job', organizationId: '0198c0de-0000-7000-8000-000000000001', jobId: '0198c0de-0000-7000-8000-000000000002' },
  key: 'organizations/0198c0de-0000-7000-8000-000000000001/quarantine/0198c0de-0000-7000-8000-000000000003',
  contentType: 'application/pdf',
  maxBytes: 5_000_000,
  expiresAt: new Date('2026-01-01T10:00:00.000Z'),
};
const before = new Date('2026-01-01T09:59:59.999Z');

describe('upload handle', () => {
  it('gives back what was signed, for a job and for an account', () => {
    const account: Upload = { ...upload, owner: { kind: 'account', userId: '0198c0de-0000-7000-8000-000000000004' } };
    expect(handles.read(handles.sign(upload), before)).toEqual(upload);
    expect(handles.read(handles.sign(account), before)).toEqual(account);
  });

  it('expires at its time, not later', () => {
    expect(() => handles.read(handles.sign(upload), upload.expiresAt)).toThrow(
      expect.objectContaining({ code: 'storage.upload_handle_expired', kind: 'rule' }),
    );
  });

  it('is refused with any one character changed, added or removed', () => {
    const handle = handles.sign(upload);
    const altered = [...handle].flatMap((character, index) => [
      handle.slice(0, index) + (character === 'A' ? 'B' : 'A') + handle.slice(index + 1),
      handle.slice(0, index) + handle.slice(index + 1),
    ]);
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    altered.push(...alphabet.map((last) => handle.slice(0, -1) + last).filter((text) => text !== handle));
    for (const text of [...altered, `${handle}A`, `A${handle}`, '', '.', 'a.b', '\0', 'x'.repeat(100_000)]) {
      expect(() => handles.read(text, before)).toThrow(
        expect.objectContaining({ code: 'storage.upload_handle_invalid', kind: 'malformed' }),
      );
    }
  });

  it('is refused when another installation signed it', () => {
    const foreign = new UploadHandles(new MasterSigningSecret(randomBytes(32))).sign(upload);
    expect(() => handles.read(foreign, before)).toThrow(expect.objectContaining({ code: 'storage.upload_handle_invalid' }));
  });

  it('is refused when its payload was replaced and the signature kept', () => {
    const [, signature] = handles.sign(upload).split('.');
    const forged = Buffer.from(JSON.stringify({ ...upload, maxBytes: 1e12, expiresAt: 4e12 })).toString('base64url');
    expect(() => handles.read(`${forged}.${signature}`, before)).toThrow(
      expect.objectContaining({ code: 'storage.upload_handle_invalid' }),
    );
  });
});
