import { hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/** Source of the keys with which one part of the system signs for itself. */
export abstract class SigningSecret {
  /** 32 bytes that are always the same for one purpose and tell nothing about any other purpose. */
  abstract derive(purpose: string): Buffer;
}

/** Derives by HKDF-SHA-256 (RFC 5869) from the installation's master key, so every process of an installation agrees. */
export class MasterSigningSecret extends SigningSecret {
  private readonly masterKey: Buffer;
  private readonly derived = new Map<string, Buffer>();

  constructor(masterKey: Uint8Array) {
    super();
    if (masterKey.byteLength < KEY_BYTES) throw new RangeError(`A master key has at least ${KEY_BYTES} bytes`);
    this.masterKey = Buffer.from(masterKey);
  }

  override derive(purpose: string): Buffer {
    if (purpose === '') throw new RangeError('A signing key needs a purpose');
    const known = this.derived.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', this.masterKey, Buffer.alloc(0), `shortlist signing: ${purpose}`, KEY_BYTES));
    this.derived.set(purpose, key);
    return key;
  }
}
