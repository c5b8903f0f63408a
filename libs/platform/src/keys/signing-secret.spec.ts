import { describe, expect, it } from '@jest/globals';
import { MasterSigningSecret } from './signing-secret.js';

const master = Buffer.alloc(32, 7);

describe('signing secret', () => {
  it('derives the same 32 bytes for one purpose in every process', () => {
    const derived = new MasterSigningSecret(master).derive('uploads');
    expect(derived).toHaveLength(32);
    expect(derived).toEqual(new MasterSigningSecret(Buffer.from(master)).derive('uploads'));
  });

  it('derives different keys for different purposes and masters', () => {
    const secret = new MasterSigningSecret(master);
    const other = new MasterSigningSecret(Buffer.alloc(32, 8));
    expect(secret.derive('uploads')).not.toEqual(secret.derive('tracking'));
    expect(secret.derive('uploads')).not.toEqual(other.derive('uploads'));
    expect(secret.derive('uploads')).not.toEqual(master);
  });

  it('refuses a short master key and an unnamed purpose', () => {
    expect(() => new MasterSigningSecret(Buffer.alloc(31))).toThrow(RangeError);
    expect(() => new MasterSigningSecret(master).derive('')).toThrow(RangeError);
  });
});
