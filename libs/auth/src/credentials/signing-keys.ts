import { createPrivateKey, generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { CodedError, newId, SigningSecret, UnitOfWork } from '@shortlist/platform';
import type { SigningTurn } from '../domain/signing-key-schedule.js';
import { SigningKeyRepository } from '../persistence/signing-key.repository.js';
import type { StoredSigningKey } from '../persistence/signing-key.repository.js';

const FRESH_MS = 60_000;
const generateRsa = promisify(generateKeyPair);

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** The private keys of access tokens, sealed at rest as JWE (RFC 7516) under a key that the master key yields. */
@Injectable()
export class SigningKeys {
  private readonly sealingKey: Buffer;
  private current: { readonly key: SigningKey; readonly loadedAt: number } | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: SigningKeyRepository,
    secret: SigningSecret,
  ) {
    this.sealingKey = secret.derive('auth-signing-keys');
  }

  /** The key whose turn it is. */
  async forSigning(): Promise<SigningKey> {
    if (this.current && performance.now() - this.current.loadedAt < FRESH_MS) return this.current.key;
    const stored = await this.unitOfWork.runWithoutTenant((tx) => this.keys.findCurrent(tx));
    if (!stored) throw new CodedError('auth.no_signing_key', 'unavailable', 'Nobody can sign in right now.');
    const key = { kid: stored.kid, privateKey: await this.open(stored) };
    this.current = { key, loadedAt: performance.now() };
    return key;
  }

  /** A new RSA key of 3072 bit (128-bit strength) for a turn, sealed. */
  async generate(turn: SigningTurn): Promise<StoredSigningKey> {
    const { publicKey, privateKey } = await generateRsa('rsa', { modulusLength: 3072 });
    const kid = newId();
    const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
    const sealedPrivateKey = await new CompactEncrypt(pkcs8)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid })
      .encrypt(this.sealingKey);
    return { kid, sealedPrivateKey, publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(), ...turn };
  }

  private async open(stored: Pick<StoredSigningKey, 'kid' | 'sealedPrivateKey'>): Promise<KeyObject> {
    const { plaintext, protectedHeader } = await compactDecrypt(stored.sealedPrivateKey, this.sealingKey);
    if (protectedHeader.kid !== stored.kid) throw new Error(`the signing key sealed as ${stored.kid} is another one`);
    return createPrivateKey({ key: Buffer.from(plaintext), type: 'pkcs8', format: 'der' });
  }
}
